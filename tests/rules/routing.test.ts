import { candidatesOf, poolsOf, routeLead } from '@baton/shared/routing'
import { describe, expect, test } from 'vitest'
import { aPlaybook, aPool } from '../support/examples.ts'

const to = (name: string) => [{ kind: 'rep' as const, rep: name }]
const playbook = aPlaybook({
  territories: [{ id: 'dach', label: 'DACH', when: { fact: 'place.country', op: 'in', value: ['DE', 'AT', 'CH'] } }],
  scoring: {
    criteria: [
      { id: 'local', label: 'Near us', when: { fact: 'territory', op: 'is', value: 'dach' }, points: 50 },
      { id: 'big', label: 'Big', when: { fact: 'company.employees', op: 'atLeast', value: 200 }, points: 30 },
    ],
    grades: [
      { id: 'A', atLeast: 80 },
      { id: 'B', atLeast: 50 },
    ],
  },
  routing: {
    rules: [
      { id: 'best', label: 'Best leads', when: { fact: 'score.grade', op: 'is', value: 'a' }, to: to('ana') },
      { id: 'near', when: { fact: 'territory', op: 'known' }, to: to('ben') },
      {
        id: 'ungraded',
        label: 'No grade',
        when: { all: [{ not: { fact: 'score.grade', op: 'known' } }, { fact: 'score.points', op: 'above', value: 0 }] },
        to: to('cleo'),
      },
    ],
    otherwise: to('dan'),
  },
})

describe('facts → territory → score → the first rule that holds', () => {
  test.each([
    ['DE', 500, 'best', 'Best leads', 'ana', 'dach', 80],
    ['DE', 5, 'near', 'near', 'ben', 'dach', 50],
    ['US', 500, 'ungraded', 'No grade', 'cleo', undefined, 30],
    ['US', 5, 'otherwise', null, 'dan', undefined, 0],
  ])('%s with %d people: rule %s', (country, employees, rule, ruleLabel, rep, territory, points) => {
    const routing = routeLead(playbook, { 'place.country': country, 'company.employees': employees })
    expect(routing).toMatchObject({ rule, ruleLabel, destinations: to(rep), score: { points } })
    expect(routing.territory?.id).toBe(territory)
    expect(routing.facts).toMatchObject({ 'score.points': points, ...(territory && { territory }) })
  })
})

test('a lead below every grade has no grade to ask about', () => {
  expect(routeLead(playbook, {}).facts).not.toHaveProperty(['score.grade'])
})

test('the facts given are not changed', () => {
  const facts = Object.freeze({ 'place.country': 'DE' })
  expect(routeLead(playbook, facts).facts).not.toBe(facts)
})

test('a territory is shown by its label, else by its id', () => {
  const always = { all: [] }
  const shown = (territory: { id: string; label?: string }) => routeLead(aPlaybook({ territories: [{ ...territory, when: always }] }), {}).territory
  expect(shown({ id: 'dach', label: 'DACH' })).toEqual({ id: 'dach', label: 'DACH' })
  expect(shown({ id: 'dach' })).toEqual({ id: 'dach', label: 'dach' })
})

describe('a rule’s list', () => {
  const listed = aPlaybook({
    pools: [aPool('Sales', 'ana', 'ben'), aPool('Other', 'zoe')],
    queues: [{ id: 'Empty' }, { id: 'Overflow' }],
    routing: {
      otherwise: [
        { kind: 'owner' },
        { kind: 'pool', pool: ' sales', anyHour: true },
        { kind: 'rep', rep: 'cleo' },
        { kind: 'pool', pool: 'unheard-of' },
        { kind: 'pool', pool: 'SALES' },
        { kind: 'queue', queue: 'OVERFLOW' },
        { kind: 'queue', queue: 'unheard-of' },
        { kind: 'disqualify', reason: 'student' },
      ],
    },
  })

  test('names pools and queues in their own spelling, however the rule spells them', () => {
    expect(routeLead(listed, {}).destinations).toEqual([
      { kind: 'owner' },
      { kind: 'pool', pool: 'Sales', anyHour: true },
      { kind: 'rep', rep: 'cleo' },
      { kind: 'pool', pool: 'unheard-of' },
      { kind: 'pool', pool: 'Sales' },
      { kind: 'queue', queue: 'Overflow' },
      { kind: 'queue', queue: 'unheard-of' },
      { kind: 'disqualify', reason: 'student' },
    ])
  })

  test('says whose turn may be taken, and who may get the lead, each once', () => {
    const owned = routeLead(listed, { 'lead.owner': 'dan', 'account.owner': 'eve', 'colleague.owner': 'ana', 'account.known': true })
    expect(poolsOf(owned)).toEqual(['Sales', 'unheard-of'])
    expect(candidatesOf(listed, owned)).toEqual(['dan', 'eve', 'ana', 'ben', 'cleo'])
    expect(candidatesOf(listed, routeLead(listed, {}))).toEqual(['ana', 'ben', 'cleo'])
  })
})
