import type { Answers, AnswerValue, PublicForm, Question } from '@baton/shared/form'

/** The answers a person can paste into a mail: "Work email: zoe@contoso.example", line by line. */
export function answersAsText(form: PublicForm, answers: Answers): string {
  return form.questions
    .filter(({ id, kind }) => kind !== 'hidden' && answers[id] !== undefined)
    .map(question => `${question.label}: ${inWords(question, answers[question.id] ?? '')}`)
    .join('\n')
}

function inWords(question: Question, answer: AnswerValue): string {
  if (!('options' in question)) return String(answer === true ? '✓' : answer)
  const chosen = question.options.filter(option => (Array.isArray(answer) ? answer.includes(option.id) : answer === option.id))
  return chosen.map(option => option.label).join(', ')
}
