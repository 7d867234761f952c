import { readFileSync } from 'node:fs'
import { playbook as playbookSchema } from '@baton/shared/playbook'
import { roster as rosterSchema } from '@baton/shared/roster'
import { checkDocuments } from '@baton/shared/verify/check-documents'
import { findFindings } from '@baton/shared/verify/find-findings'
import type { Report } from '@baton/shared/verify/report'
import { describe, expect, test } from 'vitest'

const monday = { from: new Date('2026-11-23T00:00:00Z'), to: new Date('2026-11-30T00:00:00Z') }
const always = { all: [] }
const queue = [{ kind: 'queue', queue: 'q' }]
const size = { id: 'size', kind: 'choice', label: 'Size', options: ['small', 'middle', 'large'].map(id => ({ id, label: id })) }
const seats = { id: 'seats', kind: 'number', label: 'Seats', min: 1, max: 100 }
const is = (fact: string, value: string | number | boolean) => ({ fact, op: 'is', value })
const known = (fact: string) => ({ fact, op: 'known' })
const not = (condition: object) => ({ not: condition })
const rule = (id: string, when: object, to: object[] = queue) => ({ id, when, to })
const ana = { id: 'ana', name: 'Ana', email: 'ana@example.com', timeZone: 'Europe/Berlin' }

function document(questions: object[], rules: object[], more: object = {}) {
  return { format: 1, forms: [{ id: 'f', questions }], queues: [{ id: 'q' }], routing: { rules, otherwise: queue }, ...more }
}

function report(playbook: object, reps: object[] = [ana], span = monday): Report {
  return findFindings(playbookSchema.parse(playbook), rosterSchema.parse(Array.isArray(reps) ? { reps } : reps), span)
}

/** Findings as `kind path`, an unreachable rule's with what covers it. */
function found(playbook: object, reps?: object[]): string[] {
  const { proven, left, findings } = report(playbook, reps)
  expect([proven, left]).toEqual([true, []])
  return findings.map(({ kind, path, coveredBy }) => [kind, path, ...(coveredBy ? [`← ${coveredBy.join()}`] : [])].join(' '))
}

