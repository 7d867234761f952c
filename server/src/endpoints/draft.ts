import { draftRequest } from '@baton/shared/api'
import { BatonError } from '@baton/shared/errors'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Desk } from '../desk.ts'
import { keepDraft } from '../keep-draft.ts'
import { parseWith } from '../parse-with.ts'
import { nameSender } from '../sender.ts'
import { formOf } from './admit-pages.ts'

/**
 * `PUT /v1/forms/:formId/drafts/:draftId`: what was answered so far, under the id of the submission it may become; 204. Of several the one with the highest
 * `revision` stays, in whatever order they arrive.
 */
export function serveDraft(app: FastifyInstance, desk: Desk): void {
  app.put<{ Params: { draftId: string } }>('/v1/forms/:formId/drafts/:draftId', async (request, reply) => {
    const id = request.params.draftId.toLowerCase()
    if (!z.uuid().safeParse(id).success) throw new BatonError('not_found')
    await keepDraft(desk, formOf(request), id, parseWith(draftRequest, request.body), nameSender(desk.secret, request.ip, desk.effects.now()))
    return reply.code(204).send()
  })
}
