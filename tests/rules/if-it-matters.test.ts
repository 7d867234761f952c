import type { Condition } from '@baton/shared/condition'
import type { Question } from '@baton/shared/form'
import { compileForms } from '@baton/shared/if-it-matters/compile-forms'
import { type Playbook, playbook as playbookSchema } from '@baton/shared/playbook'
import { publicForm } from '@baton/shared/public-form'
import { checkPlaybook } from '@baton/shared/verify/check-playbook'
import { describe, expect, test } from 'vitest'

const options = (...ids: string[]) => ids.map(id => ({ id, label: id }))
const asked = { ask: 'if-it-matters' } as const
const size = { id: 'size', kind: 'choice', label: 'Size', required: true, options: options('small', 'middle', 'large') }
const product = { id: 'product', kind: 'choice', label: 'Product', required: true, options: options('analytics', 'planning') }
const seats = { id: 'seats', kind: 'number', label: 'Seats', required: true, min: 1 }
const tools = { id: 'tools', kind: 'choices', label: 'Tools', options: options('crm', 'mail', 'chat') }
const country = { id: 'country', kind: 'country', label: 'Country', required: true }
const day = { id: 'day', kind: 'date', label: 'Day', required: true }
const note = { id: 'note', kind: 'text', label: 'Note' }

const is = (fact: string, value: string | number | boolean): Condition => ({ fact, op: 'is', value })
const isIn = (fact: string, ...value: string[]): Condition => ({ fact, op: 'in', value })
const atLeast = (fact: string, value: number | string): Condition => ({ fact, op: 'atLeast', value })
const known = (fact: string): Condition => ({ fact, op: 'known' })
const not = (condition: Condition): Condition => ({ not: condition })
const all = (...parts: Condition[]): Condition => ({ all: parts })
const queue = [{ kind: 'queue', queue: 'q' }]
const rule = (id: string, when: Condition, to: object[] = queue) => ({ id, when, to })
const toPool = (...match: string[]) => ({ kind: 'pool', pool: 'p', match: match.map(has => ({ attribute: 'skills', has })) })

function document(questions: object[], rules: object[], more: object = {}): Playbook {
  return playbookSchema.parse({
    format: 1,
    forms: [{ id: 'f', questions }],
    queues: [{ id: 'q' }],
    pools: [{ id: 'p', members: [{ rep: 'ana' }] }],
    routing: { rules, otherwise: queue },
    ...more,
  })
}

/** What becomes of the last question: “always”, “never”, or when it is asked. */
function lastAsked(playbook: Playbook): unknown {
  const question = compileForms(playbook).questions.at(-1)
  return question?.outcome === 'narrowed' ? question.showWhen : question?.outcome
}

const ana = { id: 'ana', name: 'Ana', title: '', email: 'ana@example.com', active: true, timeZone: 'Europe/Berlin', timeOff: [] }
const roster = { reps: [ana], holidays: [] }

