import { BatonError } from '@baton/shared/errors'
import type { FastifyInstance } from 'fastify'
import { withDeadline } from './with-deadline.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How long this endpoint may take before it answers 503. */
    limitMs?: number
  }
}

const usualMs = 2800
/** For endpoints that ask the rep's calendar, which has two seconds. */
export const withCalendarMs = 4800

/** No request waits for a database that does not answer: every endpoint ends in time, with 503 if need be. */
export function limitTime(app: FastifyInstance): void {
  app.addHook('onRoute', route => {
    const { handler } = route
    const limitMs = route.config?.limitMs ?? usualMs
    route.handler = function (request, reply) {
      const answer = Promise.resolve(handler.call(this, request, reply))
      return withDeadline(answer, limitMs - reply.elapsedTime, () => new BatonError('unavailable'))
    }
  })
}
