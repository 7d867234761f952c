import type { Condition } from '@baton/shared/condition'
import { compileForms } from '@baton/shared/if-it-matters/compile-forms'
import { type Playbook, playbook as playbookSchema } from '@baton/shared/playbook'
import { checkPlaybook } from '@baton/shared/verify/check-playbook'
import { findFindings } from '@baton/shared/verify/find-findings'
import { describe, expect, test } from 'vitest'

const options = (...ids: string[]) => ids.map(id => ({ id, label: id }))
const asked = { ask: 'if-it-matters' } as const
const size = { id: 'size', kind: 'choice', label: 'Size', required: true, options: options('small', 'middle', 'large') }
const product = { id: 'product', kind: 'choice', label: 'Product', required: true, options: options('analytics', 'planning') }
const is = (fact: string, value: string): Condition => ({ fact, op: 'is', value })
const all = (...parts: Condition[]): Condition => ({ all: parts })
const queue = [{ kind: 'queue', queue: 'q' }]
const rule = (id: string, when: Condition) => ({ id, when, to: queue })
const roster = { reps: [], holidays: [] }
const monday = { from: new Date('2026-11-23T00:00:00Z'), to: new Date('2026-11-30T00:00:00Z') }

function document(questions: object[], rules: object[]): Playbook {
  return playbookSchema.parse({ format: 1, forms: [{ id: 'f', questions }], queues: [{ id: 'q' }], routing: { rules, otherwise: queue } })
}

/** Eight answers, and a rule that is about whether an odd number of them are “a”: nothing shorter says so. */
const many = Array.from({ length: 8 }, (_, place) => ({ id: `q${place}`, kind: 'choice', label: 'Q', required: true, options: options('a', 'b') }))
function isOdd(place: number, soFar: boolean): Condition {
  if (place === many.length) return soFar ? { all: [] } : { any: [] }
  return { any: [all(is(`answers.q${place}`, 'a'), isOdd(place + 1, !soFar)), all(is(`answers.q${place}`, 'b'), isOdd(place + 1, soFar))] }
}
const odd = document([...many, { ...product, ...asked }], [rule('a', all(is('answers.product', 'planning'), isOdd(0, false)))])

describe('what check says of it', () => {
  const found = (playbook: Playbook) => {
    const { proven, findings } = findFindings(playbook, roster, monday)
    return [proven, ...findings.map(({ kind, severity, path, message }) => [kind, severity, path, message])]
  }
  test('nothing where it is asked of some', () =>
    expect(found(document([size, { ...product, ...asked }], [rule('a', all(is('answers.size', 'large'), is('answers.product', 'planning')))]))).toEqual([true]))
  test('a question that can change nothing is asked of nobody', () =>
    expect(found(document([size, { ...product, ...asked }], [rule('a', is('answers.size', 'large'))]))).toEqual([
      true,
      ['unreachable-question', 'problem', '/forms/0/questions/1', '“product” is asked of nobody: no answer to it can change destination, grade or territory.'],
    ]))
  test('one whose own showWhen never holds, for that reason', () =>
    expect(found(document([size, { ...product, ...asked, showWhen: { any: [] } }], []))).toEqual([
      true,
      ['unreachable-question', 'problem', '/forms/0/questions/1', '“product” is asked of nobody: its showWhen never holds.'],
    ]))
  test('one that a bound left as it is written, as a warning', () =>
    expect(found(odd)).toEqual([true, ['asked-anyway', 'warning', '/forms/0/questions/8/ask', expect.stringContaining('too long to read')]]))
})

describe('some questions are always asked', () => {
  const problems = (question: object) => checkPlaybook(document([size, { ...question, ...asked }], []), roster).map(({ path, message }) => [path, message])
  test.each([
    ['the e-mail, which says who the lead is', { id: 'mail', kind: 'email', label: 'E-mail' }, 'who the lead is'],
    ['a consent, which is the visitor’s', { id: 'ok', kind: 'consent', label: 'OK' }, 'a consent that was not asked was not given'],
    ['what is hidden is asked of nobody', { id: 'campaign', kind: 'hidden', label: 'Campaign' }, 'nobody is asked it'],
  ])('%s', (_, question, says) => expect(problems(question)).toEqual([['/forms/0/questions/1/ask', expect.stringContaining(says)]]))
  test('and a choice need not be', () => expect(problems(product)).toEqual([]))
  test('what only publishing writes is refused where it stands alone', () => {
    const problems = checkPlaybook(document([size, { ...product, writtenShowWhen: { all: [] } }], []), roster)
    expect(problems.map(({ path }) => path)).toEqual(['/forms/0/questions/1/writtenShowWhen'])
  })
})

describe('a bound leaves a question as it is written, and says so', () => {
  const written = document([size, { ...product, ...asked }], [rule('a', all(is('answers.size', 'large'), is('answers.product', 'planning')))])
  test('of steps', () => {
    const compiled = compileForms(written, 5)
    expect(compiled.playbook.forms).toEqual(written.forms)
    expect(compiled.questions).toEqual([
      { path: '/forms/0/questions/1', id: 'product', outcome: 'left', why: expect.stringContaining('more steps than the bound allows') },
    ])
  })
  test('of what anybody could read', () => {
    const compiled = compileForms(odd)
    expect(compiled.playbook.forms[0]?.questions).toEqual(odd.forms[0]?.questions)
    expect(compiled.questions).toEqual([{ path: '/forms/0/questions/8', id: 'product', outcome: 'left', why: expect.stringContaining('too long to read') }])
  })
})
