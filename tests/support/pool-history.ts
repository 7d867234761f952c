import { type Credits, noCredits, type Rotation, type Turn, takeTurn } from '@baton/shared/rotation'
import fc from 'fast-check'

export type Eligible = readonly [Turn, ...Turn[]]

/** Members rep0, rep1, … with these weights. */
export const members = (...weights: number[]) => weights.map((weight, index) => ({ rep: `rep${index}`, weight })) as unknown as Eligible // never called with none

/** One lead of a history: who could take it, and what came of it. */
export interface Played {
  eligible: Eligible
  before: Credits
  turn: Rotation
}

/** Leads one after the other, each with those who can take it. */
export function play(leads: Iterable<Eligible>, start: Credits = noCredits): Played[] {
  const played: Played[] = []
  let before = start
  for (const eligible of leads) {
    const turn = takeTurn(eligible, before)
    played.push({ eligible, before, turn })
    before = turn.after
  }
  return played
}

/** The same members for this many leads. */
export const leadsFor = (eligible: Eligible, leads: number): Eligible[] => Array.from({ length: leads }, () => eligible)

export const ledgerAfter = (played: readonly Played[]): Credits => played.at(-1)?.turn.after ?? noCredits

const weight = fc.integer({ min: 1, max: 12 })

export const pool: fc.Arbitrary<Eligible> = fc.array(weight, { minLength: 1, maxLength: 8 }).map(weights => members(...weights))

type Change =
  | { kind: 'lead'; absent: number }
  | { kind: 'join'; weight: number }
  | { kind: 'leave' | 'return'; who: number }
  | { kind: 'weigh'; who: number; weight: number }

const who = fc.nat(20)
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('lead' as const), absent: fc.nat(0xffff) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('join' as const), weight }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('leave' as const, 'return' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('weigh' as const), who, weight }) },
)

/** Leads of a pool whose members join, leave, come back, get another weight and are absent now and then; never none is there. */
export const comingsAndGoings: fc.Arbitrary<Eligible[]> = fc
  .tuple(pool, fc.array(change, { maxLength: 30, size: 'max' }))
  .map(([start, changes]) => leadsOf(start, changes))

function leadsOf(start: Eligible, changes: readonly Change[]): Eligible[] {
  const leads: Eligible[] = []
  let here: Turn[] = [...start]
  let left: Turn[] = []
  let joined = start.length
  for (const step of changes) {
    if (step.kind === 'lead') {
      const [first, ...rest] = here.filter((_, index) => ((step.absent >> index) & 1) === 0)
      if (first) leads.push([first, ...rest])
    } else if (step.kind === 'join') {
      here = [...here, { rep: `rep${joined++}`, weight: step.weight }]
    } else if (step.kind === 'weigh') {
      here = here.map((member, index) => (index === step.who % here.length ? { ...member, weight: step.weight } : member))
    } else {
      const [from, to] = step.kind === 'leave' ? [here, left] : [left, here]
      const goes = from[step.who % from.length]
      if (!goes || (step.kind === 'leave' && here.length === 1)) continue
      const [without, withThem] = [from.filter(member => member !== goes), [...to, goes]]
      ;[here, left] = step.kind === 'leave' ? [without, withThem] : [withThem, without]
    }
  }
  return leads
}
