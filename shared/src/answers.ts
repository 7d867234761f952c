import { normalise, own } from './condition.ts'
import { countryCodes } from './country-codes.ts'
import { type FlowFacts, type FormFlow, isAnswered, visibleQuestions } from './flow.ts'
import type { Answers, AnswerValue, Question } from './form.ts'
import { isDate } from './iso-date.ts'

/** Why an answer is not taken. `text.ts` of the widget and the server's edge each say it in words. */
export type AnswerProblem =
  | { code: 'required' }
  | { code: 'wrong_type' }
  | { code: 'too_long'; max: number }
  | { code: 'not_an_email' }
  | { code: 'not_a_phone' }
  | { code: 'not_a_url' }
  | { code: 'not_a_date' }
  | { code: 'not_a_country' }
  | { code: 'unknown_option' }
  | { code: 'chosen_twice' }
  | { code: 'too_small'; min: number | string }
  | { code: 'too_large'; max: number | string }
  | { code: 'off_step'; step: number }

/** What stands in the way of submitting these answers, question by question, in the order they are asked. */
export function checkAnswers(form: FormFlow, answers: Answers, context: FlowFacts): { question: Question; problem: AnswerProblem }[] {
  return visibleQuestions(form, answers, context).flatMap(question => {
    const problem = checkAnswer(question, own(answers, question.id))
    return problem ? [{ question, problem }] : []
  })
}

/** What is wrong with one answer, or null. The same law in the browser and on the server; there is no coercion. */
export function checkAnswer(question: Question, answer: AnswerValue | undefined): AnswerProblem | null {
  if (!isAnswered(answer)) {
    if ((answer === false && question.kind !== 'consent') || (Array.isArray(answer) && question.kind !== 'choices')) return { code: 'wrong_type' }
    return question.required && question.kind !== 'hidden' ? { code: 'required' } : null
  }
  switch (question.kind) {
    case 'text':
      return checkText(answer, question.maxLength ?? 200)
    case 'hidden':
      return checkText(answer, 200)
    case 'longText':
      return checkText(answer, question.maxLength ?? 4000)
    case 'email':
      return checkText(answer, 254) ?? (isEmail(answer as string) ? null : { code: 'not_an_email' }) // text, by checkText
    case 'phone':
      return checkText(answer, 40) ?? (isPhone(answer as string) ? null : { code: 'not_a_phone' }) // text, by checkText
    case 'url':
      return checkText(answer, 2000) ?? (isUrl(answer as string) ? null : { code: 'not_a_url' }) // text, by checkText
    case 'country':
      return checkText(answer, 2) ?? (isCountry(answer as string) ? null : { code: 'not_a_country' }) // text, by checkText
    case 'date':
      return checkDate(question, answer)
    case 'number':
      return checkNumber(question, answer)
    case 'choice':
      if (typeof answer !== 'string') return { code: 'wrong_type' }
      return question.options.some(option => sameId(option.id, answer)) ? null : { code: 'unknown_option' }
    case 'choices':
      return checkChoices(question, answer)
    case 'consent':
      return answer === true ? null : { code: 'wrong_type' }
  }
}

function checkText(answer: AnswerValue, max: number): AnswerProblem | null {
  if (typeof answer !== 'string') return { code: 'wrong_type' }
  return answer.length > max ? { code: 'too_long', max } : null
}

/**
 * An address that mail can be sent to as far as its look can tell: one @, no blanks, a dotted domain of letters, digits and
 * hyphens in any script. Deliberately linear: no nested quantifiers.
 */
