import { readFileSync } from 'node:fs'
import { holds } from '@baton/shared/condition'
import { describe, expect, test } from 'vitest'
import { needSharedData } from '../support/shared-data.ts'
import { type Case, sayTally, tally } from './counterpart.ts'
import { convertSurveyExpression } from './survey-expression.ts'

interface Given {
  expression: string
  values: Record<string, unknown>
  expected: unknown
  verified: boolean
}

const notCoerced = 'a number and the text of a number are unlike: nothing is coerced'

/** Cases that convert and come out otherwise, by their place in the file, each for a reason of ours. */
const differing: Record<number, string> = {
  117: notCoerced,
  139: 'two texts are compared as texts, also where both could be read as the number 0',
  140: notCoerced,
}

test('the expressions of SurveyJS that have a counterpart decide as it says, but for those we decide otherwise on purpose', context => {
  const file = needSharedData(context, 'forms/surveyjs/expression_cases.dev.json')
  const given = JSON.parse(readFileSync(file, 'utf8')) as Given[]
  const cases = given.map(({ expression, values, expected, verified }, place): Case => {
    if (!verified) return { place, expected: false, converted: { without: 'is not what the released program does' } }
    if (typeof expected !== 'boolean') return { place, expected: false, converted: { without: 'gives a value, and decides nothing' } }
    return { place, expected, converted: convertSurveyExpression(expression, values) }
  })
  const found = tally(cases)
  console.log(sayTally('SurveyJS', found))
  for (const place of found.differing) console.log(`  differs: case ${place}, ${differing[place] ?? JSON.stringify(given[place])}`)
  expect(found.agreed).toHaveLength(50) // fewer: the converter gave up on some
  expect(found.differing).toEqual(Object.keys(differing).map(Number))
})

describe('what is converted asks the same', () => {
  const decide = (expression: string, values: Record<string, unknown>) => {
    const converted = convertSurveyExpression(expression, values)
    return 'without' in converted ? converted.without : holds(converted.condition, converted.facts)
  }
  test.each<[string, Record<string, unknown>, boolean | string]>([
    ['{seats} >= 5', { seats: 5 }, true],
    ['5 < {seats}', { seats: 5 }, false],
    ["{size} = 'm' or {size} = 'l' and {seats} > 9", { size: 'm' }, true],
    ["({size} = 'm' or {size} = 'l') and {seats} > 9", { size: 'm' }, false],
    ['not ({seats} > 9)', {}, true],
    ["{sizes} anyof ['m', 'l']", { sizes: ['s', 'l'] }, true],
    ["{sizes} noneof ['m', 'l']", { sizes: 's' }, true],
    ["{sizes} contains ['m', 'l']", { sizes: ['m'] }, false],
    ["{path} notcontains 'docs'", { path: '/docs/api' }, false],
    ['{sizes} empty', { sizes: [] }, true],
    ['{seats} notempty', { seats: 0 }, true],
    ['{seats} != undefined', {}, false],
    ['{a} = {b}', {}, 'compares two facts of the lead'],
    ['{a} + 1 > 2', { a: 2 }, 'calculates'],
    ['age({born}) > 21', { born: '2000-01-01' }, 'calls a function'],
    ['{day} < today()', { day: '2000-01-01' }, 'asks what day it is'],
  ])('%s', (expression, values, expected) => expect(decide(expression, values)).toBe(expected))
})
