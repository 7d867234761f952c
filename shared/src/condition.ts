import { instantOfIso } from './iso-date.ts'

/** A value a fact can have. An unknown fact is absent, never null, "" or []. */
export type FactValue = string | number | boolean | readonly string[] | readonly number[]

/** What is known of a lead, by the names of the vocabulary (`answers.companySize`, `place.country`, …). */
export type Facts = Readonly<Record<string, FactValue>>

export type Operator =
  | 'is'
  | 'in'
  | 'atLeast'
  | 'atMost'
  | 'above'
  | 'below'
  | 'includes'
  | 'includesAny'
  | 'includesAll'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'known'

export interface Comparison {
  fact: string
  op: Operator
  value?: FactValue | undefined
}

export type Condition = Comparison | { all: Condition[] } | { any: Condition[] } | { not: Condition }

/**
 * Whether a condition holds. A comparison with an unknown fact is false, and `not` negates that; an empty `all` is true, an
 * empty `any` is false. A comparison between unlike types is false: there is no coercion.
 */
export function holds(condition: Condition, facts: Facts): boolean {
  if ('all' in condition) return condition.all.every(part => holds(part, facts))
  if ('any' in condition) return condition.any.some(part => holds(part, facts))
  if ('not' in condition) return !holds(condition.not, facts)
  const actual = own(facts, condition.fact)
  return actual !== undefined && compare(condition.op, actual, condition.value)
}

/** What a record itself holds: something named "constructor" is unknown, not a function of Object.prototype. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** Text as conditions and ids compare it: trimmed, NFC, lower case. */
export function normalise(text: string): string {
  return text.trim().normalize('NFC').toLowerCase()
}

/** Equality of two single values: text by `normalise`, numbers and booleans as they are, unlike types never. */
export function same(a: unknown, b: unknown): boolean {
  return typeof a === 'string' && typeof b === 'string' ? normalise(a) === normalise(b) : a === b
}

function compare(op: Operator, actual: FactValue, value: FactValue | undefined): boolean {
  if (op === 'known') return true
  if (value === undefined) return false
  if (isList(actual)) return compareList(op, actual, value)
  switch (op) {
    case 'is':
      return !isList(value) && same(actual, value)
    case 'in':
      return isList(value) && has(value, actual)
    case 'atLeast':
      return ordered(actual, value, order => order >= 0)
    case 'atMost':
      return ordered(actual, value, order => order <= 0)
    case 'above':
      return ordered(actual, value, order => order > 0)
    case 'below':
      return ordered(actual, value, order => order < 0)
    case 'contains':
      return bothText(actual, value, (text, part) => text.includes(part))
    case 'startsWith':
      return bothText(actual, value, (text, part) => text.startsWith(part))
    case 'endsWith':
      return bothText(actual, value, (text, part) => text.endsWith(part))
    default:
      return false // the list operators want a list
  }
}

function compareList(op: Operator, actual: readonly (string | number)[], value: FactValue): boolean {
  switch (op) {
    case 'includes':
      return !isList(value) && has(actual, value)
    case 'includesAny':
      return isList(value) && value.some(one => has(actual, one))
    case 'includesAll':
      return isList(value) && value.every(one => has(actual, one))
    default:
      return false // the others want a single value
  }
}

function isList(value: FactValue): value is readonly string[] | readonly number[] {
  return Array.isArray(value)
}

function has(list: readonly (string | number)[], value: unknown): boolean {
  return list.some(one => same(one, value))
}

function bothText(actual: FactValue, value: FactValue, test: (text: string, part: string) => boolean): boolean {
  return typeof actual === 'string' && typeof value === 'string' && test(normalise(actual), normalise(value))
}

function ordered(actual: FactValue, value: FactValue, test: (order: number) => boolean): boolean {
  const left = position(actual)
  const right = position(value)
  return left !== null && right !== null && typeof actual === typeof value && test(left - right)
}

/** Whether a text is a date, or a date with a time, that `atLeast` and its kin compare. */
export function isIsoDate(text: string): boolean {
  return position(text) !== null
}

/** A number's place on its line, or an ISO date's in milliseconds (in UTC unless it says otherwise); else null. */
export function position(value: FactValue): number | null {
  if (typeof value === 'number') return value
  return typeof value === 'string' ? instantOfIso(value) : null
}
