import { normalise } from '../condition.ts'
import { repsById } from '../decide.ts'
import { localDay } from '../eligibility.ts'
import type { DecidedWith, EarlierTurn, TurnEdit } from './edits.ts'

/** Earlier turns that could have gone to others: of those that would change the same, the latest that is not used yet. */
export interface TurnChoices {
  /** Those that a rep, by the roster's spelling, would not have had; of one pool, or of all. */
  from(rep: string, isUsed: IsUsed, pool?: string): TurnEdit[]
  /** Those that they would have had besides. */
  to(rep: string, isUsed: IsUsed, pool?: string): TurnEdit[]
}

type IsUsed = (turn: EarlierTurn) => boolean

interface Kind {
  edit: Omit<TurnEdit, 'lead'>
  /** The latest first. */
  turns: EarlierTurn[]
}

/** Turns of one pool from one rep to another differ only in whether they were today, and that only for whom a day's leads are counted. */
export function readTurnChoices({ turns, roster, now }: DecidedWith): TurnChoices {
  const reps = repsById(roster)
  const countsToday = (id: string, at: Date) => {
    const rep = reps.get(normalise(id))
    return rep !== undefined && localDay(rep, at) === localDay(rep, now)
  }
  const kinds = new Map<string, Kind>()
  for (const turn of turns.toReversed()) {
    for (const to of Object.keys(turn.moves)) {
      if (to === turn.rep || !reps.has(normalise(to))) continue
      const key = JSON.stringify([turn.pool, turn.rep, to, countsToday(turn.rep, turn.at), countsToday(to, turn.at)])
      const kind = kinds.get(key) ?? { edit: { kind: 'turn', pool: turn.pool, from: turn.rep, to }, turns: [] }
      kind.turns.push(turn)
      kinds.set(key, kind)
    }
  }
  const byFrom = new Map<string, Kind[]>()
  const byTo = new Map<string, Kind[]>()
  for (const kind of kinds.values()) {
    byFrom.set(kind.edit.from, [...(byFrom.get(kind.edit.from) ?? []), kind])
    byTo.set(kind.edit.to, [...(byTo.get(kind.edit.to) ?? []), kind])
  }
  return {
    from: (rep, isUsed, pool) => latest(byFrom.get(rep) ?? [], isUsed, pool),
    to: (rep, isUsed, pool) => latest(byTo.get(rep) ?? [], isUsed, pool),
  }
}

function latest(kinds: readonly Kind[], isUsed: IsUsed, wanted: string | undefined): TurnEdit[] {
  return kinds.flatMap(({ edit: { kind, pool, from, to }, turns }) => {
    const turn = wanted === undefined || pool === wanted ? turns.find(one => !isUsed(one)) : undefined
    return turn ? [{ kind, pool, lead: turn.lead, from, to }] : []
  })
}
