import { submissionRequest } from '@baton/shared/api'
import { BatonError } from '@baton/shared/errors'
import type { Form } from '@baton/shared/form'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { authorize } from '../authorize.ts'
import type { Desk } from '../desk.ts'
import { handOff } from '../handoff.ts'
import { parseWith } from '../parse-with.ts'
import { nameSender } from '../sender.ts'
import { stopwatch } from '../stopwatch.ts'
import { admitPage, formOf } from './admit-pages.ts'

/** Above what the handoff allows itself. */
export const submitLimitMs = 5000

/** `POST /v1/forms/:formId/submissions`: the handoff. 201 the first time, 200 for the same submission again. */
export function serveSubmit(app: FastifyInstance, desk: Desk): void {
  app.post('/v1/forms/:formId/submissions', { config: { limitMs: submitLimitMs } }, async (request, reply) => {
    const submission = parseWith(submissionRequest, request.body)
    const trusted = await hasKey(desk, request)
    if (submission.test && !trusted) throw new BatonError('unauthorized')
    const sender = trusted ? null : nameSender(desk.secret, request.ip, desk.effects.now())
    const arrival = { trusted, sender, admit: (form: Form) => admitPage(desk, form, request), elapsedMs: stopwatch(reply) }
    const { reply: body, replayed } = await handOff(desk, formOf(request), submission, arrival)
    return reply
      .code(replayed ? 200 : 201)
      .header('cache-control', 'no-store')
      .send(body)
  })
}

/** Whether it comes with a key of the form's workspace. Throws `unauthorized` for any other key: a typing error should be noticed. */
async function hasKey(desk: Desk, request: FastifyRequest): Promise<boolean> {
  if (!/^bearer /i.test(request.headers.authorization ?? '')) return false // a staging site's password is no key, and no reason to lose a lead
  if ((await authorize(desk, request)) !== formOf(request).published.workspace.id) throw new BatonError('unauthorized')
  return true
}
