import { checkAnswer } from '@baton/shared/answers'
import type { Slot, SubmissionBody } from '@baton/shared/api'
import { countedAnswers, type FlowFacts, isAnswered, visibleSteps } from '@baton/shared/flow'
import type { Answers, AnswerValue, PublicForm, Question } from '@baton/shared/form'
import { answersAsText } from './answers-as-text.ts'
import { createCountdown } from './countdown.ts'
import type { Tell } from './events.ts'
import type { Reading } from './moments.ts'
import type { Looking, Phase } from './phase.ts'
import type { Visit } from './read-page.ts'
import { objectionOf, tellOutcome, typedAnswers, writeBody } from './submission.ts'
import type { Text } from './text.ts'
import type { Sent } from './transport.ts'

export interface ModelParts {
  form: PublicForm
  origin: string
  text: Text
  reading: Reading
  locale: string
  facts: FlowFacts
  prefill: Answers
  tell: Tell
  readVisit(): Visit
  mintId(): string
  /** Sends until there is an answer, waiting between tries with `pause`. */
  send(body: SubmissionBody, pause: (durationMs: number) => Promise<void>): Promise<Sent>
  /** Puts a text on the clipboard; false where the browser does not let us. */
  copy(text: string): Promise<boolean>
}

export interface State {
  now: Phase
  step: number
  /** What stands in the fields: a number may be half typed, and answers to questions now out of sight are kept for when they return. */
  entered: Answers
  /** Question id → what is wrong with its answer, in words. */
  problems: Readonly<Record<string, string>>
}

/** The id of the element that should have the cursor next. */
export type Attention = 'step' | 'go' | 'result' | `q${number}`

export interface Model extends ModelParts {
  state: State
  /** The screens a visitor with these answers goes through. */
  steps: Question[][]
  /** Called after every change. */
  draw(attention?: Attention): void
  enter(question: Question, value: AnswerValue): void
  leave(question: Question): void
  /** What the main button does, by phase: goes on, sends, or tries again. */
  proceed(companyWebsite: string): void
  back(): void
  /** From a failure back to the questions. */
  change(): void
  copyAnswers(): Promise<void>
  look(at: Omit<Looking, 'stage'>): void
  open(slot: Slot): void
}

/** A question's element. Its place in the form, for its id may hold any character. */
export function elementId(form: PublicForm, question: Question): `q${number}` {
  return `q${form.questions.indexOf(question)}`
}

