import { createHash } from 'node:crypto'
import { isAway } from '@baton/shared/eligibility'
import { addDays, localTime, workingIntervals } from '@baton/shared/hours'
import type { Rep, Roster } from '@baton/shared/roster'

export const meetingMinutes = 30

/** Nobody can be met at once: real calendars ask for some notice too. */
const noticeMinutes = 60

/**
 * The half-hours a rep of the demo has free between two instants: inside their own hours, not on time off or a holiday, and not
 * taken by the meetings they seem to have. The same rep and day always give the same times, so a page can be loaded twice.
 */
export function findOpenTimes({ roster, rep, from, to, now }: { roster: Roster; rep: Rep; from: Date; to: Date; now: Date }): Date[] {
  const earliest = Math.max(from.getTime(), now.getTime() + noticeMinutes * 60_000)
  const lastDate = localTime(rep.timeZone, to).date
  const times: Date[] = []
  for (let date = localTime(rep.timeZone, from).date; date <= lastDate; date = addDays(date, 1)) {
    if (isAway(roster, rep, date)) continue
    for (const { startAt, endAt } of workingIntervals(rep, date)) {
      for (let start = startAt.getTime(); start + meetingMinutes * 60_000 <= endAt.getTime(); start += meetingMinutes * 60_000) {
        if (start >= earliest && start < to.getTime() && !isBusy(rep.id, date, start)) times.push(new Date(start))
      }
    }
  }
  return times
}

/**
 * Half of the hours hold a meeting that takes both halves of the hour, a third of the rest a short one: days then look like
 * days, with a free stretch here and a single half-hour there.
 */
function isBusy(repId: string, date: string, start: number): boolean {
  const hour = Math.floor(start / 3_600_000)
  return chance(`${repId} ${date} ${hour}`) < 0.5 || chance(`${repId} ${start}`) < 0.33
}

/** A number from 0 to 1 that only its text decides. */
function chance(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32
}
