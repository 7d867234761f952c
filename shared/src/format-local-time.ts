export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'
export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** An instant as the clocks of a zone show it: `date` is YYYY-MM-DD, `minute` counts from local midnight. */
export interface LocalTime {
  date: string
  weekday: Weekday
  minute: number
}

const formatters = new Map<string, Intl.DateTimeFormat>() // making one costs about 50 µs, using one about 7

/** The local time of an instant in a zone, as Intl has it. `localTime` is the same and mostly need not ask. */
export function formatLocalTime(timeZone: string, at: Date): LocalTime {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    const part = '2-digit'
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: part,
      day: part,
      hour: part,
      minute: part,
    })
    formatters.set(timeZone, formatter)
  }
  const parts: Record<string, string> = {}
  for (const { type, value } of formatter.formatToParts(at)) parts[type] = value
  return {
    date: `${parts.year?.padStart(4, '0')}-${parts.month}-${parts.day}`,
    weekday: parts.weekday?.toLowerCase() as Weekday, // en-GB's short names are ours
    minute: Number(parts.hour) * 60 + Number(parts.minute),
  }
}
