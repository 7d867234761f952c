import { type Comparison, type Condition, type Facts, holds } from '../condition.ts'
import { comparisonsIn, type RootsOf } from './fact-roots.ts'

/** What conditions need of facts, some of which are settled already. */
export interface FactNeeds {
  /** At least so many more facts have to change before a condition comes out as wanted; infinite where none of those that may still change can do it. */
  fewest(condition: Condition, wanted: boolean, facts: Facts, isSet: (fact: string) => boolean): number
  /** The comparisons of which one has to come out otherwise, for the condition to. */
  settling(condition: Condition, facts: Facts): Comparison[]
}

export function readFactNeeds(rootsOfFact: RootsOf): FactNeeds {
  const rootsOfConditions = new WeakMap<Condition, ReadonlySet<string>>()
  const rootsOf = (condition: Condition) => {
    const roots = rootsOfConditions.get(condition) ?? new Set(comparisonsIn(condition).flatMap(({ fact }) => [...rootsOfFact(fact)]))
    rootsOfConditions.set(condition, roots)
    return roots
  }

  function fewest(condition: Condition, wanted: boolean, facts: Facts, isSet: (fact: string) => boolean): number {
    if ('not' in condition) return fewest(condition.not, !wanted, facts, isSet)
    if (!('all' in condition) && !('any' in condition)) {
      if (holds(condition, facts) === wanted) return 0
      return [...rootsOfFact(condition.fact)].every(isSet) ? Number.POSITIVE_INFINITY : 1
    }
    const parts = 'all' in condition ? condition.all : condition.any
    if ('all' in condition !== wanted) return Math.min(Number.POSITIVE_INFINITY, ...parts.map(part => fewest(part, wanted, facts, isSet)))
    // One edit may settle several parts, but only where they have a root in common: those without are counted.
    const counted = new Set<string>()
    let sum = 0
    for (const part of parts) {
      const needed = fewest(part, wanted, facts, isSet)
      if (needed === Number.POSITIVE_INFINITY) return needed
      if (needed === 0 || [...rootsOf(part)].some(root => counted.has(root))) continue
      sum += needed
      for (const root of rootsOf(part)) counted.add(root)
    }
    return sum
  }

  /** Of an `all` that fails any failing part is one that has to change: the one with the fewest comparisons leaves least to try. */
  function settling(condition: Condition, facts: Facts): Comparison[] {
    if ('not' in condition) return settling(condition.not, facts)
    if (!('all' in condition) && !('any' in condition)) return [condition]
    const verdict = holds(condition, facts)
    const parts = ('all' in condition ? condition.all : condition.any).filter(part => holds(part, facts) === verdict)
    const settled = parts.map(part => settling(part, facts))
    if ('all' in condition === verdict) return settled.flat()
    return settled.toSorted((a, b) => a.length - b.length)[0] ?? []
  }
  return { fewest, settling }
}