export function isEmail(text: string): boolean {
  const [local, domain, ...more] = text.trim().split('@')
  if (!local || !domain || more.length > 0 || local.length > 64) return false
  if (!/^[^\s"(),:;<>[\\\]\p{Cc}\p{Cf}]+$/u.test(local) || local.startsWith('.') || local.endsWith('.') || local.includes('..')) return false
  const labels = domain.split('.')
  return labels.length > 1 && labels.every(label => /^[\p{L}\p{N}\p{M}-]{1,63}$/u.test(label) && !label.startsWith('-') && !label.endsWith('-'))
}

/** Digits with the usual marks between them: 6 to 15 digits (E.164 allows 15). Countries are looked at on the server, later. */
function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length
  return /^[+\d\s().\-/]+$/.test(text) && digits >= 6 && digits <= 15
}

function isUrl(text: string): boolean {
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`)
    return (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname.includes('.')
  } catch {
    return false // the constructor's only way to say no
  }
}

/** Two letters of ASCII: "ß" and "ﬁ" would be "SS" and "FI" in capitals. */
function isCountry(text: string): boolean {
  return countryCodes.includes(text.toUpperCase()) && /^[a-z]+$/i.test(text)
}

function checkDate(question: { min?: string | undefined; max?: string | undefined }, answer: AnswerValue): AnswerProblem | null {
  if (typeof answer !== 'string') return { code: 'wrong_type' }
  if (!isDate(answer)) return { code: 'not_a_date' }
  if (question.min !== undefined && answer < question.min) return { code: 'too_small', min: question.min }
  if (question.max !== undefined && answer > question.max) return { code: 'too_large', max: question.max }
  return null
}

function checkNumber(question: Question & { kind: 'number' }, answer: AnswerValue): AnswerProblem | null {
  if (typeof answer !== 'number' || !Number.isFinite(answer)) return { code: 'wrong_type' }
  if (question.min !== undefined && answer < question.min) return { code: 'too_small', min: question.min }
  if (question.max !== undefined && answer > question.max) return { code: 'too_large', max: question.max }
  const step = question.step ?? 1
  const steps = (answer - (question.min ?? 0)) / step
  // A decimal step such as 0.1 has no exact float: what rounding can move a number off the grid by is still on it.
  return Math.abs(steps - Math.round(steps)) > Math.max(1e-9, 1e-14 * Math.abs(steps)) ? { code: 'off_step', step } : null
}

function checkChoices(question: Question & { kind: 'choices' }, answer: AnswerValue): AnswerProblem | null {
  if (!Array.isArray(answer) || answer.some(one => typeof one !== 'string')) return { code: 'wrong_type' }
  if (!answer.every(one => question.options.some(option => sameId(option.id, one)))) return { code: 'unknown_option' }
  return new Set(answer.map(normalise)).size < answer.length ? { code: 'chosen_twice' } : null
}

function sameId(a: string, b: string): boolean {
  return normalise(a) === normalise(b)
}

/** An answer as it is stored: text trimmed and in NFC, options by their own spelling, country codes in capitals, numbers on their grid. */
export function canonicalAnswer(question: Question, answer: AnswerValue): AnswerValue {
  if (Array.isArray(answer)) return answer.map(one => canonicalText(question, one))
  if (typeof answer === 'number' && question.kind === 'number') return canonicalNumber(question, answer)
  return typeof answer === 'string' ? canonicalText(question, answer) : answer
}

/** What `checkNumber` takes for a number of the grid is that number: 0.30000000000000004 is 0.3. */
function canonicalNumber(question: Question & { kind: 'number' }, answer: number): number {
  if (checkNumber(question, answer)) return answer
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, step = 1 } = question
  return Math.min(max, Math.max(min, onGrid(answer, { origin: question.min ?? 0, step })))
}

/** The number of a grid that is nearest, as a decimal with no more places than the grid's own. */
export function onGrid(value: number, { origin, step }: { origin: number; step: number }): number {
  const places = Math.max(decimalPlaces(origin), decimalPlaces(step))
  const nearest = origin + Math.round((value - origin) / step) * step
  return places > 100 || Math.abs(nearest) >= 1e21 ? nearest : Number(nearest.toFixed(places))
}

function decimalPlaces(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent))
}

function canonicalText(question: Question, text: string): string {
  const clean = text.trim().normalize('NFC')
  if (question.kind === 'country') return isCountry(clean) ? clean.toUpperCase() : clean
  if (question.kind === 'choice' || question.kind === 'choices') return question.options.find(option => sameId(option.id, clean))?.id ?? clean
  return clean
}
