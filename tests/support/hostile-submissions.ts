import { randomUUID } from 'node:crypto'
import { normalise } from '@baton/shared/condition'
import type { Form, Question } from '@baton/shared/form'
import fc from 'fast-check'
import { nastyTexts } from './nasty-texts.ts'

/** Submissions as an attacker would send them, and what must be left of them once they are taken. */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const at = '2026-11-23T10:00:00Z'

/** One that the form of `every-kind.ts` takes. */
export function plainSubmission(more: Record<string, unknown> = {}) {
  return {
    submissionId: randomUUID(),
    answers: {
      email: `${randomUUID()}@contoso.example`,
      name: 'Zoë Ångström',
      text: 'a line',
      longText: 'lines\nof text',
      phone: '+49 30 123456',
      url: 'https://contoso.example/',
      number: 12,
      grid: 0.3,
      choice: 'one',
      choices: ['one', 'two'],
      country: 'DE',
      date: '2026-11-23',
      consent: true,
      hidden: 'Contoso',
      region: 'DE-BE',
      unheard: 'of',
    },
    touches: {
      first: { at, medium: 'paid', source: 's', campaign: 'c', term: 't', content: 'c', clickId: 'i', landingPath: '/', referrerHost: 'h.example' },
      last: { at },
    },
    page: { url: 'https://example.com/?a=b', title: 'A page' },
    pagesViewed: [{ path: '/pricing', at, seconds: 12 }],
    timeZone: 'Europe/Berlin',
    locale: 'de',
    consent: { terms: true },
    ...more,
  }
}

/** A text in every place that takes any text, or that takes what it cannot use for nothing; cut so that the whole is no larger than it may be. */
export function textEverywhere(text: string) {
  const { answers, touches, ...rest } = plainSubmission()
  const touch = { at, medium: text, source: text, campaign: text, term: text, content: text, clickId: text, landingPath: text, referrerHost: text }
  const short = cut(text, 500)
  const told = Object.fromEntries(Object.entries(touch).map(([name, value]) => [name, name === 'at' ? at : cut(value, 300)]))
  return {
    ...rest,
    answers: {
      ...answers,
      name: cut(text, 600),
      text: cut(text, 600),
      longText: cut(text, 5000),
      hidden: cut(text, 60),
      region: cut(text, 600),
      [key(text)]: short,
    },
    touches: { ...touches, first: told, last: told },
    page: { url: cut(text, 2000), title: short },
    pagesViewed: [{ path: short, at, seconds: 1 }],
    timeZone: cut(text, 64),
    locale: cut(text, 35),
    consent: { [cut(text, 100) === '__proto__' ? '_' : cut(text, 100)]: short },
  }
}

/** Cut where a character ends: half of one is another test. */
function cut(text: string, longest: number): string {
  const short = text.slice(0, longest)
  return short.isWellFormed() ? short : short.slice(0, -1)
}

function key(text: string): string {
  const name = cut(text, 90)
  return name === '__proto__' ? 'proto' : `?${name}`
}

const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...Object.values(nastyTexts)),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.double(),
  fc.integer(),
  fc.constantFrom(null, true, false, [], {}, [[]], '', -1, 0, 2 ** 53 + 2, 1e308, 5e-324, '1', '0x10', [null]),
  fc.jsonValue({ maxDepth: 6 }),
  fc.array(fc.string({ unit: 'binary' }), { maxLength: 120 }),
)
const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 110 }),
  fc.constantFrom('__proto__', 'constructor', 'toString', '', 'email', 'workspaceId', 'test', 'a.b'),
)

/** Where something is changed in a submission: the keys on the way, each by its place. */
const place = fc.array(fc.nat(20), { minLength: 1, maxLength: 4 })
const change = fc.oneof(
  fc.record({ kind: fc.constant('replace' as const), place, value }),
  fc.record({ kind: fc.constant('remove' as const), place }),
  fc.record({ kind: fc.constant('add' as const), place, name, value }),
)
type Change = { kind: 'replace' | 'remove' | 'add'; place: number[]; name?: string; value?: unknown }

/** The body of a request: a submission with some changes, or anything that is JSON or no JSON at all. */
export const hostileBody: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.array(change, { minLength: 1, maxLength: 3 }).map(changes => JSON.stringify(changes.reduce(apply, plainSubmission() as Json))) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 6 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 2000 }) },
)

function apply(whole: Json, change: Change): Json {
  const [step = 0, ...rest] = change.place
  if (typeof whole !== 'object' || whole === null) return change.value as Json // JSON.stringify makes JSON of it
  const entries = Object.entries(whole)
  if (rest.length === 0 && change.kind === 'add') return { ...whole, [change.name ?? '']: change.value as Json }
  const chosen = entries[step % Math.max(1, entries.length)]
  if (!chosen) return whole
  const changed = rest.length > 0 && typeof chosen[1] === 'object' ? apply(chosen[1], { ...change, place: rest }) : (change.value as Json)
  const others =
    change.kind === 'remove' && rest.length === 0
      ? entries.filter(entry => entry !== chosen)
      : entries.map(entry => (entry === chosen ? ([entry[0], changed] as const) : entry))
  return Array.isArray(whole) ? others.map(([, part]) => part) : Object.fromEntries(others)
}

/** Answers that are not kept as they were sent: text is trimmed and in NFC, options and countries are spelt as the form spells them, phone numbers as they are dialled. */
export function lostAnswers(
  form: Form,
  sent: Record<string, unknown>,
  kept: { answers: Record<string, unknown>; otherAnswers: Record<string, unknown> },
): string[] {
  return Object.entries(sent).flatMap(([id, given]) => {
    const question = form.questions.find(one => one.id === id)
    const found = question ? kept.answers[id] : kept.otherAnswers[id]
    const same = question ? isSame(question, given, found) : JSON.stringify(found) === JSON.stringify(given)
    return same ? [] : [`${id}: ${JSON.stringify(given)} is kept as ${JSON.stringify(found)}`]
  })
}

function isSame(question: Question, given: unknown, found: unknown): boolean {
  if (typeof given === 'string') {
    if (question.kind === 'phone' && typeof found === 'string' && /^\+\d+$/.test(found)) return given.replace(/\D/g, '').endsWith(found.slice(-4))
    if (given.trim() === '') return found === undefined
    const isFree = !['choice', 'country'].includes(question.kind)
    return typeof found === 'string' && (isFree ? found === given.trim().normalize('NFC') : normalise(found) === normalise(given))
  }
  if (typeof given === 'number') return typeof found === 'number' && Math.abs(found - given) <= 1e-9 * Math.max(1, Math.abs(given))
  if (Array.isArray(given)) {
    if (given.length === 0) return found === undefined
    return Array.isArray(found) && found.length === given.length && found.every((one, place) => normalise(one) === normalise(given[place]))
  }
  return given === false ? found === undefined : found === given
}
