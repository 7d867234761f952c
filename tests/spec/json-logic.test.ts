import { readFileSync } from 'node:fs'
import { holds } from '@baton/shared/condition'
import { describe, expect, test } from 'vitest'
import { needSharedData } from '../support/shared-data.ts'
import { type Case, sayTally, tally } from './counterpart.ts'
import { convertJsonLogic, isTruthy } from './json-logic.ts'

interface Given {
  rule: unknown
  data?: unknown
  result: unknown
}

const notCoerced = 'a number and the text of a number are unlike: nothing is coerced'

/** Cases that convert and come out otherwise, by their place in the file (comments do not count), each for a reason of ours. */
const differing: Record<number, string> = {
  8: notCoerced,
  15: notCoerced,
  22: notCoerced,
  26: notCoerced,
  30: notCoerced,
  37: notCoerced,
}

test('the rules of JSON Logic that have a counterpart decide as it says, but for those we decide otherwise on purpose', context => {
  const file = needSharedData(context, 'forms/jsonlogic/compatible.json')
  const given = (JSON.parse(readFileSync(file, 'utf8')) as (string | Given)[]).filter(one => typeof one !== 'string')
  const cases: Case[] = given.map(({ rule, data, result }, place) => ({ place, expected: isTruthy(result), converted: convertJsonLogic(rule, data) }))
  const found = tally(cases)
  console.log(sayTally('JSON Logic', found))
  for (const place of found.differing) console.log(`  differs: case ${place}, ${differing[place] ?? JSON.stringify(given[place])}`)
  expect(found.agreed).toHaveLength(108) // fewer: the converter gave up on some
  expect(found.differing).toEqual(Object.keys(differing).map(Number))
})

describe('what is converted asks the same', () => {
  const decide = (rule: unknown, data: unknown) => {
    const converted = convertJsonLogic(rule, data)
    return 'without' in converted ? converted.without : holds(converted.condition, converted.facts)
  }
  test.each<[string, unknown, unknown, boolean | string]>([
    ['a fact and a constant', { '>=': [{ var: 'seats' }, 5] }, { seats: 5 }, true],
    ['a constant and a fact, turned round', { '<': [5, { var: 'seats' }] }, { seats: 5 }, false],
    ['between two', { '<=': [1, { var: 'seats' }, 9] }, { seats: 9 }, true],
    ['one of a list', { in: [{ var: 'size' }, ['s', 'm']] }, { size: 'l' }, false],
    ['a list with it', { in: ['s', { var: 'sizes' }] }, { sizes: ['m', 's'] }, true],
    ['a text with it', { in: ['pric', { var: 'path' }] }, { path: '/pricing' }, true],
    ['missing', { missing: ['a', 'b'] }, { a: 1 }, true],
    ['missing none', { '!': { missing: ['a', 'b.c'] } }, { a: 1, b: { c: 2 } }, true],
    ['missing some of three', { missing_some: [2, ['a', 'b', 'c']] }, { c: 1 }, true],
    ['missing enough of three', { missing_some: [2, ['a', 'b', 'c']] }, { c: 1, a: 1 }, false],
    ['and, or, not', { and: [{ '!!': [{ or: [false, true] }] }, { '!': [{ '==': [{ var: 'a' }, 1] }] }] }, { a: 2 }, true],
    ['a fact against a fact', { '==': [{ var: 'a' }, { var: 'b' }] }, { a: 1, b: 1 }, 'compares two facts of the lead'],
    ['a sum', { '>': [{ '+': [{ var: 'a' }, 1] }, 2] }, { a: 2 }, 'calculates'],
  ])('%s', (_, rule, data, expected) => expect(decide(rule, data)).toBe(expected))
})
