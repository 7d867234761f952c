import type { PublicForm } from '@baton/shared/form'
import type { BatonEvents as TheirEvents } from '@baton/widget/events.ts'
import { mountForm } from '@baton/widget/npm/baton-widget.ts'
import type { BatonEvents } from '@baton/widget/npm/events.ts'

/** The published package says the same of the form's events as the form itself, though it shares no file with it. Checked by `tsc -b`. */

export const tellsAllOf: BatonEvents = {} as TheirEvents // only types are compared
export const tellsNoMoreThan: TheirEvents = {} as BatonEvents // likewise
export const sameNames: keyof TheirEvents extends keyof BatonEvents ? true : never = true

export function handlersAreTyped(form: PublicForm): void {
  mountForm('#place', { server: '', form: form.id, on: { assigned: ({ rep }) => rep.name, queued: ({ replyBy }) => replyBy?.slice(0, 10) } })
  // @ts-expect-error there is no such event
  mountForm('#place', { server: '', form: form.id, on: { asigned: () => undefined } })
  // @ts-expect-error an error has no rep
  mountForm('#place', { server: '', form: form.id, on: { error: ({ rep }) => rep } })
  // @ts-expect-error a form needs its server
  mountForm('#place', { form: form.id })
}
