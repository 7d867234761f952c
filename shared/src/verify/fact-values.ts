import { checkAnswer } from '../answers.ts'
import { type Comparison, type FactValue, isIsoDate, normalise, same } from '../condition.ts'
import { countryCodes } from '../country-codes.ts'
import { emailKinds, vocabulary } from '../facts.ts'
import { isAnswered } from '../flow.ts'
import type { Question } from '../form.ts'
import { type FactSpace, holdsFor, listSpace, singleSpace, textSpace } from './fact-space.ts'
import type { MultiDiagrams } from './multi-diagram.ts'
import { numbersBetween } from './number-values.ts'
import { shortTexts } from './short-texts.ts'
import { comparedInstants, datesBetween, isOrder, textValues } from './text-values.ts'

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
      return answerText(question, request)
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
  return freeText(request, owners.includes(fact) ? reps : [])
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

/** A text that is not an answer: of any length. */
function freeText(request: SpaceRequest, constants: readonly string[]): FactSpace {
  const { diagrams, comparisons, leave } = request
  const values = textValues(comparisons, constants)
  if (values.texts.length > mostTexts) leave('it is compared with too many starts and ends of text')
  const taken = values.texts.map(({ text }) => text)
  const dates = datesOf(request, text => !taken.includes(normalise(text)))
  const texts = [...values.texts.slice(0, mostTexts), ...dates.map(text => ({ text, open: false, start: '', end: '' }))]
  return textSpace(diagrams, comparisons, { ...values, texts })
}

const mostTexts = 5_000

/** An answer in words: as any text where all that it is compared with fits into one answer; else every kind of text that does fit. */
function answerText(question: Question, request: SpaceRequest): FactSpace {
  const { diagrams, comparisons, leave } = request
  const accepts = (text: string) => checkAnswer(question, text) === null
  const { texts, parts, separator } = textValues(comparisons, [])
  const largest = texts.reduce((longest, { text, open }) => (open && text.length > longest.length ? text : longest), '')
  if (texts.every(({ text }) => accepts(text)) && accepts([largest, ...parts, '2026-11-23T00:00:00.000000Z'].join(separator))) return freeText(request, [])
  const found = shortTexts(comparisons, 'maxLength' in question ? (question.maxLength ?? standardLength[question.kind]) : standardLength.text)
  if (!found) leave('what it is compared with does not fit into one answer, and comes together in too many ways')
  const written = comparisons.flatMap(({ value }) => [value ?? []].flat()).filter(value => typeof value === 'string')
  const whole = written.filter(text => text.trim() !== '')
  const dates = datesOf(request, text => accepts(text) && !whole.some(one => same(one, text)))
  return singleSpace(diagrams, comparisons, [...(found ?? []), ...whole, ...dates].filter(accepts))
}

const standardLength = { text: 200, longText: 4000 }

function datesOf({ comparisons, leave }: SpaceRequest, fits: (text: string) => boolean): string[] {
  if (!comparisons.some(({ op }) => isOrder(op))) return []
  if (comparisons.some(isTextual)) leave('it is compared as a date and as text')
  return datesBetween(comparedInstants(comparisons), fits)
}

/** E-mail addresses, numbers and links that differ in what the comparisons make of them. Found by trying; what was not found is left. */
function formattedTexts(question: Question, { comparisons, leave }: SpaceRequest): string[] {
  const pieces = [...new Set(comparisons.flatMap(({ value }) => (Array.isArray(value) ? value : [value])).map(one => normalise(String(one ?? ''))))]
  const whole: string[] = comparisons.flatMap(({ op, value }) =>
    op === 'is' || op === 'in' ? (Array.isArray(value) ? value.map(String) : [String(value)]) : [],
  )
  const textual = comparisons.filter(isTextual)
  if (comparisons.some(({ op, value }) => isOrder(op) && typeof value === 'string' && isIsoDate(value))) leave('it is compared with dates')
  const taken = whole.filter(text => isAnswered(text) && checkAnswer(question, text) === null)
  const kindOf = (text: string) => textual.map(comparison => Number(holdsFor(comparison, text))).join('')
  const kinds = new Set(taken.map(kindOf))
  const found = new Map<string, string>()
  const add = (text: string) => {
    if (!isAnswered(text) || checkAnswer(question, text) !== null) return
    const kind = kindOf(text)
    kinds.add(kind)
    if (!found.has(kind) && !taken.some(one => same(one, text))) found.set(kind, text) // those it is compared with stand for themselves
  }
  const frames = framesOf(question.kind)
  for (const frame of frames) add(frame(''))
  for (const piece of pieces) for (const frame of frames) add(frame(piece))
  if (textual.length > 1)
    for (const one of pieces)
      for (const other of pieces) for (const frame of frames) for (const glue of ['', 'x', '.', '@', '@x.']) add(frame(`${one}${glue}${other}`))
  const telling = textual.filter(({ op, value }) => op !== 'contains' || !inEvery(question.kind).includes(normalise(String(value))))
  if (telling.length > 0 && kinds.size < likely(telling)) leave('it is compared with parts of text that may come together')
  if (found.size < kinds.size) leave('it is compared with whole texts beside which no other of their kind was found')
  return [...found.values(), ...taken]
}

/** What each of them holds: to contain it tells nobody apart. */
function inEvery(kind: Question['kind']): readonly string[] {
  return kind === 'email' ? ['', '@', '.'] : kind === 'url' ? ['', '.'] : ['']
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
  return [
    text => `+49301234567${text}`,
    text => `${text}301234567`,
    text => text,
    text => `30${text}1234567`,
    text => `+1112223${text}`,
    text => `${text}6667778`,
    text => `+999888${text}`,
  ]
}