describe('a question is asked where an answer can still change who takes the lead', () => {
  const big = all(isIn('answers.size', 'middle', 'large'), is('answers.product', 'planning'))
  test.each<[what: string, questions: object[], rules: object[], showWhen: unknown]>([
    ['of those a rule tells apart by it', [size, product], [rule('a', big)], isIn('answers.size', 'middle', 'large')],
    ['of nobody where no rule asks for it', [size, product], [rule('a', is('answers.size', 'large'))], 'never'],
    ['of everybody where each can turn out either way', [size, product], [rule('a', is('answers.product', 'planning'))], 'always'],
    [
      'not of those an earlier rule takes',
      [size, product],
      [rule('a', is('answers.size', 'small')), rule('b', is('answers.product', 'planning'))],
      isIn('answers.size', 'middle', 'large'),
    ],
    [
      'also where only leaving it out is told apart',
      [size, product],
      [rule('a', all(is('answers.size', 'large'), known('answers.product')))],
      is('answers.size', 'large'),
    ],
    [
      'though the two rules have the same list: the decision names its rule',
      [size, product],
      [rule('a', big), rule('b', isIn('answers.size', 'middle', 'large'))],
      isIn('answers.size', 'middle', 'large'),
    ],
    ['not where a condition names it and holds either way', [size, product], [rule('a', { any: [big, not(big)] })], 'never'],
    [
      'by what is not known yet: an account may be known or not',
      [size, product],
      [rule('a', all(is('account.known', true), is('answers.size', 'large'), is('answers.product', 'planning')))],
      is('answers.size', 'large'),
    ],
    [
      'not where what would have to be known cannot be',
      [size, product],
      [rule('a', all(known('account.owner'), not(is('account.known', true)), is('answers.product', 'planning')))],
      'never',
    ],
    [
      'by numbers, in the bounds of the rules',
      [seats, product],
      [rule('a', all(atLeast('answers.seats', 50), is('answers.product', 'planning')))],
      atLeast('answers.seats', 50),
    ],
    [
      'between two numbers',
      [seats, product],
      [rule('a', all(atLeast('answers.seats', 50), { fact: 'answers.seats', op: 'below', value: 200 }, is('answers.product', 'planning')))],
      all(atLeast('answers.seats', 50), { fact: 'answers.seats', op: 'below', value: 200 }),
    ],
    [
      'by days',
      [day, product],
      [rule('a', all(atLeast('answers.day', '2027-01-01'), is('answers.product', 'planning')))],
      atLeast('answers.day', '2027-01-01'),
    ],
    [
      'by what a list holds',
      [tools, product],
      [rule('a', all({ fact: 'answers.tools', op: 'includesAny', value: ['crm', 'mail'] }, is('answers.product', 'planning')))],
      { fact: 'answers.tools', op: 'includesAny', value: ['crm', 'mail'] },
    ],
    [
      'by parts of a text',
      [note, product],
      [rule('a', all({ fact: 'answers.note', op: 'contains', value: 'urgent' }, is('answers.product', 'planning')))],
      { fact: 'answers.note', op: 'contains', value: 'urgent' },
    ],
    [
      'by the campaign and the language, which are known then',
      [product],
      [rule('a', all(is('touch.last.campaign', 'fair'), is('locale', 'de'), is('answers.product', 'planning')))],
      all(is('locale', 'de'), is('touch.last.campaign', 'fair')),
    ],
    [
      'of everybody where the medium tells them apart, which no browser knows',
      [product],
      [rule('a', all(is('touch.last.medium', 'organic'), is('locale', 'de'), is('answers.product', 'planning')))],
      is('locale', 'de'),
    ],
    [
      'by one answer or another',
      [size, country, product],
      [rule('a', all({ any: [is('answers.size', 'large'), is('answers.country', 'DE')] }, is('answers.product', 'planning')))],
      { any: [is('answers.size', 'large'), is('answers.country', 'DE')] },
    ],
    [
      'where an optional earlier answer is missing, if it counts then',
      [{ ...size, required: false }, product],
      [rule('a', all(not(known('answers.size')), is('answers.product', 'planning')))],
      not(known('answers.size')),
    ],
  ])('%s', (_, questions, rules, showWhen) => {
    const last = { ...questions.at(-1), ...asked }
    expect(lastAsked(document([...questions.slice(0, -1), last], rules))).toEqual(showWhen)
  })
})

