import { normalise } from './condition.ts'
import type { Rep, Roster } from './roster.ts'

/** A roster as decisions look things up in it. */
export interface RosterIndex {
  /** By normalised id: ids compare as text does. */
  reps: ReadonlyMap<string, Rep>
  /** By the id as the roster spells it. */
  byId: ReadonlyMap<string, Rep>
  /** By date, in the order they are written in, with the normalised ids of whom each is for; null: everybody. */
  holidays: ReadonlyMap<string, readonly { label: string; reps: ReadonlySet<string> | null }[]>
  /** By rep; see `nextOpening` in eligibility.ts. */
  openings: Map<Rep, Opening>
}

/** From `from` on, and before `until`, a rep is not at work, and next is so at `opensAt`. */
export interface Opening {
  from: number
  until: number
  opensAt: string | null
}

const indexes = new WeakMap<Roster, RosterIndex>()

/** Made once for a roster, which does not change afterwards: a new one is another object. 200 reps take 30 µs each time else. */
export function indexRoster(roster: Roster): RosterIndex {
  const made = indexes.get(roster)
  if (made) return made
  const holidays = new Map<string, { label: string; reps: ReadonlySet<string> | null }[]>()
  for (const { date, label, reps } of roster.holidays) {
    const day = holidays.get(date) ?? []
    day.push({ label, reps: reps ? new Set(reps.map(normalise)) : null })
    holidays.set(date, day)
  }
  const index: RosterIndex = {
    reps: new Map(roster.reps.map(rep => [normalise(rep.id), rep])),
    byId: new Map(roster.reps.map(rep => [rep.id, rep])),
    holidays,
    openings: new Map(),
  }
  indexes.set(roster, index)
  return index
}
