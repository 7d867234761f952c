import { countryCodes } from '@baton/shared/country-codes'
import type { Answers, Form } from '@baton/shared/form'
import { canonicalZone } from '../intl.ts'
import { knownLocale } from '../messages/moments.ts'
import type { PhoneHome } from './read-phone.ts'

/**
 * Where a visitor's phone number is from: the country that they say they are in. Else that of their company, or the one that their browser's language and clock
 * agree on: an American browser on a European clock says nothing.
 */
export function findPhoneHome(form: Pick<Form, 'questions'>, answers: Answers, browser: { locale: string; timeZone: string | null }): PhoneHome {
  const told = (fact: string) => {
    const codes = form.questions.map(({ id, kind, fills }) => ((fills ?? (kind === 'country' ? 'place.country' : '')) === fact ? answers[id] : undefined))
    return codes.map(readCountry).findLast(code => code !== null) ?? null
  }
  const [region, zone] = [regionOf(browser.locale), browser.timeZone === null ? null : countryOfZone(browser.timeZone)]
  const seen = region !== null && zone !== null && region !== zone ? null : (region ?? zone)
  return { certain: told('place.country'), likely: told('company.country') ?? seen }
}

function readCountry(answer: unknown): string | null {
  const code = typeof answer === 'string' ? answer.trim().toUpperCase() : ''
  return countryCodes.includes(code) ? code : null
}

/** "AT" of "de-AT"; a bare "de" is spoken in several countries. */
function regionOf(locale: string): string | null {
  return readCountry(new Intl.Locale(knownLocale(locale)).region)
}

/** As far as Intl tells the zones of a country: 418 of them, each in one. It calls them by older names than some browsers do. */
function countryOfZone(timeZone: string): string | null {
  zones ??= new Map(countryCodes.flatMap(country => zonesOf(country).map(zone => [zone, country] as const)))
  return zones.get(timeZone) ?? zones.get(canonicalZone(timeZone)) ?? null
}

/** Made at the first number that needs it: it takes 50 ms. */
let zones: Map<string, string> | undefined

/** A property in older engines, a method in newer ones, and in TypeScript neither yet. */
function zonesOf(country: string): string[] {
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { timeZones?: string[]; getTimeZones?(): string[] }
  return locale.getTimeZones?.() ?? locale.timeZones ?? []
}
