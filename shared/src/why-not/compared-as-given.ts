import { type Comparison, normalise, own } from '../condition.ts'
import type { Playbook } from '../playbook.ts'
import type { Roster } from '../roster.ts'
import { indexRoster } from '../roster-index.ts'
import { listsOf } from '../verify/compared-facts.ts'
import { comparisonKey } from '../verify/fact-space.ts'
import { comparisonsIn } from './fact-roots.ts'

/** Every comparison that tells values of a fact as it is given apart: in conditions, and with what the reps of a pool have. Any value is known. */
export function comparedAsGiven(playbook: Playbook, roster: Roster): ReadonlyMap<string, readonly Comparison[]> {
  const { scoring, territories, routing } = playbook
  const inConditions = [...scoring.criteria, ...territories, ...routing.rules].flatMap(({ when }) => comparisonsIn(when).filter(({ op }) => op !== 'known'))
  const found = new Map<string, Map<string, Comparison>>()
  for (const comparison of [...inConditions, ...matched(playbook, roster)]) {
    const comparisons = found.get(comparison.fact) ?? new Map<string, Comparison>()
    comparisons.set(comparisonKey(comparison), comparison)
    found.set(comparison.fact, comparisons)
  }
  return new Map([...found].map(([fact, comparisons]) => [fact, [...comparisons.values()]]))
}

/** A match asks whether a fact is, or as a list holds, one of the values that a rep has. */
function matched(playbook: Playbook, roster: Roster): Comparison[] {
  const pools = new Map(playbook.pools.map(pool => [normalise(pool.id), pool]))
  return listsOf(playbook)
    .flat()
    .flatMap(destination => {
      if (destination.kind !== 'pool') return []
      const members = pools.get(normalise(destination.pool))?.members.flatMap(({ rep }) => indexRoster(roster).reps.get(normalise(rep)) ?? []) ?? []
      return (destination.match ?? []).flatMap(({ attribute, has }) =>
        members.flatMap(({ attributes }) => {
          const held = attributes && own(attributes, attribute)
          const values = held === undefined ? [] : ([held].flat() as (string | number | boolean)[]) // a list was taken apart
          return values.flatMap(value => (['is', 'includes'] as const).map(op => ({ fact: has, op, value })))
        }),
      )
    })
}
