import type { FastifyInstance } from 'fastify'
import { authorizePage } from '../authorize.ts'
import type { Desk } from '../desk.ts'
import { quarantinePage } from '../pages/quarantine-page.ts'
import { parseWith } from '../parse-with.ts'
import { pageOfHeld, quarantineQuery } from './quarantine.ts'
import { sendPage } from './send-page.ts'
import { signIn } from './sign-in.ts'

/** `GET /quarantine`: what `/v1/quarantine` gives, as a plain page. It releases nothing: that takes a key, and no page holds one. */
export function serveQuarantinePage(app: FastifyInstance, desk: Desk): void {
  app.register(async scope => {
    signIn(scope)
    scope.get('/quarantine', async (request, reply) => {
      const workspaceId = await authorizePage(desk, request)
      const query = parseWith(quarantineQuery, request.query, 'invalid_query')
      const { items, nextCursor } = await pageOfHeld(desk, workspaceId, query)
      const nextHref = nextCursor && `/quarantine?${new URLSearchParams({ limit: String(query.limit), cursor: nextCursor })}`
      return sendPage(reply, quarantinePage({ items, nextHref }))
    })
  })
}