describe('a rule that takes no lead is told, with the rules that take its leads', () => {
  test.each<[what: string, questions: object[], rules: object[], found: string[]]>([
    ['nothing where each rule has leads of its own', [size], [rule('a', is('answers.size', 'small')), rule('b', always)], []],
    ['after one that takes all', [size], [rule('a', always), rule('b', is('answers.size', 'small'))], ['unreachable-rule /routing/rules/1 ← a']],
    [
      'after two that only together take all of its leads',
      [size],
      [
        rule('a', is('answers.size', 'small')),
        rule('b', is('answers.size', 'large')),
        rule('c', { fact: 'answers.size', op: 'in', value: ['small', 'large'] }),
      ],
      ['unreachable-rule /routing/rules/2 ← a,b'],
    ],
    [
      'but not for a third value',
      [size],
      [rule('a', is('answers.size', 'small')), rule('b', is('answers.size', 'large')), rule('c', known('answers.size'))],
      [],
    ],
    [
      'without naming a rule that can be spared',
      [size],
      [
        rule('a', is('answers.size', 'small')),
        rule('b', { fact: 'answers.size', op: 'in', value: ['small', 'large'] }),
        rule('c', is('answers.size', 'small')),
      ],
      ['unreachable-rule /routing/rules/2 ← a'],
    ],
    [
      'by ranges of numbers that meet, with no whole number between',
      [seats],
      [
        rule('a', { fact: 'answers.seats', op: 'atMost', value: 20 }),
        rule('b', { fact: 'answers.seats', op: 'atLeast', value: 21 }),
        rule('c', known('answers.seats')),
      ],
      ['unreachable-rule /routing/rules/2 ← a,b'],
    ],
    [
      'but not where half seats can be asked for',
      [{ ...seats, step: 0.5 }],
      [
        rule('a', { fact: 'answers.seats', op: 'atMost', value: 20 }),
        rule('b', { fact: 'answers.seats', op: 'atLeast', value: 21 }),
        rule('c', known('answers.seats')),
      ],
      [],
    ],
    ['beyond what a question takes', [seats], [rule('a', { fact: 'answers.seats', op: 'above', value: 100 })], ['unreachable-rule /routing/rules/0 ← ']],
    [
      'within groups of groups and negations',
      [size, seats],
      [
        rule('a', {
          any: [{ all: [is('answers.size', 'small'), not(known('answers.seats'))] }, { all: [is('answers.size', 'small'), known('answers.seats')] }],
        }),
        rule('b', not({ any: [not(is('answers.size', 'small')), not({ any: [always] })] })),
      ],
      ['unreachable-rule /routing/rules/1 ← a'],
    ],
    [
      'that contradicts itself',
      [size],
      [rule('a', { all: [is('answers.size', 'small'), is('answers.size', 'large')] })],
      ['unreachable-rule /routing/rules/0 ← '],
    ],
    [
      'whose date does not exist',
      [{ id: 'day', kind: 'date', label: 'Day' }],
      [rule('a', is('answers.day', '2026-02-29'))],
      ['unreachable-rule /routing/rules/0 ← '],
    ],
    ['but not 29 February of a leap year', [{ id: 'day', kind: 'date', label: 'Day' }], [rule('a', is('answers.day', '2028-02-29'))], []],
    [
      'whose day lies between two others that follow each other',
      [{ id: 'day', kind: 'date', label: 'Day' }],
      [
        rule('a', {
          all: [
            { fact: 'answers.day', op: 'above', value: '2028-02-28' },
            { fact: 'answers.day', op: 'below', value: '2028-02-29' },
          ],
        }),
      ],
      ['unreachable-rule /routing/rules/0 ← '],
    ],
    [
      'because the question it needs is hidden then',
      [size, { ...seats, showWhen: is('answers.size', 'large') }],
      [rule('a', { all: [is('answers.size', 'small'), { fact: 'answers.seats', op: 'atLeast', value: 5 }] })],
      ['unreachable-rule /routing/rules/0 ← '],
    ],
    [
      'because a required answer is never missing',
      [{ ...size, required: true }],
      [rule('a', not(known('answers.size')))],
      ['unreachable-rule /routing/rules/0 ← '],
    ],
    ['but an optional one can be', [size], [rule('a', not(known('answers.size')))], []],
    [
      'because an account’s owner means that it is known',
      [size],
      [rule('a', { all: [known('account.owner'), not(is('account.known', true))] })],
      ['unreachable-rule /routing/rules/0 ← '],
    ],
    [
      'because a lead with an owner came back',
      [size],
      [rule('a', is('lead.returning', true)), rule('b', known('lead.owner'))],
      ['unreachable-rule /routing/rules/1 ← a'],
    ],
    [
      'because a region lies in its country',
      [size],
      [rule('a', { all: [is('place.region', 'DE-BY'), is('place.country', 'FR')] })],
      ['unreachable-rule /routing/rules/0 ← '],
    ],
    [
      'because an answer is the fact that it fills',
      [{ ...seats, required: true, fills: 'company.employees' }],
      [rule('a', { fact: 'company.employees', op: 'above', value: 100 })],
      ['unreachable-rule /routing/rules/0 ← '],
    ],
    [
      'though enrichment may know what the visitor leaves out',
      [{ ...seats, fills: 'company.employees' }],
      [rule('a', { fact: 'company.employees', op: 'above', value: 100 })],
      [],
    ],
    [
      'because text that starts so also holds it',
      [size],
      [rule('a', { fact: 'email.domain', op: 'contains', value: 'acme' }), rule('b', { fact: 'email.domain', op: 'startsWith', value: 'acme.' })],
      ['unreachable-rule /routing/rules/1 ← a'],
    ],
    [
      'for an e-mail kind that no longer is left',
      [size],
      [rule('a', { fact: 'email.kind', op: 'in', value: ['free', 'disposable', 'role', 'work'] }), rule('b', known('email.kind'))],
      ['unreachable-rule /routing/rules/1 ← a'],
    ],
  ])('%s', (_, questions, rules, expected) => expect(found(document(questions, rules))).toEqual(expected))

  test('with a lead to see it with, and none where its own condition never holds', () => {
    const { findings } = report(document([size], [rule('a', always), rule('b', is('answers.size', 'small')), rule('c', { any: [] })]))
    expect(findings.map(({ witness }) => witness)).toEqual([{ facts: { form: 'f', 'answers.size': 'small' }, at: '2026-11-23T00:00:00.000Z' }, null])
  })

  test('by a score that cannot be had, and not by one that can', () => {
    const scoring = {
      criteria: [
        { id: 'c', label: 'C', when: is('answers.size', 'large'), points: 10 },
        { id: 'd', label: 'D', when: is('answers.size', 'small'), points: 5 },
      ],
    }
    const points = (value: number) => rule(`over${value}`, { fact: 'score.points', op: 'atLeast', value })
    expect(found(document([size], [points(15), points(10), points(5)], { scoring }))).toEqual(['unreachable-rule /routing/rules/0 ← '])
  })

  test('on one form, if another form still has leads for it', () => {
    const forms = [
      { id: 'f', questions: [size] },
      { id: 'g', questions: [seats] },
    ]
    const rules = [rule('a', is('form', 'f')), rule('b', known('answers.size')), rule('c', known('answers.seats'))]
    expect(found({ ...document([size], rules), forms })).toEqual(['unreachable-rule /routing/rules/1 ← a'])
  })
})

