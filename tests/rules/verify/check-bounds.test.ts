import { playbook as playbookSchema } from '@baton/shared/playbook'
import { checkDocuments } from '@baton/shared/verify/check-documents'
import { findFindings } from '@baton/shared/verify/find-findings'
import { describe, expect, test } from 'vitest'

const monday = { from: new Date('2026-11-23T00:00:00Z'), to: new Date('2026-11-30T00:00:00Z') }
const always = { all: [] }
const queue = [{ kind: 'queue', queue: 'q' }]
const size = { id: 'size', kind: 'choice', label: 'Size', options: ['small', 'middle', 'large'].map(id => ({ id, label: id })) }
const is = (fact: string, value: string) => ({ fact, op: 'is', value })
const known = (fact: string) => ({ fact, op: 'known' })
const not = (condition: object) => ({ not: condition })
const rule = (id: string, when: object) => ({ id, when, to: queue })
const ana = { id: 'ana', name: 'Ana', email: 'ana@example.com', timeZone: 'Europe/Berlin' }
const document = (questions: object[], rules: object[]) => ({
  format: 1,
  forms: [{ id: 'f', questions }],
  queues: [{ id: 'q' }],
  routing: { rules, otherwise: queue },
})

describe('nothing passes silently', () => {
  test('a bound that is reached says what it left open', () => {
    const { proven, left } = findFindings(
      playbookSchema.parse(document([size], [rule('a', is('answers.size', 'small'))])),
      { reps: [], holidays: [] },
      monday,
      2,
    )
    expect([proven, left.length > 0]).toEqual([false, true])
  })
  test('a playbook with errors is not proven', () => {
    const { proven, errors, findings } = checkDocuments(document([size], [rule('a', known('answers.siez'))]), [ana], monday)
    expect([proven, errors.map(({ path, nearest }) => [path, nearest]), findings]).toEqual([false, [['/routing/rules/0/when/fact', 'answers.size']], []])
  })
  test('a condition 10,000 deep is an error', () => {
    let deep: object = always
    for (let depth = 0; depth < 10_000; depth++) deep = not(deep)
    expect(checkDocuments(document([size], [rule('a', deep)]), [ana], monday)).toMatchObject({ proven: false, errors: [{ document: 'playbook', path: '' }] })
  })
})
