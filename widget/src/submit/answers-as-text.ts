import type { Answers, PublicForm } from '@baton/shared/form'
import { answerInWords, recall } from '@baton/shared/recall'

/** The answers a person can paste into a mail: "Work email: zoe@contoso.example", line by line. */
export function answersAsText(form: PublicForm, answers: Answers): string {
  return form.questions
    .filter(({ id, kind }) => kind !== 'hidden' && answers[id] !== undefined)
    .map(question => `${recall(question.label, form.questions, answers)}: ${answerInWords(question, answers[question.id] ?? '')}`)
    .join('\n')
}