describe('grade and territory count, points do not', () => {
  const criteria = (points: number) => [
    { id: 'large', label: 'Large', when: is('answers.size', 'large'), points: 50 },
    { id: 'planning', label: 'Planning', when: is('answers.product', 'planning'), points },
  ]
  const grades = [
    { id: 'A', atLeast: 60 },
    { id: 'B', atLeast: 0 },
  ]
  const scored = (points: number, rules: object[] = []) =>
    document([size, { ...product, ...asked }], rules, { scoring: { criteria: criteria(points), grades } })
  test('where it makes the difference to a grade', () => expect(lastAsked(scored(10))).toEqual(is('answers.size', 'large')))
  test('not where the points it brings reach no other grade', () => expect(lastAsked(scored(5))).toBe('never'))
  test('where a rule looks at the points', () => expect(lastAsked(scored(5, [rule('a', atLeast('score.points', 55))]))).toEqual(is('answers.size', 'large')))
  test('where the points are matched', () =>
    expect(lastAsked(scored(5, [rule('a', is('answers.size', 'small'), [toPool('score.points')])]))).toEqual(is('answers.size', 'small')))
  test('where it makes the territory', () => {
    const territories = [{ id: 'dach', when: all(is('answers.size', 'large'), isIn('place.country', 'DE', 'AT')) }]
    expect(lastAsked(document([size, { ...country, ...asked }], [], { territories }))).toEqual(is('answers.size', 'large'))
  })
})

describe('what destinations read of the lead counts', () => {
  const planners = (to: object[]) => document([size, { ...product, ...asked }], [rule('a', is('answers.size', 'large'), to)])
  test('a match, for who has which attribute is live', () => expect(lastAsked(planners([toPool('answers.product')]))).toEqual(is('answers.size', 'large')))
  test('not behind a queue, where nobody gets', () => expect(lastAsked(planners([...queue, toPool('answers.product')]))).toBe('never'))
  test('not where something else the match needs is never known', () =>
    expect(
      lastAsked(
        document(
          [
            { ...size, showWhen: { any: [] } },
            { ...product, ...asked },
          ],
          [rule('a', { all: [] }, [toPool('answers.product', 'answers.size')])],
        ),
      ),
    ).toBe('never'))
  test('a fact that the answer fills, unless an answer that wins is the same', () => {
    const fills = { fills: 'company.industry' }
    const first = { ...product, ...asked, ...fills }
    const again = (...ids: string[]) => ({ id: 'again', kind: 'choice', label: 'Again', required: true, options: options(...ids), ...fills })
    const to = [rule('a', { all: [] }, [toPool('company.industry')])]
    expect(lastAsked(document([again('bank'), first], to))).toBe('always')
    expect(lastAsked(document([first, again('bank')], to))).toBe('never')
    expect(
      lastAsked(
        document(
          [
            { ...again('bank'), id: 'before' },
            { ...again('bank'), ...asked },
          ],
          to,
        ),
      ),
    ).toBe('never')
    expect(lastAsked(document([again('bank', 'shop'), { ...first, options: options('bank') }], to))).toEqual(is('answers.again', 'shop'))
  })
})

test('a region that is matched lies in its country', () => {
  const region = { id: 'region', kind: 'choice', label: 'Region', fills: 'place.region', options: options('DE-BY', 'FR-75'), ...asked }
  const to = (...countries: string[]) => [rule('a', isIn('place.country', ...countries), [toPool('place.region')])]
  expect(lastAsked(document([country, region], to('US')))).toBe('never')
  expect(lastAsked(document([country, region], to('US', 'DE')))).toEqual(is('answers.country', 'DE'))
})

