import { canonicalZone, dateFormat, namedZone, zoneName } from '../intl.ts'

/** Instants and spans in words. Intl knows the languages and the zones. */

/** A locale Intl takes, else English: a browser may send anything. */
export function knownLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en'
  } catch {
    return 'en' // the function's only way to say no
  }
}

/** "10:42" where it is today, else "Thu 27 Nov, 10:42", as the locale writes them. */
export function writeMoment(at: Date, seen: { timeZone: string; locale: string; from: Date }): string {
  const { timeZone, locale } = seen
  return sameDay(at, seen.from, timeZone) ? writeClock(at, timeZone, locale) : `${writeDay(at, timeZone, locale)}, ${writeClock(at, timeZone, locale)}`
}

export function writeClock(at: Date, timeZone: string, locale: string): string {
  return dateFormat(locale, { timeZone, timeStyle: 'short' }).format(at)
}

/** "Thursday 27 November at 10:42", as the locale writes it. */
export function writeDayAndClock(at: Date, timeZone: string, locale: string): string {
  return dateFormat(locale, { timeZone, weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' }).format(at)
}

/** "Thu 27 Nov"; `long` writes the words out. */
export function writeDay(at: Date, timeZone: string, locale: string, length: 'short' | 'long' = 'short'): string {
  const written = dateFormat(locale, { timeZone, weekday: length, day: 'numeric', month: length }).format(at)
  return locale.startsWith('en') ? written.replace(',', '') : written
}

export function sameDay(a: Date, b: Date, timeZone: string): boolean {
  const day = dateFormat('en-CA', { timeZone })
  return day.format(a) === day.format(b)
}

/** What people call a zone: "Berlin time", "UTC", "UTC+5". Its city, for the official names are long and change with the season. */
export function writeZone(timeZone: string): string {
  const city = zoneCity(timeZone)
  return city ? `${city} time` : writeOffset(timeZone)
}

/** "UTC", "UTC+5", of a zone that is called by no city. */
export function writeOffset(timeZone: string): string {
  const minutes = offsetMinutes(timeZone, new Date(0))
  return minutes === 0 ? 'UTC' : `UTC${minutes < 0 ? '−' : '+'}${Math.abs(minutes / 60)}`
}

/** What a zone is called: "Berlin", and Intl's own words for its time, "توقيت ألمانيا". */
export interface ZoneNames {
  city: string
  time: string
}

/** Null for UTC and the like, which are called alike everywhere. */
export function zoneNames(timeZone: string, locale: string): ZoneNames | null {
  const city = zoneCity(timeZone)
  if (!city) return null
  const short = zoneName(timeZone, locale, 'shortGeneric')
  return { city, time: /^[A-Z]+$/.test(short) ? zoneName(timeZone, locale, 'longGeneric') : short } // JST
}

/** "Berlin" of Europe/Berlin, "Buenos Aires" of America/Argentina/Buenos_Aires; null for UTC and the like. */
export function zoneCity(timeZone: string): string | null {
  const canonical = canonicalZone(timeZone)
  if (!canonical.includes('/') || canonical.startsWith('Etc/')) return null
  return canonical.slice(canonical.lastIndexOf('/') + 1).replaceAll('_', ' ')
}

/** How far a zone's clocks are from another's: "1 h ahead of you", "5 h 30 min behind you", "same time as yours". */
export function compareZones(theirs: string, yours: string, at: Date): string {
  const minutes = offsetMinutes(theirs, at) - offsetMinutes(yours, at)
  if (minutes === 0) return 'same time as yours'
  return `${writeSpan(Math.abs(minutes) * 60)} ${minutes > 0 ? 'ahead of' : 'behind'} you`
}

function offsetMinutes(timeZone: string, at: Date): number {
  const [, sign, hours, minutes] = /GMT([+-])(\d+):(\d+)/.exec(namedZone(dateFormat('en', { timeZone, timeZoneName: 'longOffset' }), at)) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0))
}

/** "45 s", "2 min 10 s", "1 h 5 min", "3 days": the two largest units that say something. */
export function writeSpan(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return twoUnits(whole, 60, 'min', 's')
  if (whole < 172_800) return twoUnits(Math.round(whole / 60), 60, 'h', 'min')
  return `${Math.round(whole / 86_400)} days`
}

function twoUnits(amount: number, size: number, large: string, small: string): string {
  const rest = amount % size
  return `${Math.floor(amount / size)} ${large}${rest > 0 ? ` ${rest} ${small}` : ''}`
}
