import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { visibleQuestions } from '@baton/shared/flow'
import { type Answers, form } from '@baton/shared/form'
import { convertTypeform } from '@baton/shared/import-typeform'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { needSharedData } from '../support/shared-data.ts'
import { type Definition, type Intended, walk } from './typeform-walk.ts'

const convert = (fields: object[], more: object = {}) => convertTypeform({ id: 'f', title: 'F', fields, ...more })
const field = (type: string, ref = 'q', more: object = {}) => ({
  id: `id-${ref}`,
  ref,
  type,
  title: 'Q',
  properties: {},
  validations: { required: false },
  ...more,
})
const choices = [
  { id: '1', ref: 'a', label: 'A' },
  { id: '2', ref: 'b', label: 'B' },
]
const jump = (to: string, op = 'always', ...vars: object[]) => ({
  action: 'jump',
  details: { to: to.startsWith('end') ? { type: 'thankyou', value: to === 'end' ? 'default_tys' : to } : { type: 'field', value: to } },
  condition: { op, vars },
})
const asked = (ref: string) => ({ type: 'field', value: ref })
const choice = (value: string) => ({ type: 'choice', value })
const constant = (value: unknown) => ({ type: 'constant', value })
const after = (ref: string, ...actions: object[]) => ({ type: 'field', ref, actions })

describe('a question of Typeform becomes the question of Baton that asks the same', () => {
  test.each<[string, object, object]>([
    ['short_text', { validations: { required: true, max_length: 50 } }, { kind: 'text', required: true, maxLength: 50 }],
    ['long_text', { properties: { description: 'In a few words' } }, { kind: 'longText', hint: 'In a few words' }],
    ['email', {}, { kind: 'email' }],
    ['website', {}, { kind: 'url' }],
    ['phone_number', {}, { kind: 'phone' }],
    ['date', {}, { kind: 'date' }],
    ['number', { validations: { min_value: 1, max_value: 9 } }, { kind: 'number', min: 1, max: 9 }],
    ['rating', { properties: { steps: 7 } }, { kind: 'number', min: 1, max: 7 }],
    ['nps', {}, { kind: 'number', min: 0, max: 10 }],
    ['opinion_scale', { properties: { steps: 11, start_at_one: false } }, { kind: 'number', min: 0, max: 10 }],
    ['opinion_scale', { properties: { steps: 5, start_at_one: true } }, { kind: 'number', min: 1, max: 5 }],
    ['legal', {}, { kind: 'consent' }],
    [
      'yes_no',
      {},
      {
        kind: 'choice',
        options: [
          { id: 'yes', label: 'Yes' },
          { id: 'no', label: 'No' },
        ],
      },
    ],
    [
      'multiple_choice',
      { properties: { choices } },
      {
        kind: 'choice',
        options: [
          { id: 'a', label: 'A' },
          { id: 'b', label: 'B' },
        ],
      },
    ],
    ['multiple_choice', { properties: { choices, allow_multiple_selection: true } }, { kind: 'choices' }],
    [
      'dropdown',
      { properties: { choices: [{ label: 'Z' }, { label: 'Y' }], alphabetical_order: true } },
      {
        kind: 'choice',
        options: [
          { id: 'Y', label: 'Y' },
          { id: 'Z', label: 'Z' },
        ],
      },
    ],
  ])('%s %j', (type, more, expected) => {
    const { form: converted, problems } = convert([field(type, 'q', more)])
    expect(problems).toEqual([])
    expect(converted?.questions).toEqual([expect.objectContaining({ id: 'q', label: 'Q', ...expected })])
    expect(form.safeParse(converted).error).toBeUndefined()
  })
})

