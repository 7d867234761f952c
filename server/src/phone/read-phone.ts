import { type CountryCode, isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js/min'

/** Where a number that names no country itself may be from. Two letters of ISO 3166-1. */
export interface PhoneHome {
  /** The country that the visitor said they are in. */
  certain: string | null
  /** What their browser makes likely; nobody is refused by it. */
  likely: string | null
}

/** `place`: a country's two letters, or "+1" where several share that. `international`: it was written with a +. */
export interface PhoneProblem {
  code: 'phone_too_short' | 'phone_too_long'
  place: string
  international: boolean
}

export type ReadPhone = { kind: 'number'; number: string } | { kind: 'as-typed' } | { kind: 'impossible'; problem: PhoneProblem }

/**
 * A phone number in E.164, "+493012345", where it is one of the country that it is from. What could be one, but of another country or plan of numbers,
 * stays as it was typed: a rep can still read it. Refused is only what has too few or too many digits where its country is certain.
 */
export function readPhone(typed: string, { certain, likely }: PhoneHome): ReadPhone {
  const text = withoutOldPrefix(typed.trim())
  const international = text.startsWith('+')
  const home = [certain, likely].find(country => country !== null && isSupportedCountry(country))
  if (!home && !international) return readAbroad(text)
  const country = home as CountryCode | undefined // what is supported is one
  const parsed = parsePhoneNumberFromString(text, { ...(country && { defaultCountry: country }), extract: false })
  if (parsed && (international ? parsed.isPossible() : parsed.isValid()))
    return !international && isTwoNumbers(text, parsed) ? { kind: 'as-typed' } : { kind: 'number', number: parsed.number }
  const abroad = readAbroad(text)
  if (abroad.kind === 'number' || !parsed || (!international && home !== certain)) return abroad
  const place = parsed.country ?? `+${parsed.countryCallingCode}`
  switch (validatePhoneNumberLength(text, country)) {
    case 'TOO_SHORT':
      return { kind: 'impossible', problem: { code: 'phone_too_short', place, international } }
    case 'TOO_LONG':
      return isAbroad(text) ? { kind: 'as-typed' } : { kind: 'impossible', problem: { code: 'phone_too_long', place, international } }
    default:
      return { kind: 'as-typed' }
  }
}

/** A number in E.164 as people write it across borders, "+49 30 12345"; null for what was kept as typed. */
export function writePhone(answer: string): string | null {
  return /^\+[1-9]\d{5,14}$/.test(answer) ? (parsePhoneNumberFromString(answer)?.formatInternational() ?? null) : null
}

/** Mexico's mobiles were called with a 1 behind the 52 until 2019, and are still written so. */
function withoutOldPrefix(text: string): string {
  return text.replace(/^(\+\s*52)[\s.-]*1[\s.-]*(?=(?:\D*\d){10}$)/, '$1 ')
}

/** "0049 …" and "011 49 …" from people who are not where that is dialled. */
function readAbroad(text: string): ReadPhone {
  const digits = /^\(?(?:00|011)[\s.\-/)]*([1-9].*)$/.exec(text)?.[1]
  const parsed = digits === undefined ? undefined : parsePhoneNumberFromString(`+${digits}`, { extract: false })
  return parsed?.isValid() ? { kind: 'number', number: parsed.number } : { kind: 'as-typed' }
}

/**
 * "49 171 1234567" in Germany, where 0 is dialled in front of a number at home: with a + it is one, and by the letter of the plan it is another one too.
 * Which is meant is for a person to read.
 */
function isTwoNumbers(text: string, parsed: PhoneNumber): boolean {
  const dialsZero = parsed.formatNational().replace(/\D/g, '').startsWith('0') && !/^\D*0/.test(text)
  const abroad = dialsZero ? parsePhoneNumberFromString(`+${text}`, { extract: false }) : undefined
  return abroad?.isValid() === true && abroad.number !== parsed.number
}

/** "49 30 …": somebody else's number whose + is missing. What it means is for a person to read. */
function isAbroad(text: string): boolean {
  return !text.startsWith('+') && parsePhoneNumberFromString(`+${text}`, { extract: false })?.isValid() === true
}
