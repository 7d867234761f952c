import type { Destination, Playbook } from '../playbook.ts'
import { listsOf } from '../verify/compared-facts.ts'

/**
 * The facts a list of destinations reads of a lead, by destination: those of its `match`. Who has which attribute is live, so each
 * of them counts; what stands behind a queue or a disqualification is never reached. Owners are read too, but no answer changes one.
 */
export function matchesOf(list: readonly Destination[]): string[][] {
  const end = list.findIndex(({ kind }) => kind === 'queue' || kind === 'disqualify')
  const reached = end < 0 ? list : list.slice(0, end)
  return reached.flatMap(destination => (destination.kind === 'pool' && destination.match?.length ? [destination.match.map(({ has }) => has)] : []))
}

export function matchedFacts(playbook: Playbook): Set<string> {
  return new Set(listsOf(playbook).flatMap(list => matchesOf(list).flat()))
}
