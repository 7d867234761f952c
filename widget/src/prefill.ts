import { same } from '@baton/shared/condition'
import type { Answers, AnswerValue, PublicForm } from '@baton/shared/form'

/**
 * Answers the page knows: given by its script, `data-prefill-<question>`, or its own query. Options that do not exist are left out, and so is every
 * consent: agreeing is the visitor's to do.
 */
export function readPrefill(form: PublicForm, given: Record<string, unknown>, setting: (name: string) => string | null): Answers {
  const query = new URLSearchParams(location.search)
  const prefill: Record<string, AnswerValue> = {}
  for (const question of form.questions) {
    const { id, kind } = question
    const text = String(given[id] ?? setting(`data-prefill-${id}`) ?? query.get(id) ?? '')
    if (!text || kind === 'consent') continue
    if ('options' in question) {
      const wanted = kind === 'choices' ? text.split(',') : [text]
      const chosen = question.options.flatMap(option => (wanted.some(one => same(one, option.id)) ? option.id : []))
      prefill[id] = kind === 'choices' ? chosen : (chosen[0] ?? '')
    } else prefill[id] = kind === 'country' ? text.toUpperCase() : text.slice(0, 200)
  }
  return prefill
}