describe('what else no lead reaches is told', () => {
  test('a question that is never asked', () => {
    const never = { all: [is('answers.size', 'small'), is('answers.size', 'large')] }
    expect(found(document([size, { ...seats, showWhen: never }], []))).toEqual(['unreachable-question /forms/0/questions/1'])
  })
  test('a territory behind others', () => {
    const territories = [
      { id: 'dach', when: { fact: 'place.country', op: 'in', value: ['DE', 'AT', 'CH'] } },
      { id: 'germany', when: is('place.country', 'DE') },
    ]
    expect(found(document([size], [], { territories }))).toEqual(['unreachable-territory /territories/1'])
  })
  test('a grade between two sums that are possible, and two that start at the same', () => {
    const criteria = [{ id: 'c', label: 'C', when: is('answers.size', 'large'), points: 50 }]
    const grades = [
      { id: 'A', atLeast: 45 },
      { id: 'B', atLeast: 40 },
      { id: 'C', atLeast: 0 },
      { id: 'D', atLeast: 0 },
    ]
    expect(found(document([size], [], { scoring: { criteria, grades } }))).toEqual([
      'unreachable-grade /scoring/grades/1',
      'unreachable-grade /scoring/grades/3',
      'overlap /scoring/grades/3',
    ])
  })
})

describe('whether somebody takes every lead of a rule, at every hour', () => {
  const office = { ...ana, hours: { mon: [['09:00', '17:00']], tue: [['09:00', '17:00']] } }
  const withPool = (to: object[]) => document([size], [rule('a', always, to)], { pools: [{ id: 'p', members: [{ rep: 'ana' }] }] })
  const pool = { kind: 'pool', pool: 'p' }
  test.each<[what: string, reps: object[], to: object[], found: string[]]>([
    ['a rep without hours does', [ana], [pool], []],
    ['a rep with hours does not at night', [office], [pool], ['nobody /routing/rules/0', 'unstaffed /routing/rules/0/to/0']],
    ['a rep with hours does, if hours are set aside', [office], [{ ...pool, anyHour: true }], []],
    ['a queue does', [office], [pool, ...queue], ['unstaffed /routing/rules/0/to/0']],
    ['a disqualification does', [office], [{ kind: 'disqualify', reason: 'x' }, pool], []],
    ['a rep who is full counts: tomorrow they are not', [{ ...ana, capacity: { perDay: 0 } }], [pool], []],
    [
      'a rep on time off does not, whatever the hour',
      [{ ...ana, timeOff: [{ from: '2026-11-25', to: '2026-11-25' }] }],
      [{ ...pool, anyHour: true }],
      ['nobody /routing/rules/0', 'unstaffed /routing/rules/0/to/0'],
    ],
    [
      'an inactive rep never does',
      [{ ...ana, active: false }],
      [pool],
      ['nobody /routing/rules/0', 'unstaffed /routing/rules/0/to/0', 'inactive-rep /pools/0/members/0'],
    ],
    ['an owner does not take leads without one', [ana], [{ kind: 'owner' }], ['nobody /routing/rules/0']],
    [
      'a rep who matches only some leads does not take the others',
      [{ ...ana, attributes: { sizes: ['small', 'middle'] } }],
      [{ ...pool, match: [{ attribute: 'sizes', has: 'answers.size' }] }],
      ['nobody /routing/rules/0'],
    ],
    [
      'a match that no member can meet is told',
      [ana],
      [{ ...pool, match: [{ attribute: 'sizes', has: 'answers.size' }] }, pool],
      ['never-matches /routing/rules/0/to/0'],
    ],
  ])('%s', (_, reps, to, expected) => expect(found(withPool(to), reps)).toEqual(expected))

  test('of leads that no rule takes, too', () => {
    const playbook = { ...document([size], []), routing: { rules: [], otherwise: [] } }
    expect(found(playbook)).toEqual(['nobody /routing/otherwise'])
  })
  test('with the lead and the instant: here an owner who left, in the hour before work', () => {
    const [nobody] = report(withPool([pool]), [office], { from: new Date('2026-11-23T08:30:00Z'), to: new Date('2026-11-24T08:30:00Z') }).findings
    expect(nobody).toMatchObject({ kind: 'nobody', witness: { facts: { form: 'f' }, at: '2026-11-23T16:00:00.000Z' } })
  })
  test('also in the hour that the clocks skip or show twice', () => {
    const nights = {
      ...ana,
      hours: {
        sat: [['00:00', '24:00']],
        sun: [
          ['00:00', '02:00'],
          ['03:00', '24:00'],
        ],
      },
    }
    const span = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) })
    expect(report(withPool([pool]), [nights], span('2026-03-28T00:00:00Z', '2026-03-29T20:00:00Z')).findings).toEqual([])
    expect(report(withPool([pool]), [nights], span('2026-10-24T00:00:00Z', '2026-10-25T20:00:00Z')).findings[0]?.message).toContain('2026-10-25T00:00')
  })
})

test('the demo playbook is proven, without a problem', () => {
  const read = (name: string) => JSON.parse(readFileSync(new URL(`../../../demo/${name}`, import.meta.url), 'utf8'))
  const { proven, left, errors, findings } = checkDocuments(read('playbook.json'), read('roster.json'), monday)
  expect([proven, left, errors, findings.filter(({ severity }) => severity === 'problem')]).toEqual([true, [], [], []])
})
