import type { Comparison, Condition } from '../condition.ts'
import type { Playbook } from '../playbook.ts'

/** The facts whose edits may change one: itself; of territory and score, which are computed, all that those are computed of. */
export type RootsOf = (fact: string) => ReadonlySet<string>

export function readRoots({ territories, scoring }: Playbook): RootsOf {
  const ofTerritory = new Set(territories.flatMap(({ when }) => comparisonsIn(when)).map(({ fact }) => fact))
  const ofScore = new Set(scoring.criteria.flatMap(({ when }) => comparisonsIn(when)).flatMap(({ fact }) => (fact === 'territory' ? [...ofTerritory] : [fact])))
  return fact => {
    if (fact === 'territory') return ofTerritory
    return isScore(fact) ? ofScore : new Set([fact])
  }
}

/** Whether a fact is computed, and never given. */
export function isComputed(fact: string): boolean {
  return fact === 'territory' || isScore(fact)
}

function isScore(fact: string): boolean {
  return fact === 'score.points' || fact === 'score.grade'
}

export function comparisonsIn(condition: Condition): Comparison[] {
  if ('all' in condition) return condition.all.flatMap(comparisonsIn)
  if ('any' in condition) return condition.any.flatMap(comparisonsIn)
  return 'not' in condition ? comparisonsIn(condition.not) : [condition]
}
