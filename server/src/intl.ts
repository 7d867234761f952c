/** Formatters of Intl, each made once: making one costs about 50 µs, and a handoff needs two dozen. */

const made = new Map<string, unknown>()
const most = 1000 // locales and zones come from browsers: no end of them

function keep<Formatter>(kind: string, locale: string, options: object, make: () => Formatter): Formatter {
  const key = JSON.stringify([kind, locale, options])
  const kept = made.get(key)
  if (kept !== undefined) return kept as Formatter // a key names a kind of formatter too
  const fresh = make()
  if (made.size >= most) made.clear()
  made.set(key, fresh)
  return fresh
}

/** Throws a RangeError for a locale or zone that Intl does not know. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return keep('date', locale, options, () => new Intl.DateTimeFormat(locale, options))
}

/** A zone's own name, whatever name it was given by. */
export function canonicalZone(timeZone: string): string {
  return keep('zone', '', { timeZone }, () => dateFormat('en', { timeZone }).resolvedOptions().timeZone)
}

/** What a zone is called, whatever the season: "Germany Time". */
export function zoneName(timeZone: string, locale: string, timeZoneName: 'shortGeneric' | 'longGeneric'): string {
  const options = { timeZone, timeZoneName }
  return keep('zone name', locale, options, () => namedZone(dateFormat(locale, options), new Date(0)))
}

/** A zone's name at an instant, as a formatter that writes it does. */
export function namedZone(format: Intl.DateTimeFormat, at: Date): string {
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
}

/** "German", as `locale` calls what `language` names; null for what names none. */
export function languageName(language: string, locale: string): string | null {
  return keep('language', locale, { language }, () => {
    try {
      return displayNames(locale, { type: 'language' }).of(language) ?? null
    } catch {
      return null // the function's only way to say that it is no language
    }
  })
}

/** "A, B and C". */
export function writeList(items: readonly string[], locale: string): string {
  return keep('list', locale, {}, () => new Intl.ListFormat(locale)).format(items)
}

/** All of a number's places: Intl alone would write 0.0004 as 0. */
export function numberFormat(locale: string): Intl.NumberFormat {
  return keep('number', locale, {}, () => new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }))
}

export function displayNames(locale: string, options: Intl.DisplayNamesOptions): Intl.DisplayNames {
  return keep('names', locale, options, () => new Intl.DisplayNames(locale, options))
}
