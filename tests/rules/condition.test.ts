import { type Comparison, type Facts, type FactValue, holds, isIsoDate, type Operator } from '@baton/shared/condition'
import { describe, expect, test } from 'vitest'

type Row = [fact: FactValue, op: Operator, value: FactValue | undefined, holds: boolean]

const table: Record<string, Row[]> = {
  'is compares single values of the same type': [
    ['de', 'is', 'de', true],
    ['de', 'is', 'fr', false],
    [5, 'is', 5, true],
    [5, 'is', '5', false],
    ['true', 'is', true, false],
    [true, 'is', true, true],
    [false, 'is', true, false],
    [false, 'is', false, true],
    [0, 'is', false, false],
    ['de', 'is', ['de'], false],
    [['de'], 'is', 'de', false],
    [['de'], 'is', ['de'], false],
  ],
  'in looks a single value up in a list': [
    ['de', 'in', ['fr', 'de'], true],
    ['it', 'in', ['fr', 'de'], false],
    [2, 'in', [1, 2], true],
    ['2', 'in', [1, 2], false],
    ['de', 'in', [], false],
    ['de', 'in', 'de', false],
    [['de'], 'in', ['de'], false],
  ],
  'atLeast, atMost, above and below order numbers': [
    [5, 'atLeast', 5, true],
    [4.99, 'atLeast', 5, false],
    [5, 'atMost', 5, true],
    [5.01, 'atMost', 5, false],
    [5, 'above', 5, false],
    [6, 'above', 5, true],
    [5, 'below', 5, false],
    [-6, 'below', -5, true],
    ['10', 'above', 9, false],
    [10, 'above', '9', false],
    [true, 'atLeast', true, false],
    [[5], 'atLeast', 5, false],
    [5, 'atLeast', [5], false],
  ],
  'atLeast and kin order ISO dates, a day being its midnight UTC': [
    ['2026-11-23', 'atLeast', '2026-11-23', true],
    ['2026-11-22', 'atLeast', '2026-11-23', false],
    ['2026-11-23T00:00:00Z', 'above', '2026-11-23', false],
    ['2026-11-23T01:00:00+02:00', 'below', '2026-11-23', true],
    ['2026-11-23T00:30:00.500Z', 'above', '2026-11-23T00:30:00Z', true],
    [' 2026-11-23 ', 'atMost', '2026-11-23', true],
    ['2026-11-23T10:00', 'atLeast', '2026-11-23T10:00Z', true],
    ['2026-11-23T10:00', 'atMost', '2026-11-23T10:00Z', true],
    ['soon', 'below', '2026-11-23', false],
    ['2026-11-23', 'above', 'before', false],
    ['9', 'above', '10', false],
    ['2026-13-01', 'above', '2026-01-01', false],
    ['2026-02-30', 'above', '2026-01-01', false],
    ['on 2026-11-23', 'above', '2026-01-01', false],
    ['2026-11-23 or so', 'above', '2026-01-01', false],
    ['2026-11-23', 'above', 5, false],
    [5, 'below', '2026-11-23', false],
  ],
  'includes, includesAny and includesAll want a list of facts': [
    [['a', 'b'], 'includes', 'b', true],
    [['a', 'b'], 'includes', 'c', false],
    [['a', 'b'], 'includes', ['b'], false],
    ['b', 'includes', 'b', false],
    [['a', 'b'], 'includesAny', ['c', 'b'], true],
    [['a', 'b'], 'includesAny', ['c'], false],
    [['a', 'b'], 'includesAny', [], false],
    [['a', 'b'], 'includesAny', 'b', false],
    ['b', 'includesAny', ['b'], false],
    [['a', 'b'], 'includesAll', ['b', 'a'], true],
    [['a', 'b'], 'includesAll', ['a', 'c'], false],
    [['a', 'b'], 'includesAll', [], true],
    [['a'], 'includesAll', 'a', false],
    [[1, 2], 'includes', 2, true],
    [[1, 2], 'includes', '2', false],
  ],
  'contains, startsWith and endsWith want text on both sides': [
    ['/pricing/teams', 'contains', 'pricing', true],
    ['/pricing/teams', 'contains', 'docs', false],
    ['/pricing/teams', 'startsWith', '/pricing', true],
    ['/pricing/teams', 'startsWith', 'pricing', false],
    ['/pricing/teams', 'endsWith', 'teams', true],
    ['/pricing/teams', 'endsWith', '/pricing', false],
    [['pricing'], 'contains', 'pricing', false],
    [55, 'contains', '5', false],
    ['55', 'contains', 5, false],
    ['a', 'contains', ['a'], false],
  ],
  'text compares after trimming, NFC and lower case': [
    [' Zürich ', 'is', 'zu\u0308RICH', true],
    ['CAFE\u0301', 'in', ['café'], true],
    [['DE '], 'includes', 'de', true],
    [['É'], 'includesAll', ['e\u0301 '], true],
    ['Example.COM', 'endsWith', '.com ', true],
    ['STRASSE', 'is', 'straße', false],
    ['a  b', 'is', 'a b', false],
  ],
  'known asks only whether there is a fact': [
    ['', 'known', undefined, true],
    [0, 'known', undefined, true],
    [false, 'known', undefined, true],
    [[], 'known', undefined, true],
  ],
  'a comparison without a value is false': [
    ['a', 'is', undefined, false],
    [['a'], 'includes', undefined, false],
    ['a', 'contains', undefined, false],
    [1, 'atLeast', undefined, false],
  ],
}

