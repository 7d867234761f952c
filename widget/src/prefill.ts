import { canonicalAnswer, checkAnswer } from '@baton/shared/answers'
import type { Answers, AnswerValue, PublicForm } from '@baton/shared/form'

/**
 * Answers the page knows: `data-prefill-<question>`, and for hidden questions the page's own query. What does not fit is left out,
 * and no text fits a consent: agreeing is the visitor's to do.
 */
export function readPrefill(form: PublicForm, setting: (name: string) => string | null): Answers {
  const query = new URLSearchParams(location.search)
  const prefill: Record<string, AnswerValue> = {}
  for (const question of form.questions) {
    const { id, kind } = question
    const text = setting(`data-prefill-${id}`) ?? (kind === 'hidden' ? query.get(id) : null)
    if (!text) continue
    const value = canonicalAnswer(question, kind === 'choices' ? text.split(',') : kind === 'hidden' ? text.slice(0, 200) : text)
    if (kind === 'number' || !checkAnswer(question, value)) prefill[id] = value
  }
  return prefill
}
