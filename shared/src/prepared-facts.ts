import { type Facts, type FactValue, normalise, position } from './condition.ts'

/** A fact as compiled conditions compare it. Each form is worked out when the first comparison asks, and then kept. */
export interface PreparedFact {
  value: FactValue
  /** A single value as a key: see `keyOf`. Undefined for a list. */
  key: Key | undefined
  /** Of a list: the keys of its values. */
  keys: ReadonlySet<Key> | undefined
  /** Undefined until somebody asks. */
  position: number | null | undefined
}

/**
 * What equal values share and unlike ones do not: text is normalised and told from numbers and booleans by its type. NaN is no fact,
 * and 0 and -0 are the same key of a Map as they are the same number.
 */
export type Key = string | number | boolean

export function keyOf(value: Key): Key {
  return typeof value === 'string' ? normalise(value) : value
}

export type PreparedFacts = ReadonlyMap<string, PreparedFact>

/** What is said of a lead, ready to be compared a thousand times: text is normalised once, not at each comparison. */
export function prepareFacts(facts: Facts): Map<string, PreparedFact> {
  const prepared = new Map<string, PreparedFact>()
  for (const [name, value] of Object.entries(facts)) if (value !== undefined) prepared.set(name, prepareFact(value))
  return prepared
}

export function prepareFact(value: FactValue): PreparedFact {
  if (Array.isArray(value)) return { value, key: undefined, keys: new Set(value.map(keyOf)), position: undefined }
  return { value, key: keyOf(value as Key), keys: undefined, position: undefined } // a list was just ruled out
}

export function positionOf(fact: PreparedFact): number | null {
  if (fact.position === undefined) fact.position = position(fact.value)
  return fact.position
}
