import { BatonError } from '@baton/shared/errors'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { authorize } from '../authorize.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { listHeld } from '../db/quarantine.ts'
import type { Desk } from '../desk.ts'
import type { SubmissionView } from '../pages/lead-view.ts'
import { parseWith } from '../parse-with.ts'
import { releaseSubmission } from '../release-submission.ts'
import { stopwatch } from '../stopwatch.ts'
import { viewSubmission } from '../view-lead.ts'
import { submitLimitMs } from './submit.ts'

export const quarantineQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
})
const releaseRequest = z.strictObject({ formId: z.string().max(200).optional() })

/**
 * `GET /v1/quarantine`: the submissions that were set aside and not released yet, with the signs against them, the latest first.
 * `POST /v1/submissions/:id/release`: hands one of them off, once; 201, and 200 with the same answer when it was released before.
 */
export function serveQuarantine(app: FastifyInstance, desk: Desk): void {
  app.get('/v1/quarantine', async request => {
    const workspaceId = await authorize(desk, request)
    return pageOfHeld(desk, workspaceId, parseWith(quarantineQuery, request.query, 'invalid_query'))
  })

  app.post<{ Params: { id: string } }>('/v1/submissions/:id/release', { config: { limitMs: submitLimitMs } }, async (request, reply) => {
    const workspaceId = await authorize(desk, request)
    const id = request.params.id.toLowerCase()
    if (!z.uuid().safeParse(id).success) throw new BatonError('not_found')
    const { formId } = parseWith(releaseRequest, request.body ?? {})
    const { reply: body, replayed } = await releaseSubmission(desk, { workspaceId, id, formId, elapsedMs: stopwatch(reply) })
    return reply
      .code(replayed ? 200 : 201)
      .header('cache-control', 'no-store')
      .send(body)
  })
}

/** One page of what waits in quarantine, and where the next one starts. */
export async function pageOfHeld(
  desk: Desk,
  workspaceId: string,
  { limit, cursor }: z.infer<typeof quarantineQuery>,
): Promise<{ items: SubmissionView[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : readCursor(cursor)
  const listed = await listHeld(desk.store.of(workspaceId), workspaceId, { after, most: limit + 1 })
  const shown = listed.slice(0, limit)
  const last = shown.at(-1)
  const items = await Promise.all(shown.map(submission => viewSubmission(desk, workspaceId, submission)))
  return { items, nextCursor: listed.length > limit && last ? writeCursor(last) : null }
}
