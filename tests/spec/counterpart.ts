import { type Condition, type Facts, type FactValue, holds, type Operator } from '@baton/shared/condition'

/** A rule of another maker as a condition of ours, with what the lead's facts would be; or why there is no such condition. */
export type Converted = { condition: Condition; facts: Facts } | { without: string }

/** A place in the other maker's file, what was expected there, and what came of it. */
export interface Case {
  place: number
  expected: boolean
  converted: Converted
}

export class NoCounterpart extends Error {}

/** Runs a converter to its end, or to the part that has no counterpart. */
export function tryConvert(convert: () => { condition: Condition; facts: Facts }): Converted {
  try {
    return convert()
  } catch (error) {
    if (error instanceof NoCounterpart) return { without: error.message }
    throw error
  }
}

/** What a comparison is made of: something the lead has, or something that is written in the rule. */
export type Operand = { fact: string } | { value: unknown }

const turned: Partial<Record<Operator, Operator>> = { is: 'is', atLeast: 'atMost', atMost: 'atLeast', above: 'below', below: 'above' }

/** A comparison of two operands. Between two constants the left one is given to the lead as a fact. */
export function compare(left: Operand, op: Operator, right: Operand, facts: Record<string, FactValue>): Condition {
  if ('fact' in left && 'fact' in right) throw new NoCounterpart('compares two facts of the lead')
  if ('fact' in right) {
    const back = turned[op]
    if (!back) throw new NoCounterpart('looks for what the lead said in a constant text')
    return compare(right, back, left, facts)
  }
  if ('fact' in left) return { fact: left.fact, op, value: factValue(right.value) }
  const name = `constant.${Object.keys(facts).length}`
  facts[name] = factValue(left.value)
  return { fact: name, op, value: factValue(right.value) }
}

export function factValue(value: unknown): FactValue {
  if (isFactValue(value)) return value
  throw new NoCounterpart('compares with null, an object or a list of unlike things')
}

export function isFactValue(value: unknown): value is FactValue {
  if (Array.isArray(value)) return value.every(one => typeof one === 'string') || value.every(one => typeof one === 'number')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

export const always: Condition = { all: [] }
export const never: Condition = { any: [] }

export interface Tally {
  agreed: number[]
  differing: number[]
  /** Why → the places that have no counterpart for that reason. */
  without: Map<string, number[]>
}

export function tally(cases: readonly Case[]): Tally {
  const result: Tally = { agreed: [], differing: [], without: new Map() }
  for (const { place, expected, converted } of cases) {
    if ('without' in converted) result.without.set(converted.without, [...(result.without.get(converted.without) ?? []), place])
    else (holds(converted.condition, converted.facts) === expected ? result.agreed : result.differing).push(place)
  }
  return result
}

/** The figures of a file, line by line, as a run prints them. */
export function sayTally(name: string, { agreed, differing, without }: Tally): string {
  const reasons = [...without].sort(([, a], [, b]) => b.length - a.length)
  const none = reasons.reduce((sum, [, places]) => sum + places.length, 0)
  return [
    `${name}: ${agreed.length + differing.length + none} cases, ${agreed.length} convert and agree, ${differing.length} differ by design, ${none} have no counterpart:`,
    ...reasons.map(([reason, places]) => `  ${places.length} ${reason}`),
  ].join('\n')
}
