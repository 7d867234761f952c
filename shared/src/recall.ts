import { own } from './condition.ts'
import type { Answers, AnswerValue, Question } from './form.ts'

/**
 * A text with what was answered where it says `{answers.name}`: chosen options by their labels. Where nothing was answered, the blank before it
 * goes too. What names no question stays as it is written, for the owner to see.
 */
export function recall(text: string, questions: readonly Question[], answers: Answers): string {
  return text.replace(/( ?)\{answers\.([^{}\s]+)\}/g, (whole, blank: string, id: string) => {
    const question = questions.find(one => one.id === id)
    if (!question) return whole
    const answer = own(answers, id)
    const said = answer === undefined ? '' : answerInWords(question, answer)
    return said && blank + said
  })
}

/** An answer as whoever gave it saw it. */
export function answerInWords(question: Question, answer: AnswerValue): string {
  if (!('options' in question)) return String(answer === true ? '✓' : answer)
  const chosen = question.options.filter(option => (Array.isArray(answer) ? answer.includes(option.id) : answer === option.id))
  return chosen.map(option => option.label).join(', ')
}