describe('questions hang together', () => {
  const whenPlanning = { showWhen: is('answers.product', 'planning') }
  test('a question matters that opens another which matters', () => {
    const rules = [rule('a', all(is('answers.size', 'large'), atLeast('answers.seats', 50)))]
    expect(lastAsked(document([size, { ...product, ...asked }, { ...seats, ...whenPlanning }], rules))).toEqual(is('answers.size', 'large'))
  })
  test('a question that matters in no other way than by hiding one does, too', () => {
    const rules = [rule('a', all(is('answers.size', 'large'), atLeast('answers.seats', 50)))]
    expect(lastAsked(document([size, { ...product, ...asked }, { ...seats, showWhen: not(known('answers.product')) }], rules))).toEqual(
      is('answers.size', 'large'),
    )
  })
  test('its own showWhen stays in force, and goes where the rest implies it', () => {
    const rules = [rule('a', all(is('answers.size', 'large'), atLeast('answers.seats', 50)))]
    expect(lastAsked(document([size, product, { ...seats, ...whenPlanning, ...asked }], rules))).toEqual(
      all(is('answers.product', 'planning'), is('answers.size', 'large')),
    )
    const shownToBig = { showWhen: isIn('answers.size', 'middle', 'large') }
    expect(lastAsked(document([size, { ...seats, ...shownToBig, ...asked }], rules))).toEqual(is('answers.size', 'large'))
  })
  test('a later question sees an earlier one as it is compiled', () => {
    const rules = [rule('a', all(is('answers.size', 'large'), is('answers.product', 'planning'), atLeast('answers.seats', 50)))]
    const { questions } = compileForms(document([size, { ...product, ...asked }, { ...seats, ...asked }], rules))
    expect(questions).toMatchObject([
      { id: 'product', showWhen: is('answers.size', 'large') },
      { id: 'seats', showWhen: is('answers.product', 'planning') },
    ])
  })
  test('order is that of the steps', () => {
    const rules = [rule('a', all(is('answers.size', 'large'), is('answers.product', 'planning')))]
    const forms = [{ id: 'f', questions: [{ ...product, ...asked }, size], steps: [['size'], ['product']] }]
    expect(lastAsked({ ...document([size], rules), forms: playbookSchema.parse({ ...document([size], rules), forms }).forms })).toEqual(
      is('answers.size', 'large'),
    )
  })
})

describe('what is published', () => {
  const written = document(
    [size, { ...product, ...asked, showWhen: not(is('answers.size', 'small')) }, note],
    [rule('a', all(is('answers.size', 'large'), is('answers.product', 'planning')))],
  )
  const { playbook } = compileForms(written)
  const published = playbook.forms[0]?.questions[1] as Question
  test('keeps what was written beside what was made of it', () =>
    expect(published).toMatchObject({ ask: 'if-it-matters', showWhen: is('answers.size', 'large'), writtenShowWhen: not(is('answers.size', 'small')) }))
  test('compiles to itself, however often and from storage', () => {
    expect(compileForms(playbook).playbook).toBe(playbook)
    expect(compileForms(playbookSchema.parse(JSON.parse(JSON.stringify(playbook)))).playbook).toEqual(playbook)
  })
  test('follows rules that are changed in it later', () => {
    const routing = {
      ...playbook.routing,
      rules: playbookSchema.parse(document([size], [rule('a', all(is('answers.size', 'middle'), is('answers.product', 'planning')))])).routing.rules,
    }
    expect(lastAsked({ ...playbook, routing })).toEqual(is('answers.size', 'middle'))
  })
  test('is left as it is written where that rests on how a phone number is typed, and narrowed by whether there is one', () => {
    const phone = { id: 'phone', kind: 'phone', label: 'Phone' }
    const asking = (when: Condition) =>
      compileForms(document([phone, { ...product, ...asked }], [rule('a', all(when, is('answers.product', 'planning')))])).questions.at(-1)
    expect(asking({ fact: 'answers.phone', op: 'startsWith', value: '+49' })).toMatchObject({ outcome: 'left', why: expect.stringContaining('phone number') })
    expect(asking(known('answers.phone'))).toMatchObject({ outcome: 'narrowed', showWhen: known('answers.phone') })
  })
  test('can be used as it is', () => expect(checkPlaybook(playbook, roster)).toEqual([]))
  test('tells a browser when to ask, and not why', () => {
    const [, shown] = publicForm(playbook.forms[0] as Playbook['forms'][number], 1, []).questions
    expect([shown?.showWhen, shown && 'ask' in shown, shown && 'writtenShowWhen' in shown]).toEqual([is('answers.size', 'large'), false, false])
  })
  test('is what was written where nothing asks for it', () => {
    const plain = document([size, product], [])
    expect(compileForms(plain).playbook).toBe(plain)
  })
})
