import type { Facts } from '@baton/shared/condition'
import { type Grade, type ScoringModel, scoreLead } from '@baton/shared/scoring'
import { findTerritory } from '@baton/shared/territory'
import { describe, expect, test } from 'vitest'

const model: ScoringModel = {
  criteria: [
    { id: 'big', label: '200+ people', when: { fact: 'company.employees', op: 'atLeast', value: 200 }, points: 30 },
    { id: 'soon', label: 'Buys this quarter', when: { fact: 'answers.timeline', op: 'is', value: 'now' }, points: 45 },
    { id: 'student', label: 'Studies', when: { fact: 'answers.role', op: 'is', value: 'student' }, points: -100 },
    { id: 'rest', label: 'Wrote to us', when: { all: [] }, points: 0 },
  ],
  grades: [],
}
const graded = (points: number, grades: Grade[]) => scoreLead({ criteria: [{ id: 'c', label: 'c', when: { all: [] }, points }], grades }, {}).grade

test('points of every criterion that holds add up, with a reason for each, in the order written', () => {
  const facts: Facts = { 'answers.timeline': 'now', 'company.employees': 200 }
  expect(scoreLead(model, facts)).toEqual({
    points: 75,
    grade: null,
    reasons: [
      { criterion: 'big', label: '200+ people', points: 30 },
      { criterion: 'soon', label: 'Buys this quarter', points: 45 },
      { criterion: 'rest', label: 'Wrote to us', points: 0 },
    ],
  })
})

test('unknown answers score 0', () => expect(scoreLead(model, {}).points).toBe(0))
test('points may go below zero', () => expect(scoreLead(model, { 'answers.role': 'student' }).points).toBe(-100))

describe('the grade is the highest threshold reached, whatever the order', () => {
  const inOrder = [
    { id: 'A', atLeast: 70 },
    { id: 'B', atLeast: 40 },
    { id: 'C', atLeast: -1000 },
  ]
  const shuffled = [inOrder[1], inOrder[2], inOrder[0]] as Grade[]
  test.each([
    [100, 'A'],
    [70, 'A'],
    [69.5, 'B'],
    [40, 'B'],
    [39, 'C'],
    [-1000, 'C'],
    [-1001, null],
  ])('%d points → %s', (points, grade) => {
    expect(graded(points, inOrder)).toBe(grade)
    expect(graded(points, shuffled)).toBe(grade)
  })
})

describe('the territory is the first whose condition holds', () => {
  const territories = [
    { id: 'dach', when: { fact: 'place.country', op: 'in' as const, value: ['DE', 'AT', 'CH'] } },
    { id: 'europe', when: { fact: 'place.country', op: 'in' as const, value: ['FR', 'DE'] } },
  ]
  test.each([
    ['DE', 'dach'],
    ['fr', 'europe'],
    ['US', undefined],
  ])('%s → %s', (country, id) => expect(findTerritory(territories, { 'place.country': country })?.id).toBe(id))
  test('somebody nobody can place is in none', () => expect(findTerritory(territories, {})).toBeNull())
})
