import type { DraftBody } from '@baton/shared/api'
import { isAnswered } from '@baton/shared/flow'
import { mayRemember } from '@baton/shared/remember'
import { effect } from '@preact/signals'
import type { Checking } from '../later/later-file.ts'
import type { Model } from '../model.ts'
import type { Draft } from './draft.ts'
import { personOf } from './person.ts'
import { createPutting } from './putting.ts'
import { writeBody } from './submission.ts'

/**
 * Where the form's `remember` allows it: keeps what was answered in this browser for the next visit, and sends it to the server after each screen and when
 * the page goes, once there is an address. A consent that is taken back takes both away. `token` says that somebody began to answer; without it the
 * server keeps nothing.
 */
export function createRemembering(model: Model, draft: Draft, checking: Checking, token: () => Promise<string | undefined>): { forget(): void } {
  const { form, origin, fetch, entered, step, phase, trap } = model
  const { memory, countedAnswers, problemOf } = checking
  const { remember } = form
  if (!remember) return { forget() {} }
  const put = createPutting(fetch)
  let revision = 0
  const send = async (body: Omit<DraftBody, 'revision'>, leaving = false) => {
    revision = Math.max(revision + 1, Date.now())
    const draftId = draft.submissionId
    const told = { ...body, revision, renderToken: await token() }
    if (told.renderToken) put(`${origin}/v1/forms/${encodeURIComponent(form.id)}/drafts/${draftId}`, told, leaving)
  }
  /** What the server was last told: where a draft was taken up, somebody told it something. */
  let told = draft.isResumed() ? '?' : ''
  const save = (leaving?: boolean) => {
    const { consent: _, ...body } = writeBody(model, checking)
    const answers = JSON.stringify(body.answers)
    const hasAddress = form.questions.some(question => question.kind === 'email' && isAnswered(body.answers[question.id]) && !problemOf(question))
    if (!hasAddress || !mayRemember(remember, countedAnswers()) || answers === told) return
    told = answers
    send({ ...body, company_website: trap.value }, leaving)
  }
  const forget = () => {
    checking.forget()
    if (told) send({ answers: {} })
    told = ''
  }
  let allowed = false
  let at = step.value
  effect(() => {
    const answers = countedAnswers()
    const done = phase.value.phase === 'done'
    const may = mayRemember(remember, answers)
    const news = { at: Date.now(), touches: checking.touches() }
    if (may && done) memory.keep({ ...news, person: personOf(form, answers), draft: undefined })
    else if (may && Object.keys(entered.value).length > 0) memory.keep({ ...news, draft: draft.written() })
    else if (done) checking.forget()
    else if (allowed && !may) forget()
    allowed = may
    if (at !== step.value) {
      at = step.value
      save()
    }
  })
  addEventListener('pagehide', () => {
    if (phase.value.phase !== 'done') save(true)
  })
  return { forget }
}
