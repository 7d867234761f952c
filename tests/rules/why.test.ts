import type { Decision } from '@baton/shared/decide'
import { decideHandoff } from '@baton/shared/decide'
import type { Hindrance } from '@baton/shared/eligibility'
import type { Destination } from '@baton/shared/playbook'
import { explainDecision, explainVerdict } from '@baton/shared/why'
import { describe, expect, test } from 'vitest'
import { aPlaybook, aPool, aRep, aRoster, monday } from '../support/examples.ts'

const roster = aRoster(aRep('ana', { capacity: { perDay: 1 } }), aRep('james'), aRep('dan', { hours: {} }))
const playbook = (to: Destination[]) =>
  aPlaybook({
    territories: [{ id: 'dach', label: 'DACH', when: { fact: 'place.country', op: 'is', value: 'DE' } }],
    scoring: {
      criteria: [
        { id: 'big', label: '200+ people', when: { all: [] }, points: 30 },
        { id: 'free', label: 'Free mail', when: { all: [] }, points: -5 },
      ],
      grades: [{ id: 'B', atLeast: 0 }],
    },
    pools: [{ ...aPool('sales', 'ana', 'james'), label: 'Sales' }],
    queues: [{ id: 'overflow', label: 'Overflow' }],
    routing: { rules: [{ id: 'all', label: 'Everybody', when: { all: [] }, to }], otherwise: [] },
  })

function explain(to: Destination[], facts: Decision['facts'] = {}): string[] {
  const book = playbook(to)
  const decision = decideHandoff({ playbook: book, roster, facts, credits: {}, loads: { ana: { today: 1, open: 1 } }, now: monday })
  return explainDecision(decision, book, roster)
}

test('a decision says the rule, the territory, the score, who was passed over and why, and who has it', () => {
  expect(explain([{ kind: 'owner' }, { kind: 'pool', pool: 'sales' }], { 'place.country': 'DE', 'account.owner': 'dan' })).toEqual([
    'Rule “Everybody” applied.',
    'Territory: DACH.',
    'Grade B, 25 points: 200+ people (+30), Free mail (−5).',
    'Dan is outside working hours.',
    'Ana already has 1 lead today, the most for a day.',
    'It was James’ turn in “Sales”.',
  ])
})

describe('the last sentence says what became of the lead', () => {
  test.each<[Destination[], Decision['facts'], string]>([
    [[{ kind: 'rep', rep: 'james' }], {}, 'The rule names James.'],
    [[{ kind: 'owner' }], { 'account.owner': 'james' }, 'James already looks after this company.'],
    [[{ kind: 'owner' }], { 'lead.owner': 'james' }, 'James already looks after this lead.'],
    [[{ kind: 'owner' }], { 'colleague.owner': 'James' }, 'James already looks after a colleague of theirs.'],
    [[{ kind: 'pool', pool: 'sales' }], { 'lead.owner': 'james' }, 'James has this lead already, so they keep it.'],
    [[{ kind: 'queue', queue: 'overflow' }], {}, 'Waits in the queue “Overflow”.'],
    [[{ kind: 'disqualify', reason: 'student' }], {}, 'Disqualified: student.'],
    [[{ kind: 'rep', rep: 'dan' }], {}, 'The list ran out: the lead waits as unassigned.'],
  ])('%j', (to, facts, sentence) => expect(explain(to, facts).at(-1)).toBe(sentence))
})

