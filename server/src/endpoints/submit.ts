import { submissionRequest } from '@baton/shared/api'
import type { FastifyInstance } from 'fastify'
import type { Desk } from '../desk.ts'
import { handOff } from '../handoff.ts'
import { parseWith } from '../parse-with.ts'
import { formOf } from './admit-pages.ts'

/** A submit is answered within three seconds, with 503 when the database cannot do it in that time. */
const databaseLimitMs = 2700

/** `POST /v1/forms/:formId/submissions`: the handoff. 201 the first time, 200 for the same submission again. */
export function serveSubmit(app: FastifyInstance, desk: Desk): void {
  app.post('/v1/forms/:formId/submissions', async (request, reply) => {
    const submission = parseWith(submissionRequest, request.body)
    const { reply: body, replayed } = await handOff(desk, formOf(request), submission, databaseLimitMs - reply.elapsedTime)
    return reply
      .code(replayed ? 200 : 201)
      .header('cache-control', 'no-store')
      .send(body)
  })
}
