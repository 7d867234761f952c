import { same } from '@baton/shared/condition'
import type { Answers, AnswerValue, Question } from '@baton/shared/form'

/** The parameter of an address that fills a question in. A question's own id does too, as on any page with the widget. */
export const prefillName = (id: string) => `prefill_${id}`

/** Answers that the address of the page brings. Options that do not exist are left out, and so is every consent: agreeing is the visitor's to do. */
export function readPrefill(questions: readonly Question[], query: URLSearchParams): Answers {
  const prefill: Record<string, AnswerValue> = {}
  for (const question of questions) {
    const { id, kind } = question
    const text = query.get(prefillName(id)) ?? query.get(id)
    if (!text || kind === 'consent') continue
    if ('options' in question) {
      const wanted = kind === 'choices' ? text.split(',') : [text]
      const chosen = question.options.flatMap(option => (wanted.some(one => same(one, option.id)) ? option.id : []))
      prefill[id] = kind === 'choices' ? chosen : (chosen[0] ?? '')
    } else prefill[id] = kind === 'country' ? text.toUpperCase() : text.slice(0, 200)
  }
  return prefill
}
