import { canonicalAnswer, checkAnswer } from '@baton/shared/answers'
import type { Problem } from '@baton/shared/errors'
import { countedAnswers, type FlowFacts, isAnswered, visibleSteps } from '@baton/shared/flow'
import type { Answers, AnswerValue, PublicForm, Question } from '@baton/shared/form'
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Tell } from './events.ts'
import type { Text } from './text.ts'

/** Where the visitor's eyes and keyboard should go next; a new object each time. */
export type Attention = { to: 'step' } | { to: 'question'; questionId: string } | { to: 'action' } | { to: 'result' }

export interface Asking {
  /** What stands in the fields: a number may be half typed here, and answers of hidden questions are kept for when they return. */
  entered: ReadonlySignal<Answers>
  /** The answers that count, as they are sent. */
  answers: ReadonlySignal<Answers>
  /** The screens of a visitor with these answers. */
  steps: ReadonlySignal<Question[][]>
  at: ReadonlySignal<number>
  /** Question id → what is wrong, in words. */
  problems: ReadonlySignal<Readonly<Record<string, string>>>
  attention: Signal<Attention | null>
  enter(question: Question, value: AnswerValue): void
  leave(question: Question): void
  /** To the next step; true when there was none and all is answered. */
  goOn(): boolean
  back(): void
  /** Goes to the first question the server objects to; false when it is none of ours. */
  object(problems: Problem[]): boolean
}

export interface AskingParts {
  form: PublicForm
  facts: FlowFacts
  prefill: Answers
  text: Text
  tell: Tell
}

export function createAsking({ form, facts, prefill, text, tell }: AskingParts): Asking {
  const entered = signal<Answers>(prefill)
  const at = signal(0)
  const problems = signal<Record<string, string>>({})
  const attention = signal<Attention | null>(null)
  const typed = computed(() => typedAnswers(form, entered.value))
  const steps = computed(() => visibleSteps(form, typed.value, facts))
  const answers = computed(() => canonicalAnswers(form, countedAnswers(form, typed.value, facts)))
  const told = new Set<string>()

  const problemOf = (question: Question) => {
    const problem = checkAnswer(question, typed.value[question.id])
    return problem && text.problem(question, problem)
  }
  const setProblem = (question: Question, problem: string | null) => {
    const { [question.id]: _, ...others } = problems.value
    problems.value = problem === null ? others : { ...others, [question.id]: problem }
  }
  const goTo = (step: number) =>
    batch(() => {
      at.value = step
      attention.value = { to: 'step' }
    })
  const stopAt = (found: Record<string, string>, questionId: string) =>
    batch(() => {
      problems.value = { ...problems.value, ...found }
      attention.value = { to: 'question', questionId }
    })

  return {
    entered,
    answers,
    steps,
    at,
    problems,
    attention,
    enter(question, value) {
      batch(() => {
        entered.value = { ...entered.value, [question.id]: value }
        if (problems.value[question.id]) setProblem(question, problemOf(question))
      })
    },
    leave(question) {
      // Passing through an empty question is no mistake yet: that is said at Continue.
      if (!isAnswered(typed.value[question.id])) return
      const problem = problemOf(question)
      setProblem(question, problem)
      if (problem || told.has(question.id)) return
      told.add(question.id)
      tell('baton:answer', { questionId: question.id })
    },
    goOn() {
      const found: Record<string, string> = {}
      for (const question of steps.value[at.value] ?? []) {
        const problem = problemOf(question)
        if (problem) found[question.id] = problem
      }
      const [first] = Object.keys(found)
      if (first !== undefined) stopAt(found, first)
      else if (at.value + 1 < steps.value.length) goTo(at.value + 1)
      else return true
      return false
    },
    back: () => goTo(Math.max(0, at.value - 1)),
    object(objections) {
      const found: Record<string, string> = {}
      let first: { step: number; questionId: string } | undefined
      steps.value.forEach((questions, step) => {
        for (const question of questions) {
          const objection = objections.find(({ path }) => path.split('/')[2]?.replace(/~1/g, '/').replace(/~0/g, '~') === question.id)
          if (!objection) continue
          first ??= { step, questionId: question.id }
          found[question.id] = problemOf(question) ?? objection.message
        }
      })
      if (!first) return false
      at.value = first.step
      stopAt(found, first.questionId)
      return true
    },
  }
}

/** What was entered, with numbers as numbers. Text that is none stays text, for the check to object to. */
function typedAnswers(form: PublicForm, entered: Answers): Answers {
  const typed: Record<string, AnswerValue> = { ...entered }
  for (const { id, kind } of form.questions) {
    const value = typed[id]
    if (kind === 'number' && typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))) typed[id] = Number(value)
  }
  return typed
}

function canonicalAnswers(form: PublicForm, answers: Answers): Answers {
  const canonical: Record<string, AnswerValue> = {}
  for (const question of form.questions) {
    const answer = answers[question.id]
    if (answer !== undefined) canonical[question.id] = canonicalAnswer(question, answer)
  }
  return canonical
}
