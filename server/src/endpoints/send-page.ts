import type { FastifyReply } from 'fastify'
import { pagePolicy } from '../pages/page-frame.ts'

/** A page of ours: no script runs on it, nothing frames it, and its address goes to nobody. */
export function sendPage(reply: FastifyReply, page: string, policy = pagePolicy()): FastifyReply {
  return send(reply, page, { policy, referrer: 'no-referrer', cache: 'no-store' })
}

/**
 * A page with a form. The browser says where what it posts comes from, and may keep the page for its own Back button, which is how people without
 * JavaScript look at what they wrote before.
 */
export function sendFormPage(reply: FastifyReply, page: string, policy: string): FastifyReply {
  return send(reply, page, { policy, referrer: 'same-origin', cache: 'private, no-cache' })
}

function send(reply: FastifyReply, page: string, { policy, referrer, cache }: { policy: string; referrer: string; cache: string }): FastifyReply {
  return reply
    .header('content-security-policy', policy)
    .header('referrer-policy', referrer)
    .header('x-frame-options', 'DENY')
    .header('cache-control', cache)
    .type('text/html; charset=utf-8')
    .send(page)
}