describe('ownership, territory, specialisation, deal size, availability and capacity are each told, in this order', () => {
  const team = aRoster(
    aRep('ana', { attributes: { languages: ['de'] }, capacity: { perDay: 1 } }),
    aRep('ben', { attributes: { languages: ['de'] } }),
    aRep('cleo', { attributes: { languages: ['fr'] } }),
    aRep('dan', { attributes: { languages: ['de'] }, hours: {} }),
    aRep('eve', { attributes: { languages: ['de'] }, timeOff: [{ from: '2026-11-20', to: '2026-11-27' }] }),
  )
  const book = aPlaybook({
    forms: [
      {
        id: 'demo-request',
        questions: [
          { id: 'size', kind: 'choice', label: 'How large is the company?', options: [{ id: 'l', label: 'More than 200' }] },
          { id: 'language', kind: 'choice', label: 'Language', options: [{ id: 'de', label: 'German' }] },
          { id: 'seats', kind: 'number', label: 'Seats' },
        ],
      },
    ],
    territories: [{ id: 'dach', label: 'DACH', when: { fact: 'place.country', op: 'is', value: 'DE' } }],
    pools: [{ ...aPool('sales', 'ana', 'ben', 'cleo', 'dan'), label: 'Sales' }],
    routing: {
      rules: [
        {
          id: 'large',
          label: 'Large deals',
          when: {
            all: [
              { fact: 'answers.size', op: 'in', value: ['L'] },
              { any: [{ fact: 'answers.seats', op: 'atLeast', value: 100 }] },
              { fact: 'territory', op: 'is', value: 'dach' },
              { fact: 'account.owner', op: 'known' },
              { not: { fact: 'lead.owner', op: 'known' } },
            ],
          },
          to: [{ kind: 'owner' }, { kind: 'pool', pool: 'sales', match: [{ attribute: 'languages', has: 'answers.language' }] }],
        },
      ],
      otherwise: [],
    },
  })
  test('sentence by sentence', () => {
    const facts = { 'answers.size': 'l', 'answers.seats': 500, 'answers.language': 'de', 'place.country': 'DE', 'account.owner': 'eve' }
    const decision = decideHandoff({ playbook: book, roster: team, facts, credits: {}, loads: { ana: { today: 1, open: 1 } }, now: monday })
    expect(explainDecision(decision, book, team)).toEqual([
      'Rule “Large deals” applied.',
      'It rests on How large is the company? “More than 200”; Seats: 500; territory: “DACH”; the account’s owner: Eve; the lead’s owner: not known.',
      'Territory: DACH.',
      '0 points.',
      'Eve is away until 2026-11-27.',
      'Ana already has 1 lead today, the most for a day.',
      'Cleo does not match on languages.',
      'Dan is outside working hours.',
      'Only a rep with languages “German” could take it here.',
      'It was Ben’s turn in “Sales”.',
    ])
  })
})

test('somebody hindered at two destinations is mentioned once', () => {
  const sentences = explain([{ kind: 'rep', rep: 'dan' }, { kind: 'owner' }, { kind: 'rep', rep: 'james' }], { 'account.owner': 'dan' })
  expect(sentences.filter(sentence => sentence.startsWith('Dan'))).toHaveLength(1)
})

test('several with the same hindrance share a sentence, and who has the lead after all was not passed over', () => {
  const off = aRoster(aRep('ana', { hours: {} }), aRep('james', { hours: {} }), aRep('dan', { hours: {} }))
  const book = aPlaybook({
    pools: [aPool('sales', 'ana', 'james', 'dan')],
    routing: {
      rules: [],
      otherwise: [
        { kind: 'pool', pool: 'sales' },
        { kind: 'pool', pool: 'sales', anyHour: true },
      ],
    },
  })
  const decision = decideHandoff({ playbook: book, roster: off, facts: {}, credits: {}, loads: {}, now: monday })
  expect(explainDecision(decision, book, off).slice(2)).toEqual([
    'James and Dan are outside working hours.',
    'It was Ana’s turn in “sales”, which takes leads at any hour here.',
  ])
})

describe('every hindrance can be said in words', () => {
  test.each<[Hindrance, string]>([
    [{ kind: 'unknown-rep' }, '“Ana” is not on the roster.'],
    [{ kind: 'inactive' }, 'Ana is not active.'],
    [{ kind: 'time-off', until: '2026-12-24', label: null }, 'Ana is away until 2026-12-24.'],
    [{ kind: 'time-off', until: '2026-12-24', label: 'Skiing' }, 'Ana is away until 2026-12-24 (Skiing).'],
    [{ kind: 'holiday', label: 'New Year' }, 'Ana has a holiday: New Year.'],
    [{ kind: 'off-hours', opensAt: '2026-11-24T08:00:00.000Z' }, 'Ana is outside working hours until 2026-11-24 08:00 UTC.'],
    [{ kind: 'off-hours', opensAt: null }, 'Ana is outside working hours.'],
    [{ kind: 'day-full', perDay: 8 }, 'Ana already has 8 leads today, the most for a day.'],
    [{ kind: 'open-full', open: 1 }, 'Ana already has 1 open lead, the most at once.'],
  ])('%j', (hindrance, sentence) => expect(explainVerdict('Ana', hindrance)).toBe(sentence))
  test('nor is a miss or a wait left without words', () => {
    expect(explainVerdict('Ana', { kind: 'no-match', attribute: 'languages' })).toBe('Ana does not match on languages.')
    expect(explainVerdict('Ana', { kind: 'not-their-turn' })).toBe('It was not Ana’s turn.')
  })
})
