import { compileCondition } from '@baton/shared/compile-condition'
import { type Condition, type Facts, type FactValue, holds, type Operator } from '@baton/shared/condition'
import type { Playbook } from '@baton/shared/playbook'
import { prepareFacts } from '@baton/shared/prepared-facts'
import { routeLead } from '@baton/shared/routing'
import { findFirst, indexRules } from '@baton/shared/rule-index'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aPlaybook } from '../support/examples.ts'
import { routePlainly } from '../support/plain-routing.ts'

/** Few names and few values, so that facts and conditions meet; those that trip up a plain object or a sloppy comparison among them. */
const names = ['answers.a', 'answers.b', 'place.country', 'constructor', '__proto__', 'toString', 'territory', 'score.points', 'score.grade']
const texts = [
  'de',
  ' DE ',
  'É',
  'e\u0301',
  'straße',
  'STRASSE',
  'İ',
  'i̇',
  '',
  '5',
  'true',
  'constructor',
  '2026-11-23',
  '2026-11-23T10:00Z',
  '2026-02-30',
  'dach',
  'A',
]
const numbers = [0, -0, 1, 5, -3.5, 40, 1e21]
const text = fc.constantFrom(...texts)
const number = fc.constantFrom(...numbers)
const value: fc.Arbitrary<FactValue> = fc.oneof(text, number, fc.boolean(), fc.array(text, { maxLength: 3 }), fc.array(number, { maxLength: 3 }))
const operators: Operator[] = 'is in atLeast atMost above below includes includesAny includesAll contains startsWith endsWith known'.split(' ') as Operator[] // these are all
const comparison = fc.record({ fact: fc.constantFrom(...names), op: fc.constantFrom(...operators), value: fc.option(value, { nil: undefined }) })

const { condition } = fc.letrec<{ condition: Condition }>(tie => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 4, arbitrary: comparison },
    { weight: 2, arbitrary: fc.record({ all: fc.array(tie('condition'), { maxLength: 4 }) }) },
    { weight: 2, arbitrary: fc.record({ any: fc.array(tie('condition'), { maxLength: 4 }) }) },
    { weight: 1, arbitrary: fc.record({ not: tie('condition') }) },
  ),
}))

/** Own properties all of them, also the one called `__proto__`, as JSON.parse makes them. */
const facts: fc.Arbitrary<Facts> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...names), value), { selector: ([name]) => name, maxLength: 7 })
  .map(entries => JSON.parse(`{${entries.map(([name, one]) => `${JSON.stringify(name)}:${JSON.stringify(one)}`).join(',')}}`))

const playbook: fc.Arbitrary<Playbook> = fc
  .record({
    conditions: fc.array(condition, { maxLength: 12 }),
    territories: fc.array(condition, { maxLength: 3 }),
    criteria: fc.array(fc.tuple(condition, fc.integer({ min: -20, max: 50 })), { maxLength: 4 }),
  })
  .map(({ conditions, territories, criteria }) => ({
    ...aPlaybook(),
    territories: territories.map((when, index) => ({ id: ['dach', 'É', 'rest'][index] ?? '', label: index === 0 ? 'DACH' : undefined, when })),
    scoring: {
      criteria: criteria.map(([when, points], index) => ({ id: `c${index}`, label: `Criterion ${index}`, when, points })),
      grades: [
        { id: 'A', atLeast: 40 },
        { id: 'B', atLeast: 0 },
      ],
    },
    queues: [{ id: 'Overflow', pools: [] }],
    pools: ['Sales', 'sales '].map(id => ({ id, members: [{ rep: 'ana', weight: 1 }] })), // of two alike, the first
    routing: {
      rules: conditions.map((when, index) => ({ id: `r${index}`, when, to: [{ kind: 'pool' as const, pool: [' SALES', 'gone'][index % 2] ?? '' }] })),
      otherwise: [{ kind: 'queue' as const, queue: 'OVERFLOW' }],
    },
  }))

test('a compiled condition holds exactly when the plain one does', () => {
  fc.assert(
    fc.property(condition, facts, (when, known) => {
      expect(compileCondition(when)(prepareFacts(known))).toBe(holds(when, known))
    }),
    { numRuns: 5000 },
  )
})

test('each comparison of any two values is the same compiled and plain', () => {
  const all: FactValue[] = [...texts, ...numbers, true, false, [], ['de', 'É'], ['e\u0301'], [0, 5], [5]]
  for (const actual of all)
    for (const op of operators)
      for (const wanted of [...all, undefined]) {
        const when = { fact: 'x', op, value: wanted }
        if (compileCondition(when)(prepareFacts({ x: actual })) !== holds(when, { x: actual }))
          expect({ actual, op, wanted }).toBe('the same compiled and plain')
      }
})

test('the index finds the first condition that holds', () => {
  fc.assert(
    fc.property(fc.array(condition, { maxLength: 20 }), facts, (conditions, known) => {
      expect(findFirst(indexRules(conditions), prepareFacts(known))).toBe(conditions.findIndex(when => holds(when, known)))
    }),
    { numRuns: 3000 },
  )
})

test('a lead is routed byte for byte as without compiling', () => {
  fc.assert(
    fc.property(playbook, fc.array(facts, { minLength: 1, maxLength: 4 }), (book, leads) => {
      for (const given of leads) expect(JSON.stringify(routeLead(book, given))).toBe(JSON.stringify(routePlainly(book, given)))
    }),
    { numRuns: 2000 },
  )
})

describe('what a rule is filed under', () => {
  const is = (fact: string, one: FactValue): Condition => ({ fact, op: 'is', value: one })
  const filed = (conditions: Condition[]) => {
    const { always, known, valued } = indexRules(conditions)
    return { always, known: Object.fromEntries(known), valued: Object.fromEntries([...valued].map(([fact, byValue]) => [fact, Object.fromEntries(byValue)])) }
  }
  test('is what fewest others share', () => {
    const conditions = [1, 2, 3].map(index => ({ all: [is('place.country', 'DE'), is('company.industry', `i${index}`)] }))
    expect(filed(conditions)).toEqual({ always: [], known: {}, valued: { 'company.industry': { i1: [0], i2: [1], i3: [2] } } })
  })
  test('is one part of an all, whatever else it asks', () =>
    expect(filed([{ all: [{ not: is('b', 'y') }, is('a', 'x')] }])).toEqual({ always: [], known: {}, valued: { a: { x: [0] } } }))
  test('is every part of an any', () =>
    expect(filed([{ any: [is('a', 'X '), { fact: 'b', op: 'above', value: 3 }] }])).toEqual({ always: [], known: { b: [0] }, valued: { a: { x: [0] } } }))
  test('is nothing when a part may hold without any fact', () =>
    expect(filed([{ any: [is('a', 'x'), { not: is('b', 'y') }] }, { not: is('a', 'x') }, { all: [] }])).toEqual({ always: [0, 1, 2], known: {}, valued: {} }))
  test('is nowhere when it can never hold', () => expect(filed([{ any: [] }, is('a', ['x'])])).toEqual({ always: [], known: {}, valued: {} }))
})
