import { own } from '@baton/shared/condition'
import { type FlowFacts, stepsOf, visibleSteps } from '@baton/shared/flow'
import type { Answers, AnswerValue, PublicForm, Question } from '@baton/shared/form'
import type { Objection } from '../objection.ts'
import type { Conversation } from './conversation.ts'

/** What a visitor sees next, or that there is nothing left to see. */
export type Screen = Shown | { kind: 'complete' }

export type Shown =
  | QuestionsScreen
  /** All is answered, but the button that was pressed did not say that it sends. `step` is the place behind the last one. */
  | { kind: 'review'; step: number }

export interface QuestionsScreen {
  kind: 'questions'
  /** The place of the step in the form. */
  step: number
  questions: Question[]
  /** By the question's id. */
  problems: ReadonlyMap<string, Objection>
  /** Questions that an answer of the same screen made appear: they have not been asked yet. */
  added: readonly Question[]
  /** Of the screens that a visitor with these answers sees, from 1 on. */
  number: number
  total: number
}

type Standing = Pick<Conversation, 'step' | 'asked' | 'known' | 'pressed'>

/** What is asked follows from these. */
interface Given {
  form: PublicForm
  conversation: Standing
  answers: Answers
  facts: FlowFacts
  /** What is wrong with an answer, beside the others. */
  objectTo(question: Question, answer: AnswerValue | undefined): Objection | null
}

/** The first screen of a form. */
export function firstScreen(given: Given): Shown {
  const [first] = screensOf(given)
  return first ?? review(given.form)
}

/**
 * The screen after the one that was sent. Everything up to there is checked again, for what is sent along may be anybody's invention; the first screen
 * that something is wrong with is shown again, or that an answer has brought a question to.
 */
export function nextScreen(given: Given): Screen {
  const { form, answers } = given
  const { step, asked, pressed } = given.conversation
  const screens = screensOf(given)
  if (pressed === 'back') return screens.filter(screen => screen.step < step).at(-1) ?? screens[0] ?? review(form)
  for (const screen of screens) {
    if (screen.step > step) return screen
    const added = screen.step === step ? screen.questions.filter(({ id }) => !asked.includes(id)) : []
    // What is new is not missing yet; what is kept of it from before may be wrong.
    const told = screen.questions.filter(question => !added.includes(question) || own(answers, question.id) !== undefined)
    const problems = findProblems(told, given)
    if (problems.size > 0 || added.length > 0) return { ...screen, problems, added }
  }
  return pressed === 'send' ? { kind: 'complete' } : review(form)
}

/** The screen that shows these problems, after the answers were refused in the end. Null where none does. */
export function screenWith(problematic: readonly string[], given: Given): Shown | null {
  const screen = screensOf(given).find(({ questions }) => questions.some(({ id }) => problematic.includes(id)))
  return screen ? { ...screen, problems: findProblems(screen.questions, given) } : null
}

/** As the widget passes screens over where all is known; at least one is left, for the button that sends has to stand somewhere. */
function screensOf({ form, conversation: { known }, answers, facts, objectTo }: Given): QuestionsScreen[] {
  const steps = stepsOf(form)
  const visible = visibleSteps(form, answers, facts)
  const isKnown = (question: Question) => {
    const answer = own(answers, question.id)
    return known.includes(question.id) && answer !== undefined && objectTo(question, answer) === null
  }
  const asking = visible.filter(questions => questions.some(question => question.kind !== 'hidden' && !isKnown(question)))
  return (asking.length > 0 ? asking : visible.slice(-1)).map((questions, place, all) => ({
    kind: 'questions',
    step: steps.findIndex(ids => ids.includes(questions[0]?.id ?? '')),
    questions: questions.filter(({ kind }) => kind !== 'hidden'),
    problems: new Map(),
    added: [],
    number: place + 1,
    total: all.length,
  }))
}

function review(form: PublicForm): Shown {
  return { kind: 'review', step: stepsOf(form).length }
}

function findProblems(questions: readonly Question[], { answers, objectTo }: Given): Map<string, Objection> {
  return new Map(
    questions.flatMap(question => {
      const problem = objectTo(question, own(answers, question.id))
      return problem ? [[question.id, problem] as const] : []
    }),
  )
}
