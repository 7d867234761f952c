import type { FastifyInstance } from 'fastify'
import { authorizePage } from '../authorize.ts'
import type { Desk } from '../desk.ts'
import { leadPage } from '../pages/lead-page.ts'
import { leadsPage } from '../pages/leads-page.ts'
import { parseWith } from '../parse-with.ts'
import { pageOfDrafts } from './drafts.ts'
import { findLead } from './lead.ts'
import { leadsQuery, pageOfLeads } from './leads.ts'
import { sendPage } from './send-page.ts'
import { signIn } from './sign-in.ts'

/** On the page; `GET /v1/drafts` has all. */
const shownDrafts = 20

/** `GET /leads` and `/leads/:id`: what the API gives, as plain pages. */
export function serveLeadsPage(app: FastifyInstance, desk: Desk): void {
  app.register(async scope => {
    signIn(scope)
    scope.get('/leads', async (request, reply) => {
      const workspaceId = await authorizePage(desk, request)
      const query = parseWith(leadsQuery, request.query, 'invalid_query')
      const { items, nextCursor } = await pageOfLeads(desk, workspaceId, query)
      const isStart = Object.keys(request.query as object).length === 0
      const { items: drafts } = isStart ? await pageOfDrafts(desk, workspaceId, { limit: shownDrafts }) : { items: [] }
      return sendPage(
        reply,
        leadsPage({
          items,
          drafts,
          nextHref: nextCursor && `/leads?${new URLSearchParams({ ...(request.query as Record<string, string>), cursor: nextCursor })}`,
        }),
      )
    })
    scope.get<{ Params: { id: string } }>('/leads/:id', async (request, reply) => {
      const workspaceId = await authorizePage(desk, request)
      return sendPage(reply, leadPage(await findLead(desk, workspaceId, request.params.id)))
    })
  })
}
