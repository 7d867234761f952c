import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { authorize } from '../authorize.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { listDrafts } from '../db/list-drafts.ts'
import type { Desk } from '../desk.ts'
import type { DraftView } from '../pages/draft-view.ts'
import { parseWith } from '../parse-with.ts'
import { viewDraft } from '../view-draft.ts'

const draftsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
})

/** `GET /v1/drafts`: what was begun with consent and not sent, the latest first, `{items, nextCursor}`. */
export function serveDrafts(app: FastifyInstance, desk: Desk): void {
  app.get('/v1/drafts', async request => {
    const workspaceId = await authorize(desk, request)
    return pageOfDrafts(desk, workspaceId, parseWith(draftsQuery, request.query, 'invalid_query'))
  })
}

/** One page of drafts, and where the next one starts. */
export async function pageOfDrafts(
  desk: Desk,
  workspaceId: string,
  { limit, cursor }: z.infer<typeof draftsQuery>,
): Promise<{ items: DraftView[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : readCursor(cursor)
  const listed = await listDrafts(desk.store.of(workspaceId), workspaceId, { after, most: limit + 1 })
  const shown = listed.slice(0, limit)
  const last = shown.at(-1)
  const items = await Promise.all(shown.map(draft => viewDraft(desk, draft)))
  return { items, nextCursor: listed.length > limit && last ? writeCursor({ submittedAt: last.savedAt, id: last.id }) : null }
}
