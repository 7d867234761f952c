import { checkAnswer } from '@baton/shared/answers'
import type { Answers, Question } from '@baton/shared/form'
import { type PhoneHome, type PhoneProblem, readPhone } from './read-phone.ts'

/** The answers with phone numbers in E.164, and those numbers that cannot be. */
export function readPhones(
  questions: readonly Question[],
  answers: Answers,
  home: () => PhoneHome,
): { answers: Answers; problems: { question: Question; problem: PhoneProblem }[] } {
  const written: Record<string, string> = {}
  const problems: { question: Question; problem: PhoneProblem }[] = []
  for (const question of questions) {
    const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined
    if (question.kind !== 'phone' || typeof answer !== 'string' || checkAnswer(question, answer)) continue
    const read = readPhone(answer, home())
    if (read.kind === 'number') written[question.id] = read.number
    if (read.kind === 'impossible') problems.push({ question, problem: read.problem })
  }
  return { answers: { ...answers, ...written }, problems }
}
