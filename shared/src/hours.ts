/** Wall-clock time of IANA zones. Intl knows the zones; this turns instants into local days and minutes and back. */

import { formatLocalTime } from './format-local-time.ts'
import { type LocalTime, localTime, type Weekday, weekdays } from './local-time.ts'

export { type LocalTime, localTime, type Weekday, weekdays }

/** What working time is made of: see the roster. */
export interface WorkingTime {
  timeZone: string
  hours?: Partial<Record<Weekday, readonly (readonly [string, string])[]>> | undefined
  timeOff?: readonly { from: string; to: string; label?: string | undefined }[] | undefined
}

export interface Interval {
  startAt: Date
  endAt: Date
}

/**
 * The instant at which a zone's clocks show `minute` on `date`. A time skipped in spring is the instant the clocks jump; one
 * shown twice in autumn is the first of the two.
 */
export function instantOf(timeZone: string, date: string, minute: number): Date {
  const wanted = Date.parse(`${date}T00:00:00Z`) + minute * 60_000
  const offsets = [-24, 24].map(hours => offsetOf(timeZone, new Date(wanted + hours * 3_600_000)))
  const candidates = offsets.map(offset => wanted - offset).sort((a, b) => a - b)
  const exact = candidates.find(instant => instant + offsetOf(timeZone, new Date(instant)) === wanted)
  if (exact !== undefined) return new Date(exact)
  return new Date(jumpBetween(timeZone, candidates[0] as number, candidates[1] as number)) // two offsets, two candidates
}

/** Milliseconds a zone is ahead of UTC at an instant. */
function offsetOf(timeZone: string, at: Date): number {
  const local = localTime(timeZone, at)
  const minute = Math.floor(at.getTime() / 60_000) * 60_000
  return Date.parse(`${local.date}T00:00:00Z`) + local.minute * 60_000 - minute
}

/** The instant in (from, to] from which the zone's later offset holds, to the minute. */
function jumpBetween(timeZone: string, from: number, to: number): number {
  const after = offsetOf(timeZone, new Date(to))
  let low = from
  let high = to
  while (high - low > 60_000) {
    const middle = Math.floor((low + high) / 2 / 60_000) * 60_000
    if (offsetOf(timeZone, new Date(middle)) === after) high = middle
    else low = middle
  }
  return high
}

/** "09:30" as minutes after midnight; "24:00" is 1440. */
export function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

export function weekdayOf(date: string): Weekday {
  return weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] as Weekday // 0 to 6
}

/** Whether working hours cover a local time; no `hours` at all means always, a weekday without entry means off. */
export function withinHours(working: WorkingTime, local: LocalTime): boolean {
  if (!working.hours) return true
  for (const { start, end } of rangesOn(working.hours, local.weekday)) if (local.minute >= start && local.minute < end) return true
  return false
}

type Hours = NonNullable<WorkingTime['hours']>
const readRanges = new WeakMap<Hours, Partial<Record<Weekday, readonly { start: number; end: number }[]>>>()

/** A weekday's hours in minutes, read once: a decision looks at those of every member of a pool. */
function rangesOn(hours: Hours, weekday: Weekday): readonly { start: number; end: number }[] {
  const read = readRanges.get(hours) ?? {}
  if (!readRanges.has(hours)) readRanges.set(hours, read)
  const ranges = read[weekday] ?? (hours[weekday] ?? []).map(([start, end]) => ({ start: minuteOf(start), end: minuteOf(end) }))
  read[weekday] = ranges
  return ranges
}

/**
 * The stretches of working time on one local day, ignoring time off, in order: exactly the instants `withinHours` holds at. On a
 * day the clocks change each range is read by both of the day's offsets; in autumn one that ends in the hour shown twice is two.
 */
export function workingIntervals(working: WorkingTime, date: string): Interval[] {
  const ranges = working.hours ? (working.hours[weekdayOf(date)] ?? []) : [['00:00', '24:00'] as const]
  const midnight = Date.parse(`${date}T00:00:00Z`)
  return joined(
    offsetsOn(working.timeZone, date).flatMap(({ from, to, offset }) =>
      ranges.map(([start, end]) => ({
        startAt: Math.max(from, midnight + minuteOf(start) * 60_000 - offset),
        endAt: Math.min(to, midnight + minuteOf(end) * 60_000 - offset),
      })),
    ),
  )
}

/** A local day as the one or two stretches in which its offset to UTC stays the same. */
function offsetsOn(timeZone: string, date: string): { from: number; to: number; offset: number }[] {
  const from = instantOf(timeZone, date, 0).getTime()
  const to = instantOf(timeZone, addDays(date, 1), 0).getTime()
  const [offset, later] = [offsetOf(timeZone, new Date(from)), offsetOf(timeZone, new Date(to - 60_000))]
  if (offset === later) return [{ from, to, offset }]
  const jump = jumpBetween(timeZone, from, to - 60_000)
  return [
    { from, to: jump, offset },
    { from: jump, to, offset: later },
  ]
}

/** In order, without empty ones; what touches or overlaps is one, such as a range that the change of clocks has cut in two. */
function joined(stretches: readonly { startAt: number; endAt: number }[]): Interval[] {
  const found: Interval[] = []
  for (const { startAt, endAt } of stretches.filter(one => one.startAt < one.endAt).sort((a, b) => a.startAt - b.startAt)) {
    const before = found.at(-1)
    if (before && before.endAt.getTime() >= startAt) before.endAt = new Date(Math.max(endAt, before.endAt.getTime()))
    else found.push({ startAt: new Date(startAt), endAt: new Date(endAt) })
  }
  return found
}

/** Whether the runtime knows a zone by this IANA name. Intl also takes offsets such as "+02:00": they know no daylight saving time. */
export function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && formatLocalTime(name, new Date(0)).date !== ''
  } catch {
    return false // the constructor's only way to say no
  }
}
