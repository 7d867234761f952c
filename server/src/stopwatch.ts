import type { FastifyReply } from 'fastify'

/** Milliseconds since a request came. Goes on when it has ended: Fastify's own stands still then, and work that asks it would never be late. */
export function stopwatch(reply: FastifyReply): () => number {
  const begun = performance.now() - reply.elapsedTime
  return () => performance.now() - begun
}
