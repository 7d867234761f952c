import { same } from '@baton/shared/condition'
import type { Answers, AnswerValue, PublicForm } from '@baton/shared/form'

/**
 * Answers the page knows: `data-prefill-<question>`, and for hidden questions the page's own query. Options that do not exist are
 * left out, and so is every consent: agreeing is the visitor's to do.
 */
export function readPrefill(form: PublicForm, setting: (name: string) => string | null): Answers {
  const query = new URLSearchParams(location.search)
  const prefill: Record<string, AnswerValue> = {}
  for (const question of form.questions) {
    const { id, kind } = question
    const text = setting(`data-prefill-${id}`) ?? (kind === 'hidden' ? query.get(id) : null)
    if (!text || kind === 'consent') continue
    if ('options' in question) {
      const wanted = kind === 'choices' ? text.split(',') : [text]
      const chosen = question.options.flatMap(option => (wanted.some(one => same(one, option.id)) ? option.id : []))
      prefill[id] = kind === 'choices' ? chosen : (chosen[0] ?? '')
    } else prefill[id] = kind === 'country' ? text.toUpperCase() : text.slice(0, 200)
  }
  return prefill
}
