import { readFileSync } from 'node:fs'
import { findPhoneHome } from '@baton/server/phone/phone-home'
import { readPhone, writePhone } from '@baton/server/phone/read-phone'
import { checkAnswer } from '@baton/shared/answers'
import type { Question } from '@baton/shared/form'
import { describe, expect, test } from 'vitest'
import { needSharedData } from '../support/shared-data.ts'

const nowhere = { certain: null, likely: null }
const read = (typed: string, certain: string | null = null, likely: string | null = null) => {
  const found = readPhone(typed, { certain, likely })
  return found.kind === 'number' ? found.number : found.kind === 'impossible' ? `${found.problem.code} ${found.problem.place}` : null
}

describe('a phone number is kept as its own country dials it from abroad', () => {
  test.each<[string, string, string | null, string]>([
    ['with the zero of its country', '030 123456', 'DE', '+4930123456'],
    ['with marks between the digits', '(030) 12-34/56', 'DE', '+4930123456'],
    ['with a zero in brackets', '+49 (0)30 123456', 'DE', '+4930123456'],
    ['without a zero', '(212) 555-2368', 'US', '+12125552368'],
    ['where the zero stays', '06 698 12345', 'IT', '+390669812345'],
    ['with its country’s code and no +', '33 6 12 34 56 78', 'FR', '+33612345678'],
    ['without a zero where none is dialled, though it could be Luxembourg’s', '(352) 336-2368', 'US', '+13523362368'],
    ['by its +, whatever the country', '+33 6 12 34 56 78', 'DE', '+33612345678'],
    ['by its + alone', '+33 6 12 34 56 78', null, '+33612345678'],
    ['dialled as abroad from its own country', '0033 6 12 34 56 78', 'DE', '+33612345678'],
    ['dialled as abroad from where nobody dials so', '0049 30 123456', 'US', '+4930123456'],
    ['dialled as from America', '011 49 30 123456', 'FR', '+4930123456'],
    ['dialled as abroad from anywhere', '0049 30 123456', null, '+4930123456'],
    ['of no country', '+800 1234 5678', null, '+80012345678'],
    ['a Mexican mobile as it was written until 2019', '+52 1 55 1234 5678', 'MX', '+525512345678'],
  ])('%s', (_, typed, country, number) => expect(read(typed, country)).toBe(number))

  test('by the country that is likely, where none is certain', () => expect(read('030 123456', null, 'DE')).toBe('+4930123456'))
})

describe('a number that may be one stays as it was typed', () => {
  test.each<[string, string, string | null, string | null]>([
    ['of which no country is known', '030 123456', null, null],
    ['that its country does not have', '030 123456', 'FR', null],
    ['that another country has, without its +', '49 30 1234567', 'FR', null],
    ['that is one with a + and another one without', '49 171 1234567', 'DE', null],
    ['the same of another country, where its own begin with 0', '33 6 12 34 56 78', 'DE', null],
    ['of a plan of numbers that does not exist yet', '+999 1234567', null, null],
    ['too short for where it is only likely to be from', '555 1234', null, 'US'],
    ['too long for where it is only likely to be from', '0301234567890123', null, 'FR'],
    ['from where nobody has a number', '123456', 'AQ', null],
  ])('%s', (_, typed, certain, likely) => expect(readPhone(typed, { certain, likely })).toEqual({ kind: 'as-typed' }))
})

describe('a number is refused that cannot be', () => {
  test.each<[string, string, string | null, string]>([
    ['too short for the country it was given with', '555-1234', 'US', 'phone_too_short US'],
    ['too long for it', '06 12 34 56 78 90 12', 'FR', 'phone_too_long FR'],
    ['too short for the country it begins with', '+41 44 123', 'DE', 'phone_too_short CH'],
    ['too short for the countries it begins with', '+1 555 1234', null, 'phone_too_short +1'],
    ['too long for the country it begins with', '+33 6 12 34 56 78 90', null, 'phone_too_long FR'],
  ])('%s', (_, typed, country, problem) => expect(read(typed, country)).toBe(problem))
})

