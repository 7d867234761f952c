import type { Slot, SubmissionBody, SubmissionReply } from '@baton/shared/api'
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import { answersAsText } from './answers-as-text.ts'
import { type Asking, type AskingParts, createAsking } from './asking.ts'
import type { Visit } from './read-page.ts'
import type { Sent } from './transport.ts'

export type State =
  | { phase: 'asking' }
  | { phase: 'sending' }
  | { phase: 'waiting-to-retry'; seconds: number }
  | { phase: 'failed'; reason: 'unreachable' | 'refused'; copy: 'offered' | 'copied' | { byHand: string } }
  | { phase: 'done'; reply: SubmissionReply; choice: Choice }

/** Choosing a time: what is looked at, or the slot that was taken to the rep's calendar. */
export type Choice = { stage: 'choosing'; day: string | null; slot: Slot | null; all: boolean } | { stage: 'opened'; slot: Slot }

export interface ModelParts extends AskingParts {
  locale: string
  readVisit(): Visit
  mintId(): string
  /** Sends until there is an answer, waiting between tries with `pause`. */
  send(body: SubmissionBody, pause: (durationMs: number) => Promise<void>): Promise<Sent>
  /** Puts a text on the clipboard; false where the browser does not let us. */
  copy(text: string): Promise<boolean>
}

export interface Model extends Asking {
  parts: ModelParts
  state: ReadonlySignal<State>
  /** What the main button does: goes on, sends, or tries again, by phase. */
  proceed(companyWebsite: string): void
  /** From a failure back to the questions. */
  change(): void
  copyAnswers(): Promise<void>
  choose(change: Partial<Extract<Choice, { stage: 'choosing' }>>): void
  open(slot: Slot): void
}

const lookAround: Choice = { stage: 'choosing', day: null, slot: null, all: false }

/** The whole conversation with one visitor. Knows neither the page nor the network: both arrive in `parts`. */
export function createModel(parts: ModelParts): Model {
  const { form, tell } = parts
  const asking = createAsking(parts)
  const state = signal<State>({ phase: 'asking' })
  let submissionId = parts.mintId()
  let body: SubmissionBody | null = null
  const pause = createPause(seconds => {
    state.value = seconds > 0 ? { phase: 'waiting-to-retry', seconds } : { phase: 'sending' }
  })

  const submit = async (again: SubmissionBody) => {
    body = again
    batch(() => {
      state.value = { phase: 'sending' }
      asking.attention.value = { to: 'action' }
    })
    const sent = await parts.send(body, pause.start)
    batch(() => hear(sent, again))
  }

  const hear = (sent: Sent, sentBody: SubmissionBody) => {
    switch (sent.kind) {
      case 'reply':
        state.value = { phase: 'done', reply: sent.reply, choice: lookAround }
        asking.attention.value = { to: 'result' }
        return tellOutcome(sent.reply, parts)
      case 'conflict':
        // The first try arrived after all, and the visitor has changed their answers since: this is another submission.
        submissionId = parts.mintId()
        return void submit({ ...sentBody, submissionId })
      case 'invalid':
        tell('baton:error', { code: 'invalid_answers' })
        state.value = { phase: 'asking' }
        if (asking.object(sent.problems)) return
        return fail('refused')
      default:
        tell('baton:error', { code: sent.kind })
        return fail(sent.kind)
    }
  }
  const fail = (reason: 'unreachable' | 'refused') => {
    state.value = { phase: 'failed', reason, copy: 'offered' }
  }

  return {
    ...asking,
    parts,
    state,
    proceed(companyWebsite) {
      const { phase } = state.value
      if (phase === 'waiting-to-retry') pause.end()
      else if (phase === 'failed' && body) submit(body)
      else if (phase === 'asking' && asking.goOn()) {
        tell('baton:submit', { submissionId })
        submit(writeBody({ submissionId, asking, parts, companyWebsite }))
      }
    },
    change() {
      pause.forget()
      state.value = { phase: 'asking' }
      asking.attention.value = { to: 'step' }
    },
    async copyAnswers() {
      const lines = answersAsText(form, asking.answers.value)
      const copied = await parts.copy(lines)
      if (state.value.phase === 'failed') state.value = { ...state.value, copy: copied ? 'copied' : { byHand: lines } }
    },
    choose(change) {
      if (state.value.phase !== 'done') return
      const { choice } = state.value
      state.value = { ...state.value, choice: { ...(choice.stage === 'choosing' ? choice : lookAround), ...change } as Choice } // one stage plus its own keys
    },
    open(slot) {
      if (state.value.phase !== 'done') return
      state.value = { ...state.value, choice: { stage: 'opened', slot } }
      asking.attention.value = { to: 'result' }
      tell('baton:booked', { submissionId: state.value.reply.submissionId, startAt: slot.startAt })
    },
  }
}

function writeBody(given: { submissionId: string; asking: Asking; parts: ModelParts; companyWebsite: string }): SubmissionBody {
  const { form, locale, readVisit } = given.parts
  const answers = given.asking.answers.value
  // The words that were agreed to, since the form may say something else later.
  const agreed = form.questions.filter(question => question.kind === 'consent' && answers[question.id])
  return {
    submissionId: given.submissionId,
    playbookVersion: form.playbookVersion,
    answers: answers as SubmissionBody['answers'], // the same, but not read-only
    ...readVisit(),
    locale,
    consent: Object.fromEntries(agreed.map(question => [question.id, question.label])),
    company_website: given.companyWebsite,
  }
}

function tellOutcome(reply: SubmissionReply, { tell }: ModelParts): void {
  const { submissionId } = reply
  switch (reply.outcome) {
    case 'assigned':
      return tell('baton:assigned', { submissionId, rep: reply.rep })
    case 'queued':
      return tell('baton:queued', { submissionId, replyBy: reply.replyBy })
    case 'disqualified':
      return tell('baton:disqualified', { submissionId })
  }
}

/** A wait that counts down in whole seconds (0 when it is over), and that the visitor may end or give up. */
function createPause(count: (seconds: number) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let end = () => {}
  const forget = () => clearTimeout(timer)
  const start = (durationMs: number) =>
    new Promise<void>(resolve => {
      const tick = (seconds: number) => {
        count(seconds)
        if (seconds > 0) timer = setTimeout(tick, 1000, seconds - 1)
        else resolve()
      }
      end = () => {
        forget()
        tick(0)
      }
      tick(Math.ceil(durationMs / 1000))
    })
  return { start, forget, end: () => end() }
}
