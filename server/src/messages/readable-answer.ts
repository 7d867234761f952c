import { normalise } from '@baton/shared/condition'
import { countryCodes } from '@baton/shared/country-codes'
import type { AnswerValue, Form, Question } from '@baton/shared/form'
import { chooseLocale } from '@baton/shared/public-form'
import { dateFormat, displayNames, numberFormat } from '../intl.ts'
import { writePhone } from '../phone/read-phone.ts'
import { manyLines, oneLine } from './visitor-text.ts'

/** An answer as a person writes it: option labels, country names, dates and numbers in the locale. Visitor text is cleaned, not escaped. */
export function readableAnswer(question: Question, answer: AnswerValue, locale: string): string {
  switch (question.kind) {
    case 'choice':
    case 'choices':
      return optionLabels(question, answer).join(', ')
    case 'country':
      return countryName(String(answer), locale) ?? oneLine(String(answer))
    case 'date':
      return writeDate(String(answer), locale)
    case 'number':
      return typeof answer === 'number' ? numberFormat(locale).format(answer) : oneLine(String(answer))
    case 'consent':
      return answer === true ? 'Agreed' : 'Not agreed'
    case 'phone':
      return writePhone(String(answer)) ?? oneLine(String(answer))
    case 'longText':
      return manyLines(String(answer))
    default:
      return oneLine(String(answer), 2000)
  }
}

/** Calls a number that is known to be one; what was kept as it was typed is only text. */
export function hrefOf(question: Question, answer: AnswerValue): string | undefined {
  return question.kind === 'phone' && writePhone(String(answer)) !== null ? `tel:${answer}` : undefined
}

/** The labels the owner wrote for what was chosen. What is no option of theirs has no label and is left out. */
export function optionLabels(question: Question & { kind: 'choice' | 'choices' }, answer: AnswerValue): string[] {
  const chosen = (Array.isArray(answer) ? answer : [answer]).map(one => normalise(String(one)))
  return question.options.filter(option => chosen.includes(normalise(option.id))).map(option => oneLine(option.label))
}

/** The form's title in the language that it is shown in to this locale. */
export function translatedTitle(form: Form, locale: string): string {
  return translationFor(form, locale)?.title ?? form.title
}

/** The owner's labels in the language that the form is shown in to this locale. */
export function translateQuestion(form: Form, question: Question, locale: string): Question {
  const told = translationFor(form, locale)?.questions?.[question.id]
  if (!told) return question
  const label = told.label ?? question.label
  if (question.kind !== 'choice' && question.kind !== 'choices') return { ...question, label }
  return { ...question, label, options: question.options.map(option => ({ ...option, label: told.options?.[option.id] ?? option.label })) }
}

function translationFor(form: Form, locale: string): Form['locales'][string] | undefined {
  return form.locales[chooseLocale(form, [locale])]
}

/** A country by its ISO code, in a language; null for what is no such code, for a visitor's text may have filled `place.country`. */
export function countryName(code: string, locale: string): string | null {
  const capitals = code.trim().toUpperCase()
  return countryCodes.includes(capitals) ? (displayNames(locale, { type: 'region' }).of(capitals) ?? null) : null
}

/** A bound of numbers or days, as the locale writes it. */
export function writeLimit(limit: number | string, locale: string): string {
  return typeof limit === 'number' ? numberFormat(locale).format(limit) : writeDate(limit, locale)
}

function writeDate(date: string, locale: string): string {
  const at = new Date(`${date}T00:00:00Z`)
  return Number.isNaN(at.getTime()) ? oneLine(date) : dateFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(at)
}
