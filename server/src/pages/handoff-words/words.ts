import type { ZoneNames } from '../../messages/moments.ts'

/** What the lead's own page says besides the message that was written for it. */
export interface HandoffWords {
  next: string
  waiting: string
  repWrites(rep: string): string
  pick: string
  /** In which zone the times below are told. */
  zone(zone: ZoneNames): string
  /** The same of "UTC" and "UTC+5". */
  offset(offset: string): string
  calendarShows(rep: string): string
  openCalendar: string
  noTimes: string
  replyForTime(rep: string): string
  noneFits: string
  wholeCalendar: string
  keep: string
  /** Where a link leads to nothing. */
  nothing: { title: string; heading: string; reason: string; whatToDo: string; advice: string }
}