for (const [promise, rows] of Object.entries(table)) {
  describe(promise, () => {
    test.each(rows)('%j %s %j → %s', (fact, op, value, expected) => {
      const comparison: Comparison = { fact: 'x', op, value }
      expect(holds(comparison, { x: fact })).toBe(expected)
      expect(holds({ not: comparison }, { x: fact })).toBe(!expected)
    })
  })
}

const operators: Operator[] = [
  'is',
  'in',
  'atLeast',
  'atMost',
  'above',
  'below',
  'includes',
  'includesAny',
  'includesAll',
  'contains',
  'startsWith',
  'endsWith',
  'known',
]

describe('a comparison with an unknown fact is false, and not negates that', () => {
  test.each(operators)('%s', op => {
    for (const value of ['', 0, false, [], 'undefined', undefined] as (FactValue | undefined)[]) {
      expect(holds({ fact: 'answers.seats', op, value }, {})).toBe(false)
      expect(holds({ not: { fact: 'answers.seats', op, value } }, {})).toBe(true)
    }
  })
})

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('no fact is known that only Object.prototype has: %s', fact => {
  expect(holds({ fact, op: 'known' }, {})).toBe(false)
})

const yes: Comparison = { fact: 'x', op: 'is', value: 1 }
const no: Comparison = { fact: 'x', op: 'is', value: 2 }
const facts: Facts = { x: 1 }

test('an empty all is true and an empty any is false', () => {
  expect(holds({ all: [] }, facts)).toBe(true)
  expect(holds({ any: [] }, facts)).toBe(false)
  expect(holds({ not: { all: [] } }, facts)).toBe(false)
})

test('all wants every part, any wants one, not turns one round, at any depth', () => {
  expect(holds({ all: [yes, yes] }, facts)).toBe(true)
  expect(holds({ all: [yes, no] }, facts)).toBe(false)
  expect(holds({ any: [no, yes] }, facts)).toBe(true)
  expect(holds({ any: [no, no] }, facts)).toBe(false)
  expect(holds({ not: { any: [no, { all: [yes, { not: yes }] }] } }, facts)).toBe(true)
})

test.each([
  ['2026-11-23', true],
  ['2026-11-23T10:00+01:00', true],
  ['2026-02-30', false],
  ['2026-11-23T25:00Z', false],
  ['tomorrow', false],
])('%s is an ISO date: %s', (text, expected) => expect(isIsoDate(text)).toBe(expected))
