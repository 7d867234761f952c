import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { authorize } from '../authorize.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { listLeads } from '../db/list-leads.ts'
import { loadPublishedRoster } from '../db/publish.ts'
import type { Desk } from '../desk.ts'
import { readEmail } from '../email-domain.ts'
import { parseWith } from '../parse-with.ts'
import { viewLeadRow } from '../view-lead.ts'

export const leadsQuery = z.strictObject({
  email: z.string().max(254).optional(),
  submissionId: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
})

/** `GET /v1/leads`: the latest first, `{items, nextCursor}`; `?email=` and `?submissionId=` find one. */
export function serveLeads(app: FastifyInstance, desk: Desk): void {
  app.get('/v1/leads', async request => {
    const workspaceId = await authorize(desk, request)
    const query = parseWith(leadsQuery, request.query, 'invalid_query')
    return pageOfLeads(desk, workspaceId, query)
  })
}

/** One page of leads, and where the next one starts. */
export async function pageOfLeads(desk: Desk, workspaceId: string, query: z.infer<typeof leadsQuery>) {
  const { limit, cursor, submissionId } = query
  const email = query.email === undefined ? undefined : readEmail(query.email).address
  const [items, roster] = await Promise.all([
    listLeads(desk.db, workspaceId, { email, submissionId, after: cursor === undefined ? undefined : readCursor(cursor), most: limit + 1 }),
    loadPublishedRoster(desk.db, workspaceId),
  ])
  const shown = items.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(item => viewLeadRow(item, roster)), nextCursor: items.length > limit && last ? writeCursor(last) : null }
}
