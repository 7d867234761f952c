import type { SubmissionBody } from '@baton/shared/api'
import type { Model } from '../model.ts'
import { move } from '../state.ts'
import { answersAsText } from './answers-as-text.ts'
import { createCountdown } from './countdown.ts'
import { objectionOf, tellOutcome, writeBody } from './submission.ts'
import { mintSubmissionId, type Sent, send } from './transport.ts'

/** Sending one submission until it has an answer, and what the visitor can do while it has none. */
export function createSubmitting(model: Model) {
  const { form, origin, fetch, phase, tell, object, problemOf } = model
  const url = `${origin}/v1/forms/${encodeURIComponent(form.id)}/`
  let renderToken: string | undefined
  // Without it a submission still counts: it is sent with what is there by then.
  fetch(`${url}token`)
    .then(response => response.json())
    .then(
      reply => {
        renderToken = reply.token
      },
      () => {},
    )
  let submissionId = mintSubmissionId()
  let renewed = false
  let body: SubmissionBody
  const countdown = createCountdown(seconds => {
    phase.value = seconds ? { phase: 'waiting-to-retry', seconds } : { phase: 'sending' }
  })
  const deliver = async () => {
    move(model, { phase: 'sending' }, 'go')
    hear(await send({ url: `${url}submissions`, body, fetch, pause: countdown.start, random: Math.random }))
  }
  const hear = (sent: Sent) => {
    if (sent.kind !== 'conflict' || renewed) return settle(model, sent)
    // An earlier try arrived after all, and the visitor has changed their answers since: this is another submission.
    renewed = true
    submissionId = mintSubmissionId()
    body = { ...body, submissionId }
    deliver()
  }
  return {
    submit(companyWebsite: string) {
      if (object(problemOf)) return // what was answered before it could be checked in full
      tell('baton:submit', { submissionId })
      body = { ...writeBody(model), submissionId, renderToken, company_website: companyWebsite }
      deliver()
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
      const copy = (await copyText(lines)) ? 'copied' : { byHand: lines }
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
  const code = sent.kind === 'conflict' ? 'refused' : sent.kind
  tell('baton:error', { code })
  if (sent.kind === 'invalid_answers' && object(question => objectionOf(sent.problems, question, problemOf(question)))) return
  phase.value = { phase: 'failed', reason: code === 'unreachable' ? code : 'refused', copy: 'offered' }
}

/** False where the page has no clipboard for us: it is not on https, or its policy forbids it. The text is then shown instead. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
