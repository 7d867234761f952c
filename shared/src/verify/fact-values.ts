import { checkAnswer } from '../answers.ts'
import { type Comparison, type FactValue, isIsoDate, normalise } from '../condition.ts'
import { countryCodes } from '../country-codes.ts'
import { emailKinds, vocabulary } from '../facts.ts'
import type { Question } from '../form.ts'
import { type FactSpace, holdsFor, listSpace, singleSpace, textSpace } from './fact-space.ts'
import type { MultiDiagrams } from './multi-diagram.ts'
import { numbersBetween } from './number-values.ts'
import { comparedInstants, datesBetween, isOrder, type TextValues, textValues } from './text-values.ts'

/** What is told apart, in which diagrams, and where to say what could not be. */
export interface SpaceRequest {
  diagrams: MultiDiagrams
  comparisons: readonly Comparison[]
  /** Says that not every value of this fact could be looked at. */
  leave(why: string): void
}

/** A question's answers: only those that `checkAnswer` takes. */
export function answerSpace(question: Question, request: SpaceRequest): FactSpace {
  const { diagrams, comparisons } = request
  const single = (values: readonly FactValue[]) => singleSpace(diagrams, comparisons, values)
  switch (question.kind) {
    case 'choice':
      return single(question.options.map(({ id }) => id))
    case 'choices':
      return listSpace(
        diagrams,
        comparisons,
        question.options.map(({ id }) => id),
      )
    case 'country':
      return single(countriesFrom(comparisons))
    case 'consent':
      return single([true])
    case 'number':
      return single(numbersOf(question, comparisons))
    case 'date':
      return single(daysOf(question, request))
    case 'email':
    case 'phone':
    case 'url':
      return single(formattedTexts(question, request))
    case 'text':
    case 'longText':
    case 'hidden':
      return freeText(request, [], text => checkAnswer(question, text) === null)
  }
}

/** What a fact can be that no answer gives: as its name says, independent of the others. */
export function factSpace(fact: string, reps: readonly string[], request: SpaceRequest): FactSpace {
  const { diagrams, comparisons } = request
  const type = Object.hasOwn(vocabulary, fact) ? vocabulary[fact] : undefined
  if (fact === 'email.kind') return singleSpace(diagrams, comparisons, emailKinds)
  if (fact === 'company.country') return singleSpace(diagrams, comparisons, countriesFrom(comparisons))
  if (type === 'boolean') return singleSpace(diagrams, comparisons, [false, true])
  if (type === 'list') return listSpace(diagrams, comparisons, null)
  if (type === 'number') return singleSpace(diagrams, comparisons, numbersBetween(comparedNumbers(comparisons), wholeNumbers)) // people, pages
  const owners = ['lead.owner', 'account.owner', 'colleague.owner']
  return freeText(request, owners.includes(fact) ? reps : [], () => true)
}

const wholeNumbers = { origin: 0, step: 1, min: 0, max: Number.POSITIVE_INFINITY, accepts: (value: number) => Number.isInteger(value) && value >= 0 }

/** Countries that are compared with come last, so that the ordinary one stands for the rest. */
function countriesFrom(comparisons: readonly Comparison[]): string[] {
  const compared = new Set(comparisons.flatMap(({ value }) => (Array.isArray(value) ? value : [value])).map(one => normalise(String(one))))
  return [...countryCodes.filter(code => !compared.has(normalise(code))), ...countryCodes.filter(code => compared.has(normalise(code)))]
}

function comparedNumbers(comparisons: readonly Comparison[]): number[] {
  return comparisons.flatMap(({ value }) => (Array.isArray(value) ? value : [value])).filter(value => typeof value === 'number')
}

function numbersOf(question: Question & { kind: 'number' }, comparisons: readonly Comparison[]): number[] {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, step = 1 } = question
  const accepts = (value: number) => checkAnswer(question, value) === null
  return numbersBetween(comparedNumbers(comparisons), { origin: question.min ?? 0, step, min, max, accepts })
}

/** Days as numbers of a grid. What text operators see in a date is not cut into ranges: then every day is looked at, if they are few. */
function daysOf(question: Question & { kind: 'date' }, { comparisons, leave }: SpaceRequest): string[] {
  const min = Date.parse(question.min ?? '0000-01-01')
  const max = Date.parse(question.max ?? '9999-12-31')
  const asText = (time: number) => new Date(time).toISOString().slice(0, 10)
  if (comparisons.some(isTextual)) {
    const days = Math.round((max - min) / day) + 1
    if (days <= 4_000) return Array.from({ length: days }, (_, place) => asText(min + place * day))
    leave('parts of a date are compared as text')
  }
  const cuts = comparedInstants(comparisons)
  const around = cuts.filter(cut => cut >= min && cut <= max)
  const origin = around.length > 0 || question.min !== undefined ? min : Date.parse('2026-01-01')
  return numbersBetween(cuts, { origin, step: day, min, max, accepts: value => value % day === 0 && value >= min && value <= max }).map(asText)
}

