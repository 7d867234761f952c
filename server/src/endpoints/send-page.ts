import type { FastifyReply } from 'fastify'
import { pagePolicy } from '../pages/page-frame.ts'

/** A page of ours: no script runs on it, nothing frames it, and its address goes to nobody. */
export function sendPage(reply: FastifyReply, page: string, policy = pagePolicy()): FastifyReply {
  return reply
    .header('content-security-policy', policy)
    .header('referrer-policy', 'no-referrer')
    .header('x-frame-options', 'DENY')
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page)
}
