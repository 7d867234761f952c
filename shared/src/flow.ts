import { type Facts, holds, own } from './condition.ts'
import type { Answers, AnswerValue, Question } from './form.ts'

/** The part of a form that decides what is asked: any form, public or whole. */
export interface FormFlow {
  steps?: string[][] | undefined
  questions: Question[]
}

/** What `showWhen` may look at besides answers: `touch.*` and `locale`. */
export type FlowFacts = Facts

/**
 * The questions a visitor with these answers sees, in the order of the flattened steps. A question whose `showWhen` is false is
 * unknown to every later condition, whatever was once answered to it.
 */
export function visibleQuestions(form: FormFlow, answers: Answers, context: FlowFacts): Question[] {
  const facts: Record<string, Facts[string]> = { ...context }
  return questionsInOrder(form).filter(question => {
    if (question.showWhen && !holds(question.showWhen, facts)) return false
    const answer = own(answers, question.id)
    if (isAnswered(answer)) facts[`answers.${question.id}`] = answer
    return true
  })
}

/** The screens a visitor with these answers goes through; a screen with nothing to ask is left out. */
export function visibleSteps(form: FormFlow, answers: Answers, context: FlowFacts): Question[][] {
  const visible = new Map(visibleQuestions(form, answers, context).map(question => [question.id, question]))
  return stepsOf(form)
    .map(step => step.flatMap(questionId => visible.get(questionId) ?? []))
    .filter(step => step.some(question => question.kind !== 'hidden'))
}

/** The answers that count: those of visible questions, without empty ones. */
export function countedAnswers(form: FormFlow, answers: Answers, context: FlowFacts): Answers {
  const counted: Record<string, AnswerValue> = {}
  for (const question of visibleQuestions(form, answers, context)) {
    const answer = own(answers, question.id)
    if (isAnswered(answer)) counted[question.id] = answer
  }
  return counted
}

/** Empty text, an empty list and an unticked consent are no answers. */
export function isAnswered(answer: AnswerValue | undefined): answer is AnswerValue {
  if (answer === undefined || answer === false) return false
  return typeof answer === 'string' ? answer.trim() !== '' : !Array.isArray(answer) || answer.length > 0
}

export function stepsOf(form: FormFlow): string[][] {
  return form.steps ?? [form.questions.map(question => question.id)]
}

function questionsInOrder(form: FormFlow): Question[] {
  const byId = new Map(form.questions.map(question => [question.id, question]))
  return stepsOf(form).flatMap(step => step.flatMap(questionId => byId.get(questionId) ?? []))
}
