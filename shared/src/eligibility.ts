import { normalise, own, same } from './condition.ts'
import { addDays, type LocalTime, localTime, withinHours, workingIntervals } from './hours.ts'
import type { Rep, Roster } from './roster.ts'

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

/** What eligibility depends on, with one local time per zone: formatting a zone is the dear part (about 7 µs). */
export interface Availability {
  roster: Roster
  /** By normalised id: ids compare as text does. */
  reps: ReadonlyMap<string, Rep>
  loads: Readonly<Record<string, Load>>
  now: Date
  localTimes: Map<string, LocalTime>
}

export function readAvailability(roster: Roster, loads: Readonly<Record<string, Load>>, now: Date): Availability {
  return { roster, reps: new Map(roster.reps.map(rep => [normalise(rep.id), rep])), loads, now, localTimes: new Map() }
}

export function findRep(availability: Availability, repId: string): Rep | null {
  return availability.reps.get(normalise(repId)) ?? null
}

/** Null when the rep can take a lead now. `anyHour` sets aside hours and holidays, never time off or capacity. */
export function findHindrance(availability: Availability, repId: string, anyHour = false): Hindrance | null {
  const rep = findRep(availability, repId)
  if (!rep) return { kind: 'unknown-rep' }
  if (!rep.active) return { kind: 'inactive' }
  const local = localTimeOf(availability, rep)
  const away = rep.timeOff?.find(({ from, to }) => from <= local.date && local.date <= to)
  if (away) return { kind: 'time-off', until: away.to, label: away.label ?? null }
  if (!anyHour) {
    const holiday = holidayOn(availability.roster, rep.id, local.date)
    if (holiday) return { kind: 'holiday', label: holiday.label }
    if (!withinHours(rep, local)) return { kind: 'off-hours', opensAt: nextOpening(availability.roster, rep, availability.now)?.toISOString() ?? null }
  }
  const load = own(availability.loads, rep.id) ?? { today: 0, open: 0 }
  const { perDay, open } = rep.capacity ?? {}
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

function holidayOn(roster: Roster, repId: string, date: string): Roster['holidays'][number] | undefined {
  return roster.holidays.find(holiday => holiday.date === date && (holiday.reps?.some(one => same(one, repId)) ?? true))
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
