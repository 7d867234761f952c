import { type Compiled, compileCondition } from './compile-condition.ts'
import type { Condition } from './condition.ts'
import { type Key, keyOf, type PreparedFacts } from './prepared-facts.ts'

/**
 * The first of many conditions that holds, without asking each. Every condition is filed under what it cannot hold without: the
 * facts' values it compares with `is`, `in` or `includes`, else the facts it has to know. Of the parts of an `all` one is enough, and the one
 * that fewest others share is taken; of an `any` all are needed. A lead then asks only what is filed under its own facts, in order.
 */
export interface RuleIndex {
  compiled: readonly Compiled[]
  /** Places of conditions that may hold whatever is known, in order; so are all lists below. */
  always: readonly number[]
  /** By fact. */
  known: ReadonlyMap<string, readonly number[]>
  /** By fact, then by value. */
  valued: ReadonlyMap<string, ReadonlyMap<Key, readonly number[]>>
}

/** Something a lead has to have: a fact that is known, or one with a value. */
type Need = { fact: string; value: Key | null }
/** One of these needs has to be met, or the condition does not hold; null when there is nothing it needs. */
type Needs = readonly Need[] | null

export function indexRules(conditions: readonly Condition[]): RuleIndex {
  const shared = countNeeds(conditions)
  const always: number[] = []
  const known = new Map<string, number[]>()
  const valued = new Map<string, Map<Key, number[]>>()
  for (const [place, condition] of conditions.entries()) {
    const needs = needsOf(condition, need => shared.get(nameOf(need)) ?? 0)
    if (needs === null) always.push(place)
    else
      for (const { fact, value } of needs)
        file(
          value === null
            ? entry(known, fact, () => [])
            : entry(
                entry(valued, fact, () => new Map()),
                value,
                () => [],
              ),
          place,
        )
  }
  return { compiled: conditions.map(compileCondition), always, known, valued }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}

function file(list: number[], place: number): void {
  if (list.at(-1) !== place) list.push(place)
}

function nameOf({ fact, value }: Need): string {
  return JSON.stringify([fact, value])
}

/** How many conditions could be filed under each need: the fewer, the better it tells them apart. */
function countNeeds(conditions: readonly Condition[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const count = (condition: Condition) => {
    if ('all' in condition) return condition.all.forEach(count)
    if ('any' in condition) return condition.any.forEach(count)
    if ('not' in condition) return
    for (const need of needsOf(condition, () => 0) ?? []) counts.set(nameOf(need), (counts.get(nameOf(need)) ?? 0) + 1)
  }
  conditions.forEach(count)
  return counts
}

function needsOf(condition: Condition, sharedBy: (need: Need) => number): Needs {
  if ('not' in condition) return null
  if ('any' in condition) {
    const parts = condition.any.map(part => needsOf(part, sharedBy))
    return parts.includes(null) ? null : parts.flatMap(part => part ?? [])
  }
  if ('all' in condition) {
    let best: { needs: readonly Need[]; cost: number } | null = null
    for (const part of condition.all) {
      const needs = needsOf(part, sharedBy)
      if (needs === null) continue
      const cost = Math.max(0, ...needs.map(need => sharedBy(need) * (need.value === null ? 4 : 1))) // knowing a fact says less than its value
      if (best === null || cost < best.cost) best = { needs, cost }
    }
    return best?.needs ?? null
  }
  const { fact, op, value } = condition
  if (op === 'known' || value === undefined) return [{ fact, value: null }]
  if (op === 'is' || op === 'includes') return Array.isArray(value) ? [] : [{ fact, value: keyOf(value as Key) }] // a list was just ruled out
  if (op === 'in' || op === 'includesAny') return Array.isArray(value) ? value.map(one => ({ fact, value: keyOf(one) })) : []
  const [first] = op === 'includesAll' && Array.isArray(value) ? value : []
  return [{ fact, value: first === undefined ? null : keyOf(first) }]
}

/** The place of the first condition that holds, or -1. */
export function findFirst({ compiled, always, known, valued }: RuleIndex, facts: PreparedFacts): number {
  const lists: (readonly number[])[] = always.length > 0 ? [always] : []
  const add = (list: readonly number[] | undefined) => list !== undefined && lists.push(list)
  for (const [name, fact] of facts) {
    add(known.get(name))
    const byValue = valued.get(name)
    if (byValue === undefined) continue
    if (fact.keys === undefined) add(fact.key === undefined ? undefined : byValue.get(fact.key))
    else for (const key of fact.keys) add(byValue.get(key))
  }
  return firstOf(lists, place => compiled[place]?.(facts) === true)
}

/** Goes through ordered lists as if they were one, and stops at the first place that will do. */
function firstOf(lists: readonly (readonly number[])[], willDo: (place: number) => boolean): number {
  const next = new Int32Array(lists.length)
  for (let last = -1; ; ) {
    let lowest = Number.POSITIVE_INFINITY
    for (let index = 0; index < lists.length; index++) {
      const list = lists[index] as readonly number[] // within its length
      let at = next[index] as number
      while (at < list.length && (list[at] as number) <= last) at++
      next[index] = at
      if (at < list.length && (list[at] as number) < lowest) lowest = list[at] as number
    }
    if (lowest === Number.POSITIVE_INFINITY) return -1
    if (willDo(lowest)) return lowest
    last = lowest
  }
}
