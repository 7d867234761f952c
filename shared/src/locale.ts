/** What a locale (a tag of BCP 47) says of itself. */

/** "de" of "de-AT". */
export function bareLanguage(locale: string): string {
  return locale.toLowerCase().replace(/-.*/s, '')
}

/** The one of these that is written for a reader in `wanted`: exactly, else the language alone ("de" for "de-AT"), else another region's ("pt-BR" for "pt"). */
export function findLocale(written: readonly string[], wanted: string): string | undefined {
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
  const language = bareLanguage(wanted)
  return written.find(one => same(one, wanted)) ?? written.find(one => same(one, language)) ?? written.find(one => bareLanguage(one) === language)
}

/** The direction its writing runs in. */
export function directionOf(locale: string): Direction {
  return /^(ar|fa|he|ur)$/.test(bareLanguage(locale)) ? 'rtl' : 'ltr'
}

export type Direction = 'ltr' | 'rtl'
