import { type AnswerProblem, checkAnswer } from '@baton/shared/answers'
import { own } from '@baton/shared/condition'
import { type FlowFacts, stepsOf, visibleSteps } from '@baton/shared/flow'
import type { Answers, PublicForm, Question } from '@baton/shared/form'
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
  problems: ReadonlyMap<string, AnswerProblem>
  /** Questions that an answer of the same screen made appear: they have not been asked yet. */
  added: readonly Question[]
  /** Of the screens that a visitor with these answers sees, from 1 on. */
  number: number
  total: number
}

type Standing = Pick<Conversation, 'step' | 'asked' | 'pressed'>

/** The first screen of a form. */
export function firstScreen(form: PublicForm, answers: Answers, facts: FlowFacts): Shown {
  const [first] = screensOf(form, answers, facts)
  return first ?? review(form)
}

/**
 * The screen after the one that was sent. Everything up to there is checked again, for what is sent along may be anybody's invention; the first screen
 * that something is wrong with is shown again, or that an answer has brought a question to.
 */
export function nextScreen(form: PublicForm, { step, asked, pressed }: Standing, answers: Answers, facts: FlowFacts): Screen {
  const screens = screensOf(form, answers, facts)
  if (pressed === 'back') return screens.filter(screen => screen.step < step).at(-1) ?? screens[0] ?? review(form)
  for (const screen of screens) {
    if (screen.step > step) return screen
    const added = screen.step === step ? screen.questions.filter(({ id }) => !asked.includes(id)) : []
    // What is new is not missing yet; what is kept of it from before may be wrong.
    const told = screen.questions.filter(question => !added.includes(question) || own(answers, question.id) !== undefined)
    const problems = findProblems(told, answers)
    if (problems.size > 0 || added.length > 0) return { ...screen, problems, added }
  }
  return pressed === 'send' ? { kind: 'complete' } : review(form)
}

/** The screen that shows these problems, after the answers were refused in the end. Null where none does. */
export function screenWith(form: PublicForm, problematic: readonly string[], answers: Answers, facts: FlowFacts): Shown | null {
  const screen = screensOf(form, answers, facts).find(({ questions }) => questions.some(({ id }) => problematic.includes(id)))
  return screen ? { ...screen, problems: findProblems(screen.questions, answers) } : null
}

function screensOf(form: PublicForm, answers: Answers, facts: FlowFacts): QuestionsScreen[] {
  const steps = stepsOf(form)
  return visibleSteps(form, answers, facts).map((visible, place, all) => ({
    kind: 'questions',
    step: steps.findIndex(ids => ids.includes(visible[0]?.id ?? '')),
    questions: visible.filter(({ kind }) => kind !== 'hidden'),
    problems: new Map(),
    added: [],
    number: place + 1,
    total: all.length,
  }))
}

function review(form: PublicForm): Shown {
  return { kind: 'review', step: stepsOf(form).length }
}

function findProblems(questions: readonly Question[], answers: Answers): Map<string, AnswerProblem> {
  return new Map(
    questions.flatMap(question => {
      const problem = checkAnswer(question, own(answers, question.id))
      return problem ? [[question.id, problem] as const] : []
    }),
  )
}
