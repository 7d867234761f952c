import { countryCodes } from '@baton/shared/country-codes'

export interface Country {
  code: string
  name: string
}

const known = new Map<string, Country[]>()

/** Every country by its name in a language, sorted as that language sorts. Kept, for 249 names are too many for each key press. */
export function countriesIn(locale: string): Country[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  const { compare } = new Intl.Collator(locale)
  const countries = known.get(locale) ?? countryCodes.map(code => ({ code, name: names.of(code) ?? code })).sort((a, b) => compare(a.name, b.name))
  known.set(locale, countries)
  return countries
}