describe('where a number is from', () => {
  const questions: Question[] = [
    { id: 'where', kind: 'country', label: 'Where are you?' },
    { id: 'seat', kind: 'country', label: 'Your company’s country', fills: 'company.country' },
    { id: 'state', kind: 'text', label: 'Country', fills: 'place.country' },
  ]
  const home = (answers: object, locale = 'en', timeZone: string | null = null) => findPhoneHome({ questions }, { ...answers }, { locale, timeZone })
  test.each<[string, ReturnType<typeof home>, { certain: string | null; likely: string | null }]>([
    ['is what the visitor says', home({ where: 'DE' }, 'en-US', 'Europe/Vienna'), { certain: 'DE', likely: null }],
    ['also in a question that fills the place', home({ state: ' at ' }), { certain: 'AT', likely: null }],
    ['is not what is no country', home({ state: 'Austria' }), nowhere],
    ['is likely their company’s country', home({ seat: 'FR' }, 'de-DE'), { certain: null, likely: 'FR' }],
    ['is likely the region of their language', home({}, 'de-AT'), { certain: null, likely: 'AT' }],
    ['is likely their time zone’s country', home({}, 'de', 'Europe/Zurich'), { certain: null, likely: 'CH' }],
    ['whatever the zone is called', home({}, 'en-IN', 'Asia/Kolkata'), { certain: null, likely: 'IN' }],
    ['is unknown where those two do not agree', home({}, 'en-US', 'Europe/Athens'), nowhere],
    ['is unknown in a zone of no country', home({}, 'en', 'UTC'), nowhere],
    ['is unknown by a language that is none', home({}, 'german_'), nowhere],
    ['is unknown by a language alone', home({}, 'de'), nowhere],
  ])('%s', (_, found, expected) => expect(found).toEqual(expected))
})

test('every country’s mobile number is taken, as it is dialled at home and from abroad', context => {
  const examples: Record<string, string> = JSON.parse(readFileSync(needSharedData(context, 'geo/phone-mobile-examples.json'), 'utf8'))
  const question: Question = { id: 'phone', kind: 'phone', label: 'Phone' }
  const all = Object.entries(examples).filter(([, typed]) => checkAnswer(question, typed) === null) // what the form itself takes
  expect(all.length).toBeGreaterThan(200)
  let bare = 0
  const wrong = all.flatMap(([country, typed]) => {
    // The examples lack the 0 that many countries dial at home; without it some could be another country's.
    const [short, long] = [read(typed, country), read(`0${typed}`, country)]
    if (short) bare++
    const number = short ?? long
    const written = number?.startsWith('+') ? writePhone(number) : null
    const again = [number && read(number), number && read(number, 'DE'), written && read(written, country)]
    return number?.startsWith('+') && number.endsWith(typed.replace(/^0/, '')) && again.every(one => one === number) ? [] : [[country, typed, number, ...again]]
  })
  process.stdout.write(`${bare} of ${all.length} mobile numbers are read without the 0 of their country\n`)
  expect(wrong).toEqual([])
})

test('reading it again changes nothing', () => {
  for (const typed of ['+4930123456', '+12125552368', '+80012345678']) for (const home of [null, 'DE', 'US', 'MX']) expect(read(typed, home)).toBe(typed)
})

test.each(['+'.repeat(40), '(((((((000000', '+52'.repeat(10), '+ 5 2 1'.repeat(5), '00000000000000', '+0000000000', '-------1234567'])(
  '%s is read without harm',
  typed => {
    for (const home of [null, 'MX', 'US', 'GB']) expect(() => readPhone(typed, { certain: home, likely: null })).not.toThrow()
  },
)

test('what was kept as typed is not written as a number', () => {
  expect(['030 123456', '+49 30 123456', '', 'javascript:alert(1)', '+1;drop', '+999123456'].map(writePhone)).toEqual(Array(6).fill(null))
  expect(writePhone('+4930123456')).toBe('+49 30 123456')
})
