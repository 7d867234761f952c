/** What a locale (a tag of BCP 47) says of itself. */

/** "de" of "de-AT". */
export function bareLanguage(locale: string): string {
  return locale.toLowerCase().replace(/-.*/s, '')
}

/** The direction its writing runs in. */
export function directionOf(locale: string): Direction {
  return /^(ar|fa|he|ur)$/.test(bareLanguage(locale)) ? 'rtl' : 'ltr'
}

export type Direction = 'ltr' | 'rtl'
