import { type Comparison, type Condition, type FactValue, normalise, position } from './condition.ts'
import { type Key, keyOf, type PreparedFact, type PreparedFacts, positionOf } from './prepared-facts.ts'

/** A condition made ready to be asked often. Gives what `holds` gives, on every condition and all facts: a property test compares them. */
export type Compiled = (facts: PreparedFacts) => boolean

export function compileCondition(condition: Condition): Compiled {
  if ('all' in condition) return compileAll(condition.all.map(compileCondition))
  if ('any' in condition) return compileAny(condition.any.map(compileCondition))
  if ('not' in condition) {
    const inner = compileCondition(condition.not)
    return facts => !inner(facts)
  }
  return compileComparison(condition)
}

function compileAll(parts: readonly Compiled[]): Compiled {
  const [first, second] = parts
  if (first && parts.length === 1) return first
  if (first && second && parts.length === 2) return facts => first(facts) && second(facts)
  return facts => {
    for (const part of parts) if (!part(facts)) return false
    return true
  }
}

function compileAny(parts: readonly Compiled[]): Compiled {
  const [first] = parts
  if (first && parts.length === 1) return first
  return facts => {
    for (const part of parts) if (part(facts)) return true
    return false
  }
}

function compileComparison({ fact, op, value }: Comparison): Compiled {
  if (op === 'known') return facts => facts.has(fact)
  const test = value === undefined ? null : compileTest(op, value)
  if (test === null) return () => false
  return facts => {
    const prepared = facts.get(fact)
    return prepared !== undefined && test(prepared)
  }
}

type Test = (fact: PreparedFact) => boolean

/** Null where the value is of the wrong shape: then no fact meets it. */
function compileTest(op: Exclude<Comparison['op'], 'known'>, value: FactValue): Test | null {
  switch (op) {
    case 'is':
    case 'includes':
      return Array.isArray(value) ? null : compileEquality(op, keyOf(value as Key)) // a list was just ruled out
    case 'in':
    case 'includesAny':
    case 'includesAll':
      return Array.isArray(value) ? compileMembership(op, value.map(keyOf)) : null
    case 'atLeast':
      return compileOrder(value, (actual, wanted) => actual >= wanted)
    case 'atMost':
      return compileOrder(value, (actual, wanted) => actual <= wanted)
    case 'above':
      return compileOrder(value, (actual, wanted) => actual > wanted)
    case 'below':
      return compileOrder(value, (actual, wanted) => actual < wanted)
    case 'contains':
      return compileText(value, (text, part) => text.includes(part))
    case 'startsWith':
      return compileText(value, (text, part) => text.startsWith(part))
    case 'endsWith':
      return compileText(value, (text, part) => text.endsWith(part))
  }
}

function compileEquality(op: 'is' | 'includes', wanted: Key): Test {
  return op === 'is' ? fact => fact.keys === undefined && fact.key === wanted : fact => fact.keys?.has(wanted) === true
}

function compileMembership(op: 'in' | 'includesAny' | 'includesAll', wanted: readonly Key[]): Test {
  const set = new Set(wanted)
  if (op === 'in') return fact => fact.key !== undefined && set.has(fact.key)
  if (op === 'includesAny') return ({ keys }) => keys !== undefined && wanted.some(one => keys.has(one))
  return ({ keys }) => keys !== undefined && wanted.every(one => keys.has(one))
}

function compileOrder(value: FactValue, test: (actual: number, wanted: number) => boolean): Test | null {
  const wanted = position(value)
  if (wanted === null) return null
  const type = typeof value
  return fact => {
    if (typeof fact.value !== type) return false
    const actual = positionOf(fact)
    return actual !== null && test(actual, wanted)
  }
}

function compileText(value: FactValue, test: (text: string, part: string) => boolean): Test | null {
  if (typeof value !== 'string') return null
  const part = normalise(value)
  return ({ key }) => typeof key === 'string' && test(key, part)
}
