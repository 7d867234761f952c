import type { Facts } from '@baton/shared/condition'
import type { OrderedLead } from '@baton/shared/decide-in-order'
import type { Playbook } from '@baton/shared/playbook'
import type { Roster } from '@baton/shared/roster'
import { aPlaybook, aRep, aRoster } from '../support/examples.ts'

/** A large sales organisation: 200 reps in five zones and twenty teams, rules by size, country and industry with a least number of seats. */

const sizes = ['1-10', '11-50', '51-200', '201-1000', '1001-5000', '5000+']
const countries =
  'DE AT CH FR BE NL LU IT ES PT GB IE DK SE NO FI PL CZ SK HU RO BG GR TR US CA MX BR AR CL CO PE JP KR CN TW HK SG MY TH VN ID PH IN AU NZ ZA EG NG KE'.split(
    ' ',
  )
const industries = Array.from({ length: 20 }, (_, index) => `industry-${index}`)
const languages = ['en', 'de', 'fr', 'es', 'ja']
const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'America/Los_Angeles', 'Australia/Sydney']
const day: [string, string][] = [
  ['08:30', '12:30'],
  ['13:30', '18:00'],
]

export const teams = 20
export const reps = 200

export const roster: Roster = {
  ...aRoster(
    ...Array.from({ length: reps }, (_, index) =>
      aRep(`rep-${index}`, {
        timeZone: zones[index % zones.length] ?? 'UTC',
        hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
        timeOff: [{ from: '2026-12-21', to: '2026-12-31' }],
        attributes: { languages: ['en', languages[index % languages.length] ?? 'en'] },
        capacity: { perDay: 1000, open: 100_000 },
      }),
    ),
  ),
  holidays: [{ date: '2026-12-25', label: 'Christmas' }],
}

export interface Segment {
  size: string
  country: string
  industry: string
  seats: number
}

/** The same segments for the same number, in every run. */
export function segmentsOf(rules: number): Segment[] {
  const next = random(rules)
  const one = (list: readonly string[]) => list[Math.floor(next() * list.length)] ?? ''
  return Array.from({ length: rules }, () => ({ size: one(sizes), country: one(countries), industry: one(industries), seats: Math.floor(next() * 100) }))
}

/** Leads that meet no rule go to a pool of `inbound` reps of all teams. */
export function playbookOf(segments: readonly Segment[], inbound: number): Playbook {
  const everyone = roster.reps.map(({ id }) => ({ rep: id }))
  return aPlaybook({
    forms: [
      {
        id: 'bench',
        questions: [
          { id: 'companySize', kind: 'choice', label: 'Company size', options: sizes.map(id => ({ id, label: id })) },
          { id: 'seats', kind: 'number', label: 'Seats' },
          { id: 'language', kind: 'choice', label: 'Language', options: languages.map(id => ({ id, label: id })) },
        ],
      },
    ],
    scoring: {
      criteria: sizes.map((size, index) => ({ id: size, label: size, when: { fact: 'answers.companySize', op: 'is', value: size }, points: index * 10 })),
      grades: [
        { id: 'A', atLeast: 40 },
        { id: 'B', atLeast: 0 },
      ],
    },
    territories: [
      { id: 'dach', when: { fact: 'place.country', op: 'in', value: ['DE', 'AT', 'CH'] } },
      { id: 'americas', when: { fact: 'place.country', op: 'in', value: ['US', 'CA', 'MX', 'BR'] } },
    ],
    pools: [
      ...Array.from({ length: teams }, (_, team) => ({
        id: `team-${team}`,
        members: everyone.filter((_, index) => index % teams === team).map((member, index) => ({ ...member, weight: 1 + (index % 3) })),
      })),
      { id: 'inbound', members: everyone.slice(0, inbound) },
    ],
    queues: [{ id: 'overflow', pools: ['inbound'] }],
    routing: {
      rules: segments.map(({ size, country, industry, seats }, index) => ({
        id: `rule-${index}`,
        when: {
          all: [
            { fact: 'answers.companySize', op: 'is', value: size },
            { fact: 'place.country', op: 'is', value: country },
            { fact: 'company.industry', op: 'is', value: industry },
            { fact: 'answers.seats', op: 'atLeast', value: seats },
          ],
        },
        to: [
          { kind: 'owner' },
          { kind: 'pool', pool: `team-${index % teams}`, match: [{ attribute: 'languages', has: 'answers.language' }] },
          { kind: 'queue', queue: 'overflow' },
        ],
      })),
      otherwise: [
        { kind: 'pool', pool: 'inbound' },
        { kind: 'queue', queue: 'overflow' },
      ],
    },
  })
}

/** Leads a minute apart, day and night: every other one meets a rule, each as likely as the next; the others meet what chance wants. */
export function leadsFor(segments: readonly Segment[], count: number): OrderedLead[] {
  const next = random(count)
  const one = <Value>(list: readonly Value[]) => list[Math.floor(next() * list.length)] as Value // none is empty
  return Array.from({ length: count }, (_, index) => {
    const { size, country, industry, seats } =
      index % 2 === 0 ? one(segments) : { size: one(sizes), country: one(countries), industry: one(industries), seats: 0 }
    const facts: Facts = {
      form: 'bench',
      locale: 'en',
      'answers.companySize': size,
      'answers.seats': seats + (index % 2 === 0 ? 0 : Math.floor(next() * 100)),
      'answers.language': one(languages),
      'place.country': country,
      'company.industry': industry,
      'email.domain': `company-${index}.example`,
      'email.kind': 'work',
      'visit.count': 3,
      'account.known': false,
      'lead.returning': false,
    }
    return { facts, at: new Date(Date.UTC(2026, 10, 23) + index * 60_000) }
  })
}

/** Numbers in [0, 1) that look random and are the same in every run (mulberry32, public domain). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
