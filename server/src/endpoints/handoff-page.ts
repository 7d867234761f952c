import { spokenLanguage } from '@baton/shared/words/languages'
import type { FastifyInstance } from 'fastify'
import { findHandoff } from '../db/find-handoff.ts'
import type { Desk } from '../desk.ts'
import { withCalendarMs } from '../limit-time.ts'
import { translatedTitle } from '../messages/readable-answer.ts'
import { spokenLocale } from '../messages/spoken-locale.ts'
import { handoffPage, notFoundPage } from '../pages/handoff-page.ts'
import { completeReply } from '../reply.ts'
import { wantedLocales } from '../wanted-locales.ts'
import { sendPage } from './send-page.ts'

/** `GET /h/:token`: the lead's own page. Looking changes nothing: mail scanners open links too. */
export function serveHandoffPage(app: FastifyInstance, desk: Desk): void {
  app.get<{ Params: { token: string } }>('/h/:token', { config: { limitMs: withCalendarMs } }, async (request, reply) => {
    const found = await findHandoff(desk.store.deployment, request.params.token)
    if (!found) return sendPage(reply.code(404), notFoundPage(wantedLocales(request).find(locale => spokenLanguage(locale)) ?? 'en'))
    const [roster, playbook] = await Promise.all([
      desk.documents.loadRoster(found.workspace.id, found.rosterHash),
      desk.documents.loadPlaybook(found.workspace.id, found.playbookVersion),
    ])
    const form = playbook.forms.find(({ id }) => id === found.formId)
    const { locale } = found.context
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
        locale: form ? spokenLocale({ form, locale }) : locale,
        formTitle: form ? translatedTitle(form, locale) : '',
      }),
    )
  })
}
