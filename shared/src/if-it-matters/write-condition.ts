import type { Condition } from '../condition.ts'
import { always, type Diagram } from '../verify/multi-diagram.ts'
import { coverCondition, coverOf, uncoverCondition } from './cover.ts'
import type { FormSpaces } from './form-spaces.ts'
import type { Literals } from './literals.ts'
import { costOf, tidyCondition } from './tidy-condition.ts'

/** Beyond this cost (see `costOf`) nobody could say what a condition means, and a form should not carry it. */
export const longest = 60

/**
 * A condition that holds wherever `must` does and nowhere outside `may`, among the shortest of those tried: as alternatives and as
 * what all have to be, giving up later facts first and earlier facts first. Null when each is longer than `longest`.
 */
export function writeCondition({ diagrams }: FormSpaces, literals: ReadonlyMap<number, Literals>, must: Diagram, may: Diagram): Condition | null {
  const dependsOn = (a: Diagram, variable: number) => diagrams.exists(a, always, new Set([variable])) !== a
  const order = [...literals.keys()].filter(variable => dependsOn(must, variable) || dependsOn(may, variable))
  const [not, least] = [diagrams.not(may), diagrams.not(must)]
  const written = [order, [...order].reverse()].flatMap(one => {
    const cover = coverOf(diagrams, literals, one, must, may)
    const others = coverOf(diagrams, literals, one, not, least)
    return [...(cover ? [coverCondition(cover)] : []), ...(others ? [uncoverCondition(others, literals)] : [])]
  })
  const best = written.map(tidyCondition).reduce<Condition | null>((short, one) => (short && costOf(short) <= costOf(one) ? short : one), null)
  return best && costOf(best) <= longest ? best : null
}
