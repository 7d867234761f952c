import { submissionRequest } from '@baton/shared/api'
import type { FastifyInstance } from 'fastify'
import type { Desk } from '../desk.ts'
import { handOff } from '../handoff.ts'
import { parseWith } from '../parse-with.ts'
import { formOf } from './admit-pages.ts'

/** Above what the handoff allows itself. */
const submitLimitMs = 5000

/** `POST /v1/forms/:formId/submissions`: the handoff. 201 the first time, 200 for the same submission again. */
export function serveSubmit(app: FastifyInstance, desk: Desk): void {
  app.post('/v1/forms/:formId/submissions', { config: { limitMs: submitLimitMs } }, async (request, reply) => {
    const submission = parseWith(submissionRequest, request.body)
    const { reply: body, replayed } = await handOff(desk, formOf(request), submission, () => reply.elapsedTime)
    return reply
      .code(replayed ? 200 : 201)
      .header('cache-control', 'no-store')
      .send(body)
  })
}
