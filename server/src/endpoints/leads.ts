import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { authorize } from '../authorize.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { listLeads } from '../db/list-leads.ts'
import type { Desk } from '../desk.ts'
import { readEmail } from '../email-domain.ts'
import type { LeadView } from '../pages/lead-view.ts'
import { parseWith } from '../parse-with.ts'
import { viewLeads } from '../view-lead.ts'

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

/** Submissions, decisions and assignments of one lead in a list; the lead's own address has up to a hundred. */
const mostOfEach = 10

/** One page of leads, each whole, and where the next one starts. */
export async function pageOfLeads(
  desk: Desk,
  workspaceId: string,
  query: z.infer<typeof leadsQuery>,
): Promise<{ items: LeadView[]; nextCursor: string | null }> {
  const { limit, cursor, submissionId } = query
  const email = query.email === undefined ? undefined : readEmail(query.email).address
  const after = cursor === undefined ? undefined : readCursor(cursor)
  const listed = await listLeads(desk.store.of(workspaceId), workspaceId, { email, submissionId, after, most: limit + 1 })
  const shown = listed.slice(0, limit)
  const last = shown.at(-1)
  const items = await viewLeads(
    desk,
    workspaceId,
    shown.map(({ id }) => id),
    mostOfEach,
  )
  return { items, nextCursor: listed.length > limit && last ? writeCursor(last) : null }
}