describe('what has no counterpart is listed, at its place', () => {
  const email = field('email', 'email')
  test.each<[string, object[], object, string]>([
    ['a kind of question', [email, field('file_upload')], {}, '/fields/1/type'],
    ['a statement', [email, field('statement')], {}, '/fields/1/type'],
    ['a choice of nothing', [email, field('dropdown')], {}, '/fields/1/properties/choices'],
    ['“other”', [email, field('multiple_choice', 'q', { properties: { choices, allow_other_choice: true } })], {}, '/fields/1/properties/allow_other_choice'],
    ['an earlier answer in a label', [email, field('email', 'q', { title: 'Hello {{field:email}}' })], {}, '/fields/1/title'],
    ['a picture', [email, field('email', 'q', { attachment: { type: 'image' } })], {}, '/fields/1/attachment'],
    ['a question inside a group', [email, field('group', 'g', { properties: { fields: [field('matrix', 'm')] } })], {}, '/fields/1/properties/fields/0/type'],
    [
      'a calculation',
      [email, field('nps')],
      { logic: [after('email', { action: 'add', condition: { op: 'always', vars: [] } })] },
      '/logic/0/actions/0/action',
    ],
    ['a jump back', [email, field('nps')], { logic: [after('q', jump('email'))] }, '/logic/0/actions/0/details/to'],
    ['a jump to nowhere', [email, field('nps')], { logic: [after('email', jump('gone'))] }, '/logic/0/actions/0/details/to'],
    ['logic of nothing', [email], { logic: [after('gone', jump('email'))] }, '/logic/0/actions/0'],
    [
      'an operator',
      [email, field('nps')],
      { logic: [after('email', jump('end', 'matches', asked('email'), constant('x')))] },
      '/logic/0/actions/0/condition/op',
    ],
    [
      'a variable deep inside',
      [email, field('nps')],
      { logic: [after('email', jump('end', 'and', { op: 'is', vars: [{ type: 'variable', value: 'score' }, constant(1)] }))] },
      '/logic/0/actions/0/condition/vars/0/vars/0',
    ],
    ['a later answer', [email, field('nps')], { logic: [after('email', jump('end', 'is', asked('q'), constant(1)))] }, '/logic/0/actions/0/condition/vars/0'],
    [
      'an option that is gone',
      [field('dropdown', 'q', { properties: { choices } }), email],
      { logic: [after('q', jump('end', 'is', asked('q'), choice('c')))] },
      '/logic/0/actions/0/condition/vars/1',
    ],
    ['a question no way leads to', [email, field('nps', 'lost'), field('website', 'x')], { logic: [after('email', jump('x'))] }, '/fields/1'],
    [
      'an end of its own',
      [field('yes_no'), email],
      { logic: [after('q', jump('end-for-students', 'is', asked('q'), constant(false)))] },
      '/logic/0/actions/0/details/to',
    ],
    ['a redirect', [email], { settings: { redirect_after_submit_url: 'https://example.com' } }, '/settings/redirect_after_submit_url'],
    ['words of the last screen', [email], { thankyou_screens: [{ ref: 'default_tys', title: 'Thanks' }] }, '/thankyou_screens/0'],
  ])('%s', (_, fields, more, path) => expect(convert(fields, more).problems.map(problem => problem.path)).toContain(path))

  test.each([null, 'x', [], {}, { fields: 5 }])('%j is no form', definition => {
    expect(convertTypeform(definition)).toMatchObject({ form: null, problems: [{ path: '' }] })
  })
  test('a form that asks nothing is no form', () => expect(convert([field('statement')])).toMatchObject({ form: null }))
})

describe('ids, screens and hidden values', () => {
  test('a ref that cannot be an id gives way to Typeform’s own, then to a number', () => {
    const fields = [field('email', 'a b', { id: 'c d' }), field('email', 'x.y', { id: 'plain' }), field('email', 'ok'), field('email', 'OK', { id: 'ok' })]
    expect(convert(fields).form?.questions.map(({ id }) => id)).toEqual(['q1', 'plain', 'ok', 'q4'])
  })
  test('the questions of a group share a screen, every other has its own', () => {
    const group = field('group', 'g', { properties: { fields: [field('short_text', 'first'), field('short_text', 'last')] } })
    expect(convert([field('email', 'e'), group, field('website', 'u')]).form?.steps).toEqual([['e'], ['first', 'last'], ['u']])
  })
  test('hidden values are hidden questions of the first screen, and logic may ask for them', () => {
    const logic = [after('e', jump('end', 'equal', { type: 'hidden', value: 'plan' }, constant('free')))]
    const converted = convert([field('email', 'e'), field('website', 'u')], { hidden: ['plan'], logic }).form
    expect(converted?.steps).toEqual([['plan', 'e'], ['u']])
    expect(converted?.questions.at(-1)).toMatchObject({ id: 'u', showWhen: { not: { fact: 'answers.plan', op: 'is', value: 'free' } } })
  })
  test('a welcome is the intro', () => {
    expect(convert([field('email')], { welcome_screens: [{ title: 'Hello', properties: { description: 'Two minutes' } }] }).form?.intro).toBe(
      'Hello\nTwo minutes',
    )
  })
})

