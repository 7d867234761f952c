/** A day that exists, as YYYY-MM-DD: 2026-02-29 is none. `Date.parse` alone would make it a day in March. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

const isoDate = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/

/** Milliseconds of an ISO date or a date with a time, in UTC unless it says otherwise; null where there is no such moment. */
export function instantOfIso(written: string): number | null {
  const [text, day, clock, offset] = written.trim().match(isoDate) ?? []
  if (text === undefined || day === undefined || !isDate(day)) return null
  // Without an offset `Date.parse` would read a time of day in the zone of this machine: elsewhere, another decision.
  const time = Date.parse(clock && !offset ? `${text}Z` : text)
  return Number.isNaN(time) ? null : time
}

/** Whether days before and after a moment can still be written with a year of four digits: opening hours are looked up some weeks ahead. */
export function isWithinCalendar(time: number): boolean {
  return time >= Date.parse('0001-01-01') && time < Date.parse('9999-01-01')
}
