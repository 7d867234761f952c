import { type DecisionInputs, decideHandoff } from '@baton/shared/decide'
import type { Destination } from '@baton/shared/playbook'
import { noCredits } from '@baton/shared/rotation'
import { candidatesOf, poolsOf, routeLead } from '@baton/shared/routing'
import { describe, expect, test } from 'vitest'
import { aPlaybook, aPool, aRep, aRoster, monday } from '../support/examples.ts'

const full = { ana: { today: 9, open: 9 } }
const roster = aRoster(aRep('ana', { capacity: { perDay: 5 } }), aRep('ben'), aRep('cleo'), aRep('dan', { hours: {} }))
const pools = [aPool('sales', 'ana', 'ben'), aPool('night', 'dan')]
const queues = [{ id: 'overflow', label: 'Overflow', pools: ['sales'] }]

function decide(to: Destination[], more: Partial<DecisionInputs> = {}) {
  const playbook = aPlaybook({ pools, queues, routing: { otherwise: to } })
  return decideHandoff({ playbook, roster, facts: {}, credits: {}, loads: {}, now: monday, ...more })
}
const verdicts = (decision: ReturnType<typeof decide>) => decision.candidates.map(({ rep, verdict }) => `${rep}: ${verdict.kind}`)

const rep = (name: string, more = {}): Destination => ({ kind: 'rep', rep: name, ...more })
const pool = (name: string, more = {}): Destination => ({ kind: 'pool', pool: name, ...more })
const owner: Destination = { kind: 'owner' }
const queue: Destination = { kind: 'queue', queue: 'overflow' }

describe('destinations are tried in order until one takes the lead', () => {
  test('the first that can', () => expect(decide([rep('ben'), rep('cleo')])).toMatchObject({ outcome: 'assigned', rep: 'ben', by: 'rep', destination: 0 }))
  test('the next when the first is at capacity', () => {
    const decision = decide([rep('ana'), rep('cleo')], { loads: full })
    expect(decision).toMatchObject({ rep: 'cleo', destination: 1, destinationKind: 'rep' })
    expect(verdicts(decision)).toEqual(['ana: day-full', 'cleo: taken'])
  })
  test('a pool of which nobody can passes it on', () =>
    expect(decide([pool('night'), queue])).toMatchObject({ outcome: 'queued', queue: 'overflow', destination: 1 }))
  test('a pool or a rep that does not exist takes nothing', () =>
    expect(decide([pool('gone'), rep('gone'), rep('ben')])).toMatchObject({ rep: 'ben', destination: 2 }))
  test('a queue takes every lead', () => expect(decide([queue, rep('ben')])).toMatchObject({ outcome: 'queued', queue: 'overflow' }))
  test('disqualify takes every lead, with its reason', () => {
    const decision = decide([{ kind: 'disqualify', reason: 'student', redirectUrl: 'https://example.com/learn' }, rep('ben')])
    expect(decision).toMatchObject({ outcome: 'disqualified', reason: 'student', redirectUrl: 'https://example.com/learn', candidates: [], credit: null })
    expect(decide([{ kind: 'disqualify', reason: 'student' }])).toMatchObject({ redirectUrl: null })
  })
  test('a list that runs out ends in the queue “unassigned”', () => {
    expect(decide([rep('dan')])).toMatchObject({ outcome: 'queued', queue: 'unassigned', destination: null, destinationKind: null })
    expect(decide([])).toMatchObject({ outcome: 'queued', queue: 'unassigned' })
  })
})

describe('the owner of a lead', () => {
  const facts = { 'lead.owner': 'ana', 'account.owner': 'ben', 'colleague.owner': 'cleo' }
  test('is the lead’s own rep first', () => expect(decide([owner], { facts })).toMatchObject({ rep: 'ana', by: 'owner', credit: null }))
  test('is the account’s when that rep cannot, then a colleague’s', () => {
    expect(decide([owner], { facts, loads: full })).toMatchObject({ rep: 'ben' })
    const decision = decide([owner], { facts: { ...facts, 'account.owner': 'dan' }, loads: full })
    expect(verdicts(decision)).toEqual(['ana: day-full', 'dan: off-hours', 'cleo: taken'])
  })
  test('is nobody when nobody is known', () => expect(decide([owner, queue])).toMatchObject({ queue: 'overflow', candidates: [] }))
  test('who has left the roster is passed over', () => expect(decide([owner, queue], { facts: { 'lead.owner': 'gone' } })).toMatchObject({ queue: 'overflow' }))
  test('is looked at once when two facts name the same', () =>
    expect(verdicts(decide([owner, queue], { facts: { 'lead.owner': 'dan', 'account.owner': 'dan' } }))).toEqual(['dan: off-hours']))
})

describe('a pool gives the lead to whose turn it is', () => {
  test('and the turn is on its ledger', () => {
    const first = decide([pool('sales')])
    expect(first).toMatchObject({ rep: 'ana', by: 'turn', credit: { pool: 'sales', before: noCredits, moves: { ana: '-1', ben: '1' } } })
    expect(verdicts(first)).toEqual(['ana: taken', 'ben: not-their-turn'])
    const second = decide([pool('sales')], { credits: { sales: first.credit?.after ?? noCredits } })
    expect(second).toMatchObject({ rep: 'ben', credit: { after: { balances: { ana: '0', ben: '0' } } } })
  })
  test('a member who cannot take it earns and owes nothing', () =>
    expect(decide([pool('sales')], { loads: full })).toMatchObject({ rep: 'ben', credit: { moves: { ben: '0' } } }))
  test('the credits of another pool are not touched', () => expect(decide([pool('night', { anyHour: true })]).credit?.pool).toBe('night'))
  test('a pool written in another case is the same pool, with the same ledger', () => {
    const credits = { sales: { unit: '2', balances: { ana: '-1', ben: '1' } } }
    expect(decide([pool(' SALES')], { credits })).toMatchObject({ rep: 'ben', credit: { pool: 'sales' } })
  })
})

