import type { FastifyInstance } from 'fastify'
import { findHandoff } from '../db/find-handoff.ts'
import type { Desk } from '../desk.ts'
import { withCalendarMs } from '../limit-time.ts'
import { handoffPage, notFoundPage } from '../pages/handoff-page.ts'
import { completeReply } from '../reply.ts'
import { sendPage } from './send-page.ts'

/** `GET /h/:token`: the lead's own page. Looking changes nothing: mail scanners open links too. */
export function serveHandoffPage(app: FastifyInstance, desk: Desk): void {
  app.get<{ Params: { token: string } }>('/h/:token', { config: { limitMs: withCalendarMs } }, async (request, reply) => {
    const found = await findHandoff(desk.store.deployment, request.params.token)
    if (!found) return sendPage(reply.code(404), notFoundPage())
    const [roster, playbook] = await Promise.all([
      desk.documents.loadRoster(found.workspace.id, found.rosterHash),
      desk.documents.loadPlaybook(found.workspace.id, found.playbookVersion),
    ])
    const complete = await completeReply(desk, roster, found.reply, { timeZone: found.context.timeZone })
    const booking = complete.outcome === 'assigned' ? complete.booking : { kind: 'none' as const }
    return sendPage(
      reply,
      handoffPage({
        workspaceName: found.workspace.name,
        rep: complete.outcome === 'assigned' ? complete.rep : null,
        message: complete.message,
        booking,
        slots: booking.kind === 'slots' ? booking.slots : [],
        timeZone: found.context.timeZone,
        locale: found.context.locale,
        formTitle: playbook.forms.find(({ id }) => id === found.formId)?.title ?? '',
      }),
    )
  })
}