describe('a visitor is asked the same questions for the same answers', () => {
  const people = field('number', 'people')
  const plan = field('multiple_choice', 'plan', { properties: { choices } })
  const tools = field('multiple_choice', 'tools', { properties: { choices, allow_multiple_selection: true } })
  const sure = field('yes_no', 'sure')
  const [x, y, z] = ['x', 'y', 'z'].map(ref => field('short_text', ref))
  const definitions: Record<string, object> = {
    'a branch that comes together again': {
      fields: [plan, x, y, z],
      logic: [after('plan', jump('x', 'is', asked('plan'), choice('a')), jump('y', 'is', asked('plan'), choice('b'))), after('x', jump('z'))],
    },
    'a branch after a branch': {
      fields: [sure, plan, x, people, y, z],
      logic: [
        after('sure', jump('people', 'is', asked('sure'), constant(false))),
        after('plan', jump('y', 'is_not', asked('plan'), choice('a'))),
        after('people', jump('z', 'greater_than', asked('people'), constant(5)), jump('end', 'lower_equal_than', asked('people'), constant(2))),
      ],
    },
    'conditions made of conditions': {
      fields: [plan, tools, sure, x, y, z],
      logic: [
        after('tools', jump('y', 'and', { op: 'is', vars: [asked('tools'), choice('a')] }, { op: 'is', vars: [asked('plan'), choice('b')] })),
        after('sure', jump('z', 'or', { op: 'is', vars: [asked('sure'), constant(true)] }, { op: 'is', vars: [asked('tools'), choice('b')] })),
      ],
    },
    'a way deeper and deeper': {
      fields: [sure, plan, x, y],
      logic: [
        after('sure', jump('plan', 'is', asked('sure'), constant(true)), jump('end')),
        after('plan', jump('x', 'is', asked('plan'), choice('a')), jump('end')),
        after('x', jump('end', 'is', asked('x'), constant('one'))),
      ],
    },
    'a consent that is not given': {
      fields: [field('legal', 'terms'), x, y, z],
      logic: [after('terms', jump('y', 'is', asked('terms'), constant(false))), after('y', jump('end', 'is', asked('terms'), constant(true)))],
    },
    'a way through a statement': {
      fields: [sure, field('statement', 'bye'), x, y],
      logic: [after('sure', jump('x', 'is', asked('sure'), constant(true))), after('bye', jump('end'))],
    },
  }
  test.each(Object.entries(definitions))('%s', (_, definition) => holdsAgainst(definition as Definition))

  test('ways that come together again need no condition', () => {
    const { form: converted } = convertTypeform({ id: 'f', ...definitions['a branch that comes together again'] })
    expect(converted?.questions.map(({ showWhen }) => showWhen !== undefined)).toEqual([false, true, true, false])
  })
})

/** Goes through a form both ways, for any answers. */
function holdsAgainst(definition: Definition): void {
  const { form: converted, problems } = convertTypeform(definition)
  if (!converted) return
  expect(problems.filter(({ path }) => path.startsWith('/logic'))).toEqual([])
  const questions = new Set(converted.questions.map(({ id }) => id))
  fc.assert(
    fc.property(fc.record(Object.fromEntries(definition.fields.map(one => [one.ref, intend(one)])), { requiredKeys: [] }), intended => {
      const theirs = walk(definition, intended).filter(ref => questions.has(ref))
      expect(visibleQuestions(converted, asAnswers(definition, intended), {}).map(({ id }) => id)).toEqual(theirs)
    }),
  )
}

function intend({ type, properties = {} }: Definition['fields'][number]): fc.Arbitrary<unknown> {
  const refs = (properties.choices ?? []).map(({ ref }) => ref)
  if (type === 'yes_no' || type === 'legal') return fc.boolean()
  if (type === 'number' || type === 'opinion_scale') return fc.integer({ min: 0, max: 8 })
  if (type === 'multiple_choice') return properties.allow_multiple_selection ? fc.subarray(refs, { minLength: 1 }) : fc.constantFrom(...refs)
  return type === 'statement' ? fc.constant(undefined) : fc.constantFrom('one', 'two')
}

function asAnswers({ fields }: Definition, intended: Intended): Answers {
  const yesNo = new Set(fields.filter(({ type }) => type === 'yes_no').map(({ ref }) => ref))
  const given = Object.entries(intended).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([ref, value]) => [ref, yesNo.has(ref) ? (value ? 'yes' : 'no') : value])) as Answers // of the kinds `intend` makes
}

describe('forms that people made', () => {
  const folder = 'forms/typeform'
  test('each converts, or everything in it is listed; nothing is lost in silence', context => {
    const path = needSharedData(context, folder)
    const files = readdirSync(path).filter(name => name.endsWith('.json'))
    expect(files.length).toBeGreaterThan(10)
    for (const name of files) {
      const definition = JSON.parse(readFileSync(join(path, name), 'utf8'))
      const { form: converted, problems } = convertTypeform(definition)
      for (const problem of problems) expect([name, problem.path, at(definition, problem.path) !== undefined]).toEqual([name, problem.path, true])
      if (converted) expect([name, form.safeParse(converted).error]).toEqual([name, undefined])
      for (const [index, { ref, type }] of definition.fields.entries()) {
        const kept = converted?.questions.some(({ id }) => id === ref) || type === 'thankyou_screen'
        expect([name, ref, kept || problems.some(problem => problem.path.startsWith(`/fields/${index}`))]).toEqual([name, ref, true])
      }
      const back = problems.some(problem => problem.path.startsWith('/logic'))
      if (!back && !definition.hidden) holdsAgainst(definition)
    }
  })
})

function at(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], document)
}
