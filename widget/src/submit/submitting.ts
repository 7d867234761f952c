import type { RenderToken, SubmissionBody } from '@baton/shared/api'
import type { ErrorBody, ErrorCode } from '@baton/shared/errors'
import { signal } from '@preact/signals'
import type { Checking } from '../later/later-file.ts'
import type { Model } from '../model.ts'
import type { Failed } from '../phase.ts'
import { move } from '../state.ts'
import type { WorkFile } from '../work/solve.ts'
import { answersAsText } from './answers-as-text.ts'
import { createCountdown } from './countdown.ts'
import type { Draft } from './draft.ts'
import { objectionOf, tellOutcome, writeBody } from './submission.ts'
import { mintSubmissionId, type Sent, send } from './transport.ts'

/** For a token and the work that it asks for, once all is answered: what is sent without them counts too. */
const longestWaitMs = 3000

/** Sending one submission until it has an answer, and what the visitor can do while it has none. */
export function createSubmitting(model: Model, draft: Draft, checking: Checking) {
  const { form, origin, fetch, phase, trap, tell, object, problemOf } = model
  const url = `${origin}/v1/forms/${encodeURIComponent(form.id)}/`
  let renderToken: Promise<string | undefined>
  /** Why the server takes nothing from this page, once it has said so. */
  const refusal = signal<ErrorCode | null>(null)
  /** For this submission: work is done for one alone. */
  const begin = () => {
    renderToken = askForToken().catch(() => undefined)
  }
  const askForToken = async () => {
    const response = await fetch(`${url}token`)
    if (response.status === 403 || response.status === 404) {
      const { error }: ErrorBody = await response.json()
      refusal.value = error.code
      console.warn(`Baton: ${error.code}. ${error.message} It is the form “${form.id}”.`)
      tell('baton:error', { code: 'refused', reason: error.code })
    }
    const { token, work }: RenderToken = await response.json()
    return work ? ((await import(/* @vite-ignore */ work)) as WorkFile).solve(token, draft.submissionId) : token
  }
  begin()
  let renewed = false
  let body: SubmissionBody
  const countdown = createCountdown(seconds => {
    phase.value = seconds ? { phase: 'waiting-to-retry', seconds } : { phase: 'sending' }
  })
  const deliver = async () => {
    if (refusal.value) return settle(model, { kind: 'refused' })
    move(model, { phase: 'sending' }, 'go')
    hear(await send({ url: `${url}submissions`, body, fetch, pause: countdown.start, random: Math.random }))
  }
  const complete = async (rest: Omit<SubmissionBody, 'submissionId'>) => {
    body = {
      ...rest,
      submissionId: draft.submissionId,
      renderToken: await Promise.race([renderToken, new Promise<undefined>(late => setTimeout(late, longestWaitMs))]),
    }
    deliver()
  }
  const hear = (sent: Sent) => {
    if (renewed || !sent.anew) return settle(model, sent)
    // An earlier try arrived after all and the visitor has changed their answers since, or work is asked for since they began.
    renewed = true
    draft.submissionId = mintSubmissionId()
    begin()
    complete(body)
  }
  return {
    refusal,
    /** What says that somebody began to answer. */
    token: () => renderToken,
    submit() {
      if (object(problemOf)) return // what was answered before it could be checked in full
      renewed = false
      tell('baton:submit', { submissionId: draft.submissionId })
      complete({ ...writeBody(model, checking), company_website: trap.value })
    },
    /** What the main button does when sending has not succeeded: tries at once. */
    proceed() {
      const now = phase.value.phase
      if (now === 'waiting-to-retry') countdown.end()
      if (now === 'failed') deliver()
    },
    forget: countdown.forget,
    async copyAnswers() {
      const lines = answersAsText(form, body.answers)
      let copy: Failed['copy'] = 'copied'
      try {
        await navigator.clipboard.writeText(lines)
      } catch {
        copy = { byHand: lines } // the page is not on https, or its policy forbids it
      }
      if (phase.value.phase === 'failed') phase.value = { ...phase.value, copy }
    },
  }
}

/** Shows what became of a submission, and tells the page. */
function settle(model: Model, sent: Sent): void {
  const { phase, tell, object, problemOf } = model
  if (sent.kind === 'reply') {
    move(model, { phase: 'done', reply: sent.reply, choice: { stage: 'looking' } }, 'result')
    return tellOutcome(sent.reply, tell)
  }
  tell('baton:error', { code: sent.kind })
  if (sent.kind === 'invalid_answers' && object(question => objectionOf(sent.problems, question, problemOf(question)))) return
  phase.value = { phase: 'failed', reason: sent.kind === 'unreachable' ? sent.kind : 'refused', copy: 'offered' }
}