const day = 86_400_000

function isTextual({ op }: Comparison): boolean {
  return op === 'contains' || op === 'startsWith' || op === 'endsWith'
}

/** Free text, by how it starts, ends, and what it holds; and as a date where it is compared with dates. */
function freeText(request: SpaceRequest, constants: readonly string[], accepts: (text: string) => boolean): FactSpace {
  const { diagrams, comparisons, leave } = request
  const values = textValues(comparisons, constants)
  const dated = comparisons.some(({ op }) => isOrder(op))
  if (dated && comparisons.some(isTextual)) leave('it is compared as a date and as text')
  if (values.texts.length > 5_000) leave('it is compared with too many starts and ends of text')
  const taken = values.texts.map(({ text }) => text)
  const dates = dated ? datesBetween(comparedInstants(comparisons), taken).map(text => ({ text, open: false, start: '', end: '' })) : []
  const possible: TextValues = { ...values, texts: [...values.texts.slice(0, 5_000), ...dates].filter(({ text }) => accepts(text)) }
  possible.parts = values.parts.filter(part => part === '' || accepts(part)) // what is too long is in no answer
  const whole = [...possible.texts.filter(({ open }) => open).map(({ text }) => text)].sort((a, b) => b.length - a.length)[0] ?? ''
  if (possible.parts.length > 0 && !accepts([whole, ...possible.parts, ''].join(values.separator)))
    leave('not all that it is compared with fits into one answer')
  return textSpace(diagrams, comparisons, possible)
}

/** E-mail addresses, numbers and links that differ in what the comparisons make of them. Found by trying; what was not found is left. */
function formattedTexts(question: Question, { comparisons, leave }: SpaceRequest): string[] {
  const pieces = [...new Set(comparisons.flatMap(({ value }) => (Array.isArray(value) ? value : [value])).map(one => normalise(String(one ?? ''))))]
  const whole: string[] = comparisons.flatMap(({ op, value }) =>
    op === 'is' || op === 'in' ? (Array.isArray(value) ? value.map(String) : [String(value)]) : [],
  )
  const textual = comparisons.filter(isTextual)
  if (comparisons.some(({ op, value }) => isOrder(op) && typeof value === 'string' && isIsoDate(value))) leave('it is compared with dates')
  const found = new Map<string, string>()
  const add = (text: string) => {
    if (checkAnswer(question, text) !== null) return
    const key = textual.map(comparison => Number(holdsFor(comparison, text))).join('')
    if (!found.has(key)) found.set(key, text)
  }
  const frames = framesOf(question.kind)
  for (const frame of frames) add(frame(''))
  for (const piece of pieces) for (const frame of frames) add(frame(piece))
  if (textual.length > 1)
    for (const one of pieces)
      for (const other of pieces) for (const frame of frames) for (const glue of ['', 'x', '.', '@', '@x.']) add(frame(`${one}${glue}${other}`))
  if (textual.length > 0 && found.size < likely(textual)) leave('it is compared with parts of text that may come together')
  return [...found.values(), ...whole.filter(text => checkAnswer(question, text) === null)]
}

/** As many kinds of text as there certainly are when of several ends (or starts) none is part of another: one each, and none. */
function likely(textual: readonly Comparison[]): number {
  const sameEnd = textual.every(({ op }) => op === 'endsWith') || textual.every(({ op }) => op === 'startsWith')
  return sameEnd ? textual.length + 1 : 2 ** textual.length
}

function framesOf(kind: Question['kind']): ((text: string) => string)[] {
  if (kind === 'email')
    return [
      text => `someone${text}`,
      text => text,
      text => `someone@x.${text}`,
      text => `someone@${text}`,
      text => `${text}someone@example.com`,
      text => `${text}@example.com`,
      text => `${text}example.com`,
      text => `${text}.com`,
      text => `someone@${text}.com`,
      text => `someone@x${text}`,
      text => `someone@x${text}x.com`,
      text => `someone@example.com${text}`,
    ]
  if (kind === 'url')
    return [
      text => `https://example.com/${text}`,
      text => text,
      text => `https://${text}`,
      text => `https://example.${text}`,
      text => `https://example${text}`,
      text => `${text}example.com`,
      text => `${text}.example.com`,
      text => `${text}/x`,
      text => `https://${text}.com`,
    ]
  return [text => `+49301234567${text}`, text => `${text}301234567`, text => text, text => `30${text}1234567`]
}