/** The whole conversation with one visitor. It knows neither the page nor the network: both arrive in `parts`. */
export function createModel(parts: ModelParts): Model {
  const { form, facts, text, tell } = parts
  const answered = new Set<string>()
  let submissionId = parts.mintId()
  let renewed = false
  let body: SubmissionBody
  const steps = (entered: Answers) => visibleSteps(form, typedAnswers(form, entered), facts)
  const update = (change: Partial<State>, attention?: Attention) => {
    model.state = { ...model.state, ...change }
    model.steps = steps(model.state.entered)
    model.draw(attention)
  }
  const problemOf = (question: Question, { entered } = model.state) => {
    const problem = checkAnswer(question, typedAnswers(form, entered)[question.id])
    return problem && text.problem(question, problem)
  }
  const withProblem = (question: Question, problem: string | null) => {
    const { [question.id]: _, ...others } = model.state.problems
    return problem ? { ...others, [question.id]: problem } : others
  }

  const asked = () => model.steps[model.state.step] ?? []
  const tellAnswered = ({ id }: Question) => {
    if (answered.has(id) || !isAnswered(model.state.entered[id])) return
    answered.add(id)
    tell('baton:answer', { questionId: id })
  }

  /** Shows the first of these problems; false when there is none. */
  const object = (objectionTo: (question: Question) => string | null | undefined, from: number, to: number) => {
    const found = model.steps.slice(from, to).flatMap((questions, index) =>
      questions.flatMap(question => {
        const problem = objectionTo(question)
        return problem ? [{ question, problem, step: from + index }] : []
      }),
    )
    const [first] = found
    if (!first) return false
    const problems = Object.fromEntries(found.map(({ question, problem }) => [question.id, problem]))
    update({ now: { phase: 'asking' }, step: first.step, problems }, elementId(form, first.question))
    return true
  }
  const submit = async () => {
    update({ now: { phase: 'sending' }, problems: {} }, 'go')
    hear(await parts.send(body, countdown.start))
  }
  const hear = (sent: Sent) => {
    if (sent.kind === 'reply') {
      update({ now: { phase: 'done', reply: sent.reply, choice: { stage: 'looking' } } }, 'result')
      tellOutcome(sent.reply, tell)
    } else if (sent.kind === 'conflict' && !renewed) {
      // An earlier try arrived after all, and the visitor has changed their answers since: this is another submission.
      renewed = true
      submissionId = parts.mintId()
      body = { ...body, submissionId }
      submit()
    } else {
      const code = sent.kind === 'conflict' ? 'refused' : sent.kind
      tell('baton:error', { code })
      if (sent.kind === 'invalid_answers' && object(question => objectionOf(sent.problems, question, problemOf(question)), 0, model.steps.length)) return
      update({ now: { phase: 'failed', reason: code === 'unreachable' ? code : 'refused', copy: 'offered' } })
    }
  }
  const countdown = createCountdown(seconds => update({ now: seconds ? { phase: 'waiting-to-retry', seconds } : { phase: 'sending' } }))

  const model: Model = {
    ...parts,
    state: { now: { phase: 'asking' }, step: 0, entered: parts.prefill, problems: {} },
    steps: steps(parts.prefill),
    draw() {},
    enter(question, value) {
      const { state } = model
      const entered = { ...state.entered, [question.id]: value }
      update({ entered, problems: state.problems[question.id] ? withProblem(question, problemOf(question, { ...state, entered })) : state.problems })
    },
    leave(question) {
      // Passing through an empty question is no mistake yet: that is said at Continue. And a field may also lose the cursor
      // because its step is being taken away.
      if (!isAnswered(model.state.entered[question.id]) || !asked().includes(question)) return
      const problem = problemOf(question)
      update({ problems: withProblem(question, problem) })
      if (!problem) tellAnswered(question)
    },
    proceed(companyWebsite) {
      const { now, step, entered } = model.state
      if (now.phase === 'waiting-to-retry') countdown.end()
      if (now.phase === 'failed') submit()
      if (now.phase !== 'asking' || object(problemOf, step, step + 1)) return
      asked().forEach(tellAnswered)
      if (step + 1 < model.steps.length) return update({ step: step + 1, problems: {} }, 'step')
      tell('baton:submit', { submissionId })
      body = { ...writeBody(parts, countedAnswers(form, typedAnswers(form, entered), facts)), submissionId, company_website: companyWebsite }
      submit()
    },
    back: () => update({ step: model.state.step - 1 }, 'step'),
    change() {
      countdown.forget()
      update({ now: { phase: 'asking' } }, 'step')
    },
    async copyAnswers() {
      const lines = answersAsText(form, body.answers)
      const copy = (await parts.copy(lines)) ? 'copied' : { byHand: lines }
      if (model.state.now.phase === 'failed') update({ now: { ...model.state.now, copy } })
    },
    look(at) {
      const { now } = model.state
      if (now.phase === 'done') update({ now: { ...now, choice: { ...(now.choice.stage === 'looking' && now.choice), stage: 'looking', ...at } } })
    },
    open(slot) {
      const { now } = model.state
      if (now.phase !== 'done') return
      update({ now: { ...now, choice: { stage: 'opened', slot } } }, 'result')
      tell('baton:booked', { submissionId: now.reply.submissionId, startAt: slot.startAt })
    },
  }
  return model
}
