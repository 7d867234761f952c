import { type Comparison, type Condition, type Facts, type FactValue, holds, type Operator, own } from './condition.ts'

/** Why a condition holds or not, in words: the comparisons that settled it. */
export function explainCondition(condition: Condition, facts: Facts): string {
  const settling = settle(condition, facts, holds(condition, facts))
  if (settling.length === 0) return 'all' in condition ? 'It asks for nothing, so it always holds.' : 'It allows nothing, so it never holds.'
  return `${[...new Set(settling.map(comparison => explainComparison(comparison, facts)))].join('; ')}.`
}

/** A comparison that settled a verdict, with what the fact was: null when it is not known. */
export interface Settled extends Comparison {
  actual: FactValue | null
  holds: boolean
}

/** The comparisons that settled a condition, as data. */
export function settlingComparisons(condition: Condition, facts: Facts): Settled[] {
  return settle(condition, facts, holds(condition, facts)).map(comparison => ({
    ...comparison,
    actual: own(facts, comparison.fact) ?? null,
    holds: holds(comparison, facts),
  }))
}

/** The comparisons a verdict rests on: the first that fails an `all`, every one that makes it hold, and the mirror of that for `any`. */
function settle(condition: Condition, facts: Facts, verdict: boolean): Comparison[] {
  if ('not' in condition) return settle(condition.not, facts, !verdict)
  if (!('all' in condition) && !('any' in condition)) return [condition]
  const parts = 'all' in condition ? condition.all : condition.any
  const oneSettles = 'all' in condition ? !verdict : verdict
  const deciding = parts.filter(part => holds(part, facts) === verdict)
  return (oneSettles ? deciding.slice(0, 1) : deciding).flatMap(part => settle(part, facts, verdict))
}

const words: Record<Operator, string> = {
  is: 'is',
  in: 'is one of',
  atLeast: 'is at least',
  atMost: 'is at most',
  above: 'is above',
  below: 'is below',
  includes: 'includes',
  includesAny: 'includes one of',
  includesAll: 'includes all of',
  contains: 'contains',
  startsWith: 'starts with',
  endsWith: 'ends with',
  known: 'is known',
}

function explainComparison(comparison: Comparison, facts: Facts): string {
  const { fact, op, value } = comparison
  const actual = own(facts, fact)
  if (op === 'known') return actual === undefined ? `${fact} is not known` : `${fact} is known`
  const asked = `${fact} ${words[op]} ${write(value)}`
  if (holds(comparison, facts)) return op === 'is' ? asked : `${asked}: it is ${write(actual)}`
  return `${asked}? ${actual === undefined ? 'Not known' : `No, it is ${write(actual)}`}`
}

function write(value: FactValue | undefined): string {
  if (Array.isArray(value)) return value.map(one => write(one)).join(', ')
  return typeof value === 'string' ? `“${value}”` : String(value)
}