describe('a returning lead stays with its rep', () => {
  const facts = { 'lead.owner': 'ben' }
  test('when they are an eligible member of the pool reached, and no credits move', () =>
    expect(decide([pool('sales')], { facts })).toMatchObject({ rep: 'ben', by: 'sticky', credit: null }))
  test('not when they cannot take it', () =>
    expect(decide([pool('sales')], { facts: { 'lead.owner': 'ana' }, loads: full })).toMatchObject({ rep: 'ben', by: 'turn' }))
  test('not when they do not match', () => {
    const match = [{ attribute: 'languages', has: 'locale' }]
    const speaking = aRoster(aRep('ana', { attributes: { languages: ['de'] } }), aRep('ben', { attributes: { languages: ['en'] } }))
    expect(decide([pool('sales', { match })], { facts: { ...facts, locale: 'de' }, roster: speaking })).toMatchObject({ rep: 'ana', by: 'turn' })
  })
  test.each([
    ['another pool', pool('night', { anyHour: true }), { rep: 'dan' }],
    ['a queue', queue, { outcome: 'queued' }],
    ['a disqualification', { kind: 'disqualify', reason: 'x' } as Destination, { outcome: 'disqualified' }],
  ])('never over %s', (_, destination, expected) => expect(decide([destination, pool('sales')], { facts })).toMatchObject(expected))
})

describe('match takes only members whose attribute has the lead’s value', () => {
  const speaking = aRoster(
    aRep('ana', { attributes: { languages: ['DE', 'en'], tier: 'gold', seats: 5, remote: true } }),
    aRep('ben', { attributes: { languages: ['fr'] } }),
  )
  test.each([
    ['a value in the rep’s list', 'languages', 'de', 'ana'],
    ['a single value equal to the rep’s', 'tier', ' Gold', 'ana'],
    ['a list that shares a value', 'languages', ['it', 'FR'], 'ben'],
    ['a number', 'seats', 5, 'ana'],
    ['a truth', 'remote', true, 'ana'],
    ['a value nobody has', 'languages', 'it', null],
    ['a number against text', 'seats', '5', null],
    ['an attribute nobody has', 'products', 'x', null],
    ['an attribute called like a method', 'constructor', 'x', null],
  ])('%s', (_, attribute, value, expected) => {
    const decision = decide([pool('sales', { match: [{ attribute, has: 'answers.x' }] })], { roster: speaking, facts: { 'answers.x': value } })
    expect(decision).toMatchObject(expected ? { outcome: 'assigned', rep: expected } : { outcome: 'queued', queue: 'unassigned' })
  })
  test('an unknown fact matches nobody', () =>
    expect(verdicts(decide([pool('sales', { match: [{ attribute: 'languages', has: 'answers.x' }] })], { roster: speaking }))).toEqual([
      'ana: no-match',
      'ben: no-match',
    ]))
  test('all entries must hold', () => {
    const match = [
      { attribute: 'languages', has: 'locale' },
      { attribute: 'tier', has: 'account.tier' },
    ]
    const facts = { locale: 'en', 'account.tier': 'silver' }
    expect(decide([pool('sales', { match })], { roster: speaking, facts }).candidates[0]?.verdict).toEqual({ kind: 'no-match', attribute: 'tier' })
  })
})

test('nobody is assigned outside their hours unless the destination says anyHour', () => {
  for (const destination of [rep('dan'), pool('night')]) {
    expect(decide([destination])).toMatchObject({ outcome: 'queued' })
    expect(decide([{ ...destination, anyHour: true } as Destination])).toMatchObject({ rep: 'dan' })
  }
  expect(decide([{ kind: 'owner', anyHour: true }], { facts: { 'lead.owner': 'dan' } })).toMatchObject({ rep: 'dan', by: 'owner' })
})

test('the same inputs give the same decision, byte for byte, and are not changed', () => {
  const inputs: DecisionInputs = {
    playbook: aPlaybook({ pools, queues, routing: { otherwise: [owner, pool('sales'), queue] } }),
    roster,
    facts: { 'lead.owner': 'dan', locale: 'de' },
    credits: { sales: { unit: '6', balances: { ana: '-3', ben: '3' } } },
    loads: full,
    now: monday,
  }
  const before = JSON.stringify(inputs)
  const decision = JSON.stringify(decideHandoff(inputs))
  expect(JSON.stringify(decideHandoff(JSON.parse(before, (key, value) => (key === 'now' ? new Date(value) : value))))).toBe(decision)
  expect(JSON.stringify(inputs)).toBe(before)
})

describe('what has to be known before a lead is decided', () => {
  const playbook = aPlaybook({ pools, routing: { otherwise: [owner, rep('cleo'), pool('SALES'), pool('sales'), queue] } })
  const routing = routeLead(playbook, { 'lead.owner': 'eve', 'colleague.owner': 'dan' })
  test('the pools whose turn it may take, each once', () => expect(poolsOf(routing)).toEqual(['sales']))
  test('the reps it may be given to, each once', () => expect(candidatesOf(playbook, routing)).toEqual(['eve', 'dan', 'cleo', 'ana', 'ben']))
})
