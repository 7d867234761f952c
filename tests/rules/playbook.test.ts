import { playbook } from '@baton/shared/playbook'
import { describe, expect, test } from 'vitest'

const email = { id: 'email', kind: 'email', label: 'Work email' }
const base = { format: 1, forms: [{ id: 'f', questions: [email] }], routing: { otherwise: [] } }
const withQuestion = (question: object) => ({ ...base, forms: [{ id: 'f', questions: [{ label: 'Q', ...question }] }] })
const withForm = (more: object) => ({ ...base, forms: [{ id: 'f', questions: [email], ...more }] })
const withRule = (when: unknown) => ({ ...base, routing: { rules: [{ id: 'r', when, to: [{ kind: 'owner' }] }], otherwise: [] } })
const withMember = (member: object) => ({ ...base, pools: [{ id: 'p', members: [member] }] })
const withDestination = (destination: object) => ({ ...base, routing: { otherwise: [destination] } })
const withSla = (sla: object) => ({ ...base, sla })

/** Where the first problem is, as a path; "" for the document itself; null when there is none. */
const problemAt = (document: unknown) => playbook.safeParse(document).error?.issues[0]?.path.join('.') ?? null

test('the least a playbook can say is a form and where its leads go', () => {
  expect(playbook.parse(base)).toMatchObject({ format: 1, pools: [], queues: [], territories: [], scoring: { criteria: [], grades: [] } })
})

test('a member without weight has weight 1', () => {
  expect(playbook.parse(withMember({ rep: 'ana' })).pools[0]?.members).toEqual([{ rep: 'ana', weight: 1 }])
})

describe('a playbook is taken with', () => {
  test.each<[string, object]>([
    ['a condition of any depth', withRule({ all: [{ any: [{ not: { fact: 'locale', op: 'is', value: 'de' } }] }, { all: [] }] })],
    ['known, which has no value', withRule({ fact: 'territory', op: 'known' })],
    ['a question that fills a place or a company', withQuestion({ id: 'q', kind: 'text', fills: 'place.region' })],
    ['origins, also with a wildcard', withForm({ allowedOrigins: ['https://example.com', 'https://*.example.com', 'http://localhost:*', '*'] })],
    [
      'every kind of destination',
      {
        ...base,
        routing: {
          otherwise: [
            { kind: 'owner', anyHour: true },
            { kind: 'rep', rep: 'ana' },
            { kind: 'pool', pool: 'p', match: [{ attribute: 'a', has: 'locale' }] },
            { kind: 'queue', queue: 'q' },
            { kind: 'disqualify', reason: 'x', redirectUrl: null },
          ],
        },
      },
    ],
  ])('%s', (_, document) => expect(problemAt(document)).toBeNull())
})

describe('a playbook is refused, at the very place, for', () => {
  test.each<[string, unknown, string]>([
    ['another format', { ...base, format: 2 }, 'format'],
    ['no form', { ...base, forms: [] }, 'forms'],
    ['a form without questions', { ...base, forms: [{ id: 'f', questions: [] }] }, 'forms.0.questions'],
    ['a form id with a blank', withForm({ id: 'a b' }), 'forms.0.id'],
    ['a key that does not exist', withForm({ colour: 'red' }), 'forms.0'],
    ['a question of no known kind', withQuestion({ id: 'q', kind: 'slider' }), 'forms.0.questions.0.kind'],
    ['a choice without options', withQuestion({ id: 'q', kind: 'choice', options: [] }), 'forms.0.questions.0.options'],
    ['a question id with a dot', withQuestion({ id: 'a.b', kind: 'text' }), 'forms.0.questions.0.id'],
    ['a question id that is no key', withQuestion({ id: '__proto__', kind: 'text' }), 'forms.0.questions.0.id'],
    ['a step of 0', withQuestion({ id: 'q', kind: 'number', step: 0 }), 'forms.0.questions.0.step'],
    ['a first day that does not exist', withQuestion({ id: 'q', kind: 'date', min: '2026-02-29' }), 'forms.0.questions.0.min'],
    ['an answer that fills a score', withQuestion({ id: 'q', kind: 'text', fills: 'score.points' }), 'forms.0.questions.0.fills'],
    ['an origin with a path', withForm({ allowedOrigins: ['https://example.com/a'] }), 'forms.0.allowedOrigins.0'],
    ['a privacy address that runs code', withForm({ privacyUrl: 'javascript:alert(1)' }), 'forms.0.privacyUrl'],
    ['an operator that does not exist', withRule({ fact: 'locale', op: 'equals', value: 'de' }), 'routing.rules.0.when.op'],
    ['a misspelt comparison deep inside', withRule({ all: [{ not: { fact: 'locale', is: 'de' } }] }), 'routing.rules.0.when.all.0.not.op'],
    ['two shapes of condition in one', withRule({ all: [], any: [] }), 'routing.rules.0.when'],
    ['a condition that is a text', withRule('always'), 'routing.rules.0.when'],
    ['a rule that leads nowhere', { ...base, routing: { rules: [{ id: 'r', when: { all: [] }, to: [] }], otherwise: [] } }, 'routing.rules.0.to'],
    ['a destination that does not exist', withDestination({ kind: 'team', team: 'x' }), 'routing.otherwise.0.kind'],
    ['a queue at any hour', withDestination({ kind: 'queue', queue: 'q', anyHour: true }), 'routing.otherwise.0'],
    ['a redirect to a script', withDestination({ kind: 'disqualify', reason: 'x', redirectUrl: 'javascript:alert(1)' }), 'routing.otherwise.0.redirectUrl'],
    ['weight 0', withMember({ rep: 'ana', weight: 0 }), 'pools.0.members.0.weight'],
    ['weight −1', withMember({ rep: 'ana', weight: -1 }), 'pools.0.members.0.weight'],
    ['weight 1.5', withMember({ rep: 'ana', weight: 1.5 }), 'pools.0.members.0.weight'],
    ['a pool of nobody', { ...base, pools: [{ id: 'p', members: [] }] }, 'pools.0.members'],
    ['a promise of no time at all', withSla({ firstContactMinutes: 0 }), 'sla.firstContactMinutes'],
    ['a clock that does not exist', withSla({ firstContactMinutes: 5, clock: 'office' }), 'sla.clock'],
    ['an id of blanks', { ...base, queues: [{ id: '  ' }] }, 'queues.0.id'],
  ])('%s', (_, document, path) => expect(problemAt(document)).toBe(path))
})
