import { submissionRequest } from '@baton/shared/api'
import type { FastifyInstance } from 'fastify'
import type { Desk } from '../desk.ts'
import { handOff } from '../handoff.ts'
import { parseWith } from '../parse-with.ts'
import { formOf } from './admit-pages.ts'

/** `POST /v1/forms/:formId/submissions`: the handoff. 201 the first time, 200 for the same submission again. */
export function serveSubmit(app: FastifyInstance, desk: Desk): void {
  app.post('/v1/forms/:formId/submissions', async (request, reply) => {
    const { published, form } = formOf(request)
    const { reply: body, replayed } = await handOff(desk, published, form, parseWith(submissionRequest, request.body))
    return reply
      .code(replayed ? 200 : 201)
      .header('cache-control', 'no-store')
      .send(body)
  })
}
