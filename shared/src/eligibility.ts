import { normalise, own } from './condition.ts'
import { addDays, instantOf, type LocalTime, localTime, withinHours, workingIntervals } from './hours.ts'
import type { Rep, Roster } from './roster.ts'
import { indexRoster, type RosterIndex } from './roster-index.ts'

/** How much a rep has already: assignments on their local day, and leads not closed. */
export interface Load {
  today: number
  open: number
}

/** Why a rep cannot take a lead now. Every one can be said in words: see `why.ts`. */
export type Hindrance =
  | { kind: 'unknown-rep' }
  | { kind: 'inactive' }
  | { kind: 'time-off'; until: string; label: string | null }
  | { kind: 'holiday'; label: string }
  | { kind: 'off-hours'; opensAt: string | null }
  | { kind: 'day-full'; perDay: number }
  | { kind: 'open-full'; open: number }

/** What eligibility depends on. */
export interface Availability {
  roster: Roster
  index: RosterIndex
  /** What a rep has on the day their clocks show. */
  loadOf: (rep: Rep, date: string) => Load
  now: Date
  /** By zone: 200 reps live in a few. */
  localTimes: Map<string, LocalTime>
}

const noLoad: Load = { today: 0, open: 0 }

export function readAvailability(roster: Roster, loads: Readonly<Record<string, Load>>, now: Date): Availability {
  return availabilityWith(roster, rep => own(loads, rep.id) ?? noLoad, now)
}

/** The same where loads are looked up only of whom a decision looks at. */
export function availabilityWith(roster: Roster, loadOf: Availability['loadOf'], now: Date): Availability {
  return { roster, index: indexRoster(roster), loadOf, now, localTimes: new Map() }
}

export function findRep(availability: Availability, repId: string): Rep | null {
  return availability.index.reps.get(normalise(repId)) ?? null
}

/** Null when the rep can take a lead now. `anyHour` sets aside hours and holidays, never time off or capacity. */
export function findHindrance(availability: Availability, repId: string, anyHour = false): Hindrance | null {
  return hindranceOf(availability, findRep(availability, repId), anyHour)
}

/** The same of a rep who was found already. */
export function hindranceOf(availability: Availability, rep: Rep | null, anyHour = false): Hindrance | null {
  if (!rep) return { kind: 'unknown-rep' }
  if (!rep.active) return { kind: 'inactive' }
  const local = localTimeOf(availability, rep)
  const away = rep.timeOff?.find(({ from, to }) => from <= local.date && local.date <= to)
  if (away) return { kind: 'time-off', until: away.to, label: away.label ?? null }
  if (!anyHour) {
    const holiday = holidayOn(availability.roster, rep.id, local.date)
    if (holiday) return { kind: 'holiday', label: holiday.label }
    if (!withinHours(rep, local)) return { kind: 'off-hours', opensAt: opensAt(availability, rep, local.date) }
  }
  if (!rep.capacity) return null
  const load = availability.loadOf(rep, local.date)
  const { perDay, open } = rep.capacity
  if (perDay !== undefined && load.today >= perDay) return { kind: 'day-full', perDay }
  if (open !== undefined && load.open >= open) return { kind: 'open-full', open }
  return null
}

function localTimeOf(availability: Availability, rep: Rep): LocalTime {
  const cached = availability.localTimes.get(rep.timeZone)
  if (cached) return cached
  const local = localTime(rep.timeZone, availability.now)
  availability.localTimes.set(rep.timeZone, local)
  return local
}

function holidayOn(roster: Roster, repId: string, date: string): { label: string } | undefined {
  const onDay = indexRoster(roster).holidays.get(date)
  return onDay?.find(({ reps }) => reps?.has(normalise(repId)) ?? true)
}

/**
 * `nextOpening` of somebody who is not at work, remembered: until they open it stays the same, and where there is none within the
 * horizon that holds for the rest of their day. Working it out takes about 100 µs, for each rep of a team that is asleep.
 */
function opensAt({ roster, index, now }: Availability, rep: Rep, today: string): string | null {
  const at = now.getTime()
  const known = index.openings.get(rep)
  if (known && known.from <= at && at < known.until) return known.opensAt
  const opening = nextOpening(roster, rep, now)
  const until = opening ?? instantOf(rep.timeZone, addDays(today, 1), 0)
  const found = { from: at, until: until.getTime(), opensAt: opening?.toISOString() ?? null }
  index.openings.set(rep, found)
  return found.opensAt
}

const horizonDays = 60

/** When a rep is next at work (now, if they are), by hours, time off and holidays, but not capacity; null within 60 days. */
export function nextOpening(roster: Roster, rep: Rep, from: Date): Date | null {
  const today = localTime(rep.timeZone, from).date
  for (let day = 0; day < horizonDays; day++) {
    const date = addDays(today, day)
    if (isAway(roster, rep, date)) continue
    const interval = workingIntervals(rep, date).find(({ endAt }) => endAt > from)
    if (interval) return interval.startAt > from ? interval.startAt : from
  }
  return null
}

/** The instant at which a rep has worked `minutes` since `from`; null when that is beyond 60 days. */
export function afterWorking(roster: Roster, rep: Rep, from: Date, minutes: number): Date | null {
  const today = localTime(rep.timeZone, from).date
  let left = minutes * 60_000
  for (let day = 0; day < horizonDays; day++) {
    const date = addDays(today, day)
    if (isAway(roster, rep, date)) continue
    for (const { startAt, endAt } of workingIntervals(rep, date)) {
      const begin = Math.max(startAt.getTime(), from.getTime())
      const span = endAt.getTime() - begin
      if (span <= 0) continue
      if (span >= left) return new Date(begin + left)
      left -= span
    }
  }
  return null
}

/** Whether a rep's whole local day is time off or a holiday. */
export function isAway(roster: Roster, rep: Rep, date: string): boolean {
  return (rep.timeOff ?? []).some(({ from, to }) => from <= date && date <= to) || holidayOn(roster, rep.id, date) !== undefined
}

/** The day a rep's clocks show, which `perDay` counts on. */
export function localDay(rep: Rep, now: Date): string {
  return localTime(rep.timeZone, now).date
}
