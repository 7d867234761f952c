import type { Slot } from '@baton/shared/api'

/** How a visitor reads a moment: in their zone, in the form's language, with the clock (12 or 24 hours) their browser is set to. */
export interface Reading {
  locale: string
  timeZone: string | undefined
  hourCycle: Intl.DateTimeFormatOptions['hourCycle']
}

export interface Day {
  /** Its date where the visitor is. */
  id: string
  /** Any moment of it. */
  at: string
  slots: Slot[]
}

/** In the zone of the browser where none is named. */
export function readingOf(formLocale: string, languages: readonly string[], zone?: string): Reading {
  const locale = languages.find(language => language.slice(0, 2) === formLocale.slice(0, 2)) ?? formLocale
  const { hourCycle, timeZone } = new Intl.DateTimeFormat(languages[0], { hour: 'numeric' }).resolvedOptions()
  return { locale, timeZone: zone ?? timeZone, hourCycle: hourCycle as Reading['hourCycle'] } // resolvedOptions types it as any text
}

/** Slots by the visitor's own calendar day, in order: 23:30 in Berlin is another day in Tokyo. */
export function groupByDay(slots: Slot[], timeZone: string | undefined): Day[] {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
  const days = new Map<string, Day>()
  for (const slot of [...slots].sort((a, b) => Date.parse(a.startAt) - Date.parse(b.startAt))) {
    const id = format.format(Date.parse(slot.startAt))
    const day = days.get(id) ?? { id, at: slot.startAt, slots: [] }
    days.set(id, day)
    day.slots.push(slot)
  }
  return [...days.values()]
}

const shapes = {
  weekday: { weekday: 'short' },
  day: { day: 'numeric' },
  date: { weekday: 'long', day: 'numeric', month: 'long' },
  time: { minute: '2-digit' },
  moment: { weekday: 'long', day: 'numeric', month: 'long', minute: '2-digit' },
} satisfies Record<string, Intl.DateTimeFormatOptions>

export function say(at: string, shape: keyof typeof shapes, { locale, timeZone, hourCycle }: Reading): string {
  const hour = 'minute' in shapes[shape] ? (hourCycle === 'h12' ? 'numeric' : '2-digit') : undefined // 9:30 AM, but 09:30
  return new Intl.DateTimeFormat(locale, { ...shapes[shape], hour, timeZone, hourCycle }).format(Date.parse(at))
}

/** "Berlin" of "Europe/Berlin". */
export function placeOf({ timeZone }: Reading): string {
  return timeZone?.split('/').pop()?.replace(/_/g, ' ') ?? ''
}

/** "GMT+1" on that day: the offset moves with daylight saving. */
export function offsetAt(at: string, { timeZone }: Reading): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(Date.parse(at))
  return parts.find(part => part.type === 'timeZoneName')?.value ?? ''
}
