import type { Condition, FactValue, Operator } from '@baton/shared/condition'
import { prepareFacts } from '@baton/shared/prepared-facts'
import { findFirst, indexRules } from '@baton/shared/rule-index'
import { describe, expect, test } from 'vitest'

/** That the first rule is found is shown by `compile.test.ts`; here, that few have to be asked for it. */

const compare = (fact: string, op: Operator, value?: FactValue): Condition => ({ fact, op, value })
const is = (fact: string, value: FactValue) => compare(fact, 'is', value)
const not = (condition: Condition): Condition => ({ not: condition })

/** What each condition is filed under: a fact it has to know, a fact with a value, or "always". */
function filed(...conditions: Condition[]): string[][] {
  const { always, known, valued } = indexRules(conditions)
  return conditions.map((_, place) => [
    ...always.flatMap(one => (one === place ? ['always'] : [])),
    ...[...known].flatMap(([fact, places]) => places.flatMap(one => (one === place ? [fact] : []))),
    ...[...valued].flatMap(([fact, values]) => [...values].flatMap(([value, places]) => places.flatMap(one => (one === place ? [`${fact}=${value}`] : [])))),
  ])
}

describe('a condition is asked only of leads that have what it needs', () => {
  test.each<[string, Condition, string[]]>([
    ['a value', is('a', ' X'), ['a=x']],
    ['a number', is('a', 5), ['a=5']],
    ['a value in a list of answers', compare('a', 'includes', 'x'), ['a=x']],
    ['one of several values', compare('a', 'in', ['x', 'y']), ['a=x', 'a=y']],
    ['one of several values, written twice', compare('a', 'in', ['x', 'X']), ['a=x']],
    ['any of several answers', compare('a', 'includesAny', ['x', 'y']), ['a=x', 'a=y']],
    ['all of several answers: one is enough to look under', compare('a', 'includesAll', ['x', 'y']), ['a=x']],
    ['all of no answers: that there are some', compare('a', 'includesAll', []), ['a']],
    ['that it is known', compare('a', 'known'), ['a']],
    ['that it is known, whatever is written beside', compare('a', 'known', ['x']), ['a']],
    ['a number that is compared', compare('a', 'atLeast', 5), ['a']],
    ['a text that is looked into', compare('a', 'contains', 'x'), ['a']],
    ['a list where a number is compared', compare('a', 'atLeast', ['x']), ['a']],
    ['a value that is missing', compare('a', 'is'), ['a']],
    ['a list that is missing', compare('a', 'in'), ['a']],
    ['a list where a value is wanted', is('a', ['x']), []],
    ['a value where a list is wanted', compare('a', 'in', 'x'), []],
    ['nothing', { all: [] }, ['always']],
    ['what nobody has', { any: [] }, []],
    ['that something is not so', not(is('a', 'x')), ['always']],
    ['either of two', { any: [is('a', 'x'), compare('b', 'known')] }, ['b', 'a=x']],
    ['either, or not', { any: [is('a', 'x'), not(is('b', 'y'))] }, ['always']],
    ['both: a value tells more than that something is known', { all: [compare('a', 'known'), is('b', 'y')] }, ['b=y']],
    ['both of two equal ones: the first', { all: [is('a', 'x'), is('b', 'y')] }, ['a=x']],
    ['one thing and not another', { all: [not(is('a', 'x')), is('b', 'y')] }, ['b=y']],
  ])('%s', (_, condition, expected) => expect(filed(condition)).toEqual([expected]))

  test('of what it needs, the one that fewest others share', () => {
    expect(filed({ all: [is('country', 'de'), is('size', 's')] }, { all: [is('size', 'm'), is('country', 'de')] }, is('country', 'de'))).toEqual([
      ['size=s'],
      ['size=m'],
      ['country=de'],
    ])
  })

  test('a value that three share still tells more than that a fact is known', () => {
    const shared = is('b', 'y')
    expect(filed({ all: [compare('a', 'known'), shared] }, shared, shared)[0]).toEqual(['b=y'])
    expect(filed({ all: [compare('a', 'known'), shared] }, shared, shared, shared, shared)[0]).toEqual(['a'])
  })

  test('what others share is counted inside them too', () => {
    const both: Condition = { all: [is('a', 'x'), is('b', 'y')] }
    expect(filed(both, both, both)).toEqual([['a=x'], ['a=x'], ['a=x']])
    const either: Condition = { any: [not(is('c', 'z')), is('a', 'x')] }
    expect(filed(both, either, is('b', 'y'), either)[0]).toEqual(['b=y'])
  })
})

test('a fact that is there without a value is unknown', () => {
  const facts = { a: undefined } as unknown as Record<string, FactValue> // what spreading an optional property leaves behind
  expect(findFirst(indexRules([compare('a', 'known')]), prepareFacts(facts))).toBe(-1)
})
