import { normalise } from '../condition.ts'
import { isAway } from '../eligibility.ts'
import { addDays, instantOf, localTime, workingIntervals } from '../hours.ts'
import type { Rep, Roster } from '../roster.ts'
import type { Span } from './report.ts'

/** A stretch of the span in which the same reps can be given leads, as far as hours, holidays and time off go. */
export interface Stretch {
  startAt: Date
  endAt: Date
  /** Normalised ids of the reps at work. */
  atWork: ReadonlySet<string>
  /** And of those a destination with `anyHour` reaches: active, and not on time off. */
  atAnyHour: ReadonlySet<string>
}

interface Presence {
  rep: string
  anyHour: boolean
  from: number
  to: number
}

/** The span cut at every border of somebody's hours, holidays or time off, on the days the clocks change too. */
export function staffedStretches(roster: Roster, { from, to }: Span): Stretch[] {
  const presences = roster.reps.filter(({ active }) => active).flatMap(rep => presencesOf(roster, rep, { from, to }))
  const start = from.getTime()
  const end = to.getTime()
  const borders = presences.flatMap(presence => [presence.from, presence.to]).filter(border => border > start && border < end)
  const edges = [...new Set([start, ...borders])].sort((a, b) => a - b)
  const arriving = groupBy(presences, presence => Math.max(presence.from, start))
  const leaving = groupBy(presences, presence => presence.to)
  const present = { atWork: new Set<string>(), atAnyHour: new Set<string>() }
  return edges.map((edge, place) => {
    for (const { rep, anyHour } of leaving.get(edge) ?? []) present[anyHour ? 'atAnyHour' : 'atWork'].delete(rep)
    for (const { rep, anyHour } of arriving.get(edge) ?? []) present[anyHour ? 'atAnyHour' : 'atWork'].add(rep)
    return {
      startAt: new Date(edge),
      endAt: new Date(edges[place + 1] ?? end),
      atWork: new Set(present.atWork),
      atAnyHour: new Set(present.atAnyHour),
    }
  })
}

function presencesOf(roster: Roster, rep: Rep, { from, to }: Span): Presence[] {
  const id = normalise(rep.id)
  const found: Presence[] = []
  const last = localTime(rep.timeZone, to).date
  for (let date = localTime(rep.timeZone, from).date; date <= last; date = addDays(date, 1)) {
    if (rep.timeOff?.some(away => away.from <= date && date <= away.to)) continue
    const midnight = instantOf(rep.timeZone, date, 0).getTime()
    found.push({ rep: id, anyHour: true, from: midnight, to: instantOf(rep.timeZone, addDays(date, 1), 0).getTime() })
    if (isAway(roster, rep, date)) continue
    found.push(...workingIntervals(rep, date).map(({ startAt, endAt }) => ({ rep: id, anyHour: false, from: startAt.getTime(), to: endAt.getTime() })))
  }
  return found.filter(presence => presence.to > from.getTime() && presence.from < to.getTime())
}

function groupBy<Item>(items: readonly Item[], key: (item: Item) => number): Map<number, Item[]> {
  const groups = new Map<number, Item[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}
