import { holds } from '@baton/shared/condition'
import { form as formSchema } from '@baton/shared/form'
import { compileForms } from '@baton/shared/if-it-matters/compile-forms'
import { playbook as playbookSchema } from '@baton/shared/playbook'
import { roster as rosterSchema } from '@baton/shared/roster'
import { findFindings } from '@baton/shared/verify/find-findings'
import { describe, expect, test } from 'vitest'

/** What an answer can be, where it is not one of a few options: every kind of answer counts, and no answer that nobody can give. */

const span = { from: new Date('2026-11-23T00:00:00Z'), to: new Date('2026-11-24T00:00:00Z') }
const roster = rosterSchema.parse({ reps: ['ana', 'ben'].map(id => ({ id, name: id, email: `${id}@example.com`, timeZone: 'UTC' })) })
const fact = (op: string, value?: unknown) => ({ fact: 'answers.q', op, ...(value !== undefined && { value }) })
const not = (condition: object) => ({ not: condition })
const to = (rep: string) => [{ kind: 'rep', rep }]

function check(question: object, conditions: object[], otherwise: object[] = []) {
  const rules = conditions.map((when, place) => ({ id: `r${place}`, when, to: to('ana') }))
  const playbook = playbookSchema.parse({ format: 1, forms: [{ id: 'f', questions: [{ id: 'q', label: 'Q', ...question }] }], routing: { rules, otherwise } })
  const { proven, left, findings } = findFindings(playbook, roster, span)
  return { proven, left, found: findings.map(({ kind, path }) => `${kind} ${path}`) }
}

const nobody = ['nobody /routing/otherwise']
const text = (maxLength: number, more: object = {}) => ({ kind: 'text', maxLength, ...more })
const required = { required: true }

describe('somebody answers something else', () => {
  const rows: [string, object, object[]][] = [
    ['a text of two letters', text(2, required), [fact('is', 'CA')]],
    ['a date of ten characters', text(10, required), [not(fact('atLeast', '2026-01-01'))]],
    ['an e-mail address', { kind: 'email', ...required }, [fact('is', 'someone@example.com')]],
    ['a phone number', { kind: 'phone', ...required }, [fact('is', '+49301234567')]],
    ['a link', { kind: 'url', ...required }, [fact('is', 'https://example.com/')]],
    ['a number off a whole grid', { kind: 'number', min: 0.3333333333333333, max: 1, step: 7, ...required }, [fact('below', 0)]],
    ['a large number with decimals', { kind: 'number', min: 1000000000.125, ...required }, [fact('above', 1000000000.2)]],
    ['a number beyond 2^53', { kind: 'number', ...required }, [fact('atMost', 1e17)]],
    ['a thousandth of a large number', { kind: 'number', step: 0.001, ...required }, [fact('atMost', 1000000000.001), fact('atLeast', 1000000000.003)]],
  ]
  test.each(rows)('%s', (_, question, rules) => {
    const { proven, found } = check(question, rules)
    expect(proven).toBe(true)
    expect(found).toEqual(expect.arrayContaining(nobody))
  })
})

describe('a rule that somebody’s answer fits is reached', () => {
  const rows: [string, object, object[]][] = [
    ['four letters are known', text(4), [fact('known')]],
    ['a start and an end that fill the answer', text(4), [{ all: [fact('startsWith', 'ab'), fact('endsWith', 'cd')] }]],
    ['a start and an end that overlap', { kind: 'text' }, [{ all: [fact('startsWith', 'a'.repeat(120)), fact('endsWith', 'a'.repeat(110))] }]],
    ['a letter that two stand for in lower case', text(1), [fact('is', 'İ')]],
    ['a phone number that is not the one', { kind: 'phone' }, [fact('contains', '0'), not(fact('is', '+4949123456'))]],
    ['the last day there is', text(200), [fact('atLeast', '9999-12-31')]],
    ['one option of a list that fills a fact', { kind: 'choices', options: [{ id: 'x', label: 'x' }], fills: 'company.products' }, [fact('known')]],
  ]
  test.each(rows)('%s', (_, question, rules) => {
    const { found } = check(question, rules, to('ben'))
    expect(found).toEqual([])
  })
})

describe('what nobody can answer is not looked at', () => {
  test('an empty address is none', () =>
    expect(check({ kind: 'email' }, [fact('contains', '@'), not(fact('known'))])).toEqual({ proven: true, left: [], found: [] }))
  test('beside each number of a grid there is none of its neighbours', () =>
    expect(check({ kind: 'number', min: 0, step: 0.3, ...required }, [fact('atMost', 0.6), fact('atLeast', 0.9)]).found).toEqual([]))
  test('three letters cannot hold four', () =>
    expect(check(text(3), [fact('contains', 'abcd')], to('ben')).found).toEqual(['unreachable-rule /routing/rules/0']))
})

test('a list that an answer fills is matched as a list', () => {
  const question = { id: 'q', label: 'Q', kind: 'choices', required: true, options: [{ id: 'x', label: 'x' }], fills: 'company.products' }
  const playbook = playbookSchema.parse({
    format: 1,
    forms: [{ id: 'f', questions: [question] }],
    pools: [{ id: 'p', members: [{ rep: 'ana' }] }],
    routing: { rules: [], otherwise: [{ kind: 'pool', pool: 'p', match: [{ attribute: 'products', has: 'company.products' }] }] },
  })
  const [ana] = roster.reps
  const team = { ...roster, reps: ana ? [{ ...ana, attributes: { products: ['x'] } }] : [] }
  expect(findFindings(playbook, team, span)).toMatchObject({ proven: true, findings: [] })
})

test('a question that matters only for other answers than those compared with is asked of them', () => {
  const questions = [
    { id: 'q', label: 'State', kind: 'text', maxLength: 2, required: true },
    { id: 'size', label: 'Size', kind: 'choice', required: true, ask: 'if-it-matters', options: ['small', 'big'].map(id => ({ id, label: id })) },
  ]
  const rules = [
    { id: 'ca', when: fact('is', 'CA'), to: to('ana') },
    { id: 'big', when: { fact: 'answers.size', op: 'is', value: 'big' }, to: to('ben') },
  ]
  const playbook = playbookSchema.parse({ format: 1, forms: [{ id: 'f', questions }], routing: { rules, otherwise: to('ana') } })
  const form = formSchema.parse(compileForms(playbook).playbook.forms[0])
  const when = form.questions[1]?.showWhen
  if (!when) throw new Error('It is asked of some.')
  expect(['CA', 'NY', 'xx'].map(state => holds(when, { 'answers.q': state }))).toEqual([false, true, true])
})
