import { routeLead } from '@baton/shared/routing'
import { describe, expect, test } from 'vitest'
import { aPlaybook } from '../support/examples.ts'

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
