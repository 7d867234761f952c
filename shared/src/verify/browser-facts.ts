import type { Comparison, Condition } from '../condition.ts'
import type { Form } from '../form.ts'

/**
 * What a browser reads of a touch just as the server does. Medium, source and term are not among it: which site is a search engine stands in lists that
 * only the server has, and a question may not be asked by one reading and decided by another.
 */
export const browserTouches = ['campaign', 'content', 'clickId', 'landingPath', 'referrerHost'] as const

/** What a `showWhen` may use besides answers. */
export function isKnownInBrowser(fact: string): boolean {
  const [group, which, name] = fact.split('.')
  return fact === 'locale' || (group === 'touch' && which !== undefined && browserTouches.some(one => one === name))
}

/** Whether a browser would compare a phone number as it was typed, which the server writes anew. Whether there is one is the same to both. */
export function comparesPhone({ questions }: Pick<Form, 'questions'>, { fact, op }: Pick<Comparison, 'fact' | 'op'>): boolean {
  return op !== 'known' && questions.some(({ id, kind }) => kind === 'phone' && fact === `answers.${id}`)
}

export function holdsPhones(form: Pick<Form, 'questions'>, condition: Condition): boolean {
  if ('not' in condition) return holdsPhones(form, condition.not)
  if ('all' in condition) return condition.all.some(part => holdsPhones(form, part))
  if ('any' in condition) return condition.any.some(part => holdsPhones(form, part))
  return comparesPhone(form, condition)
}
