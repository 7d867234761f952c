import type { PublicForm } from '@baton/shared/form'
import type { Playbook } from '@baton/shared/playbook'
import { publicForm } from '@baton/shared/public-form'
import { mayRemember } from '@baton/shared/remember'
import { checkPlaybook } from '@baton/shared/verify/check-playbook'
import { readPlaybook } from '@baton/shared/verify/read-document'
import { describe, expect, test } from 'vitest'
import { aRoster } from '../support/examples.ts'

const questions = [
  { id: 'email', kind: 'email', label: 'Work email', required: true },
  { id: 'keepIt', kind: 'consent', label: 'Keep this' },
]
const readForm = (remember: unknown) =>
  readPlaybook({ format: 1, forms: [{ id: 'contact', questions, ...(remember !== undefined && { remember }) }], routing: { otherwise: [] } })

describe('what a form may say it remembers', () => {
  const problems = (remember: unknown) => {
    const { document, errors } = readForm(remember)
    return (document ? checkPlaybook(document, aRoster()) : errors).map(({ path, message, nearest }) => [path, message, nearest])
  }
  test.each([['never'], ['always'], [{ consent: 'keepIt' }], [undefined]])('%j', remember => expect(problems(remember)).toEqual([]))
  test.each<[unknown, string, string, string | null]>([
    [{ consent: 'keepit' }, '/forms/0/remember/consent', 'There is no consent question “keepit” on this form.', 'keepIt'],
    [{ consent: 'email' }, '/forms/0/remember/consent', '“email” is no consent question: nobody agrees to anything by answering it.', null],
    ['allways', '/forms/0/remember', '“allways” is none of never, always.', 'always'],
    [{ consnt: 'keepIt' }, '/forms/0/remember', `Write 'never', 'always' or {"consent": "<id of a consent question>"}.`, null],
    [true, '/forms/0/remember', `Write 'never', 'always' or {"consent": "<id of a consent question>"}.`, null],
  ])('%j is told with its place', (remember, path, message, nearest) => expect(problems(remember)).toEqual([[path, message, nearest]]))
})

test('a misspelt “remember” is told with the right name', () => {
  const { errors } = readPlaybook({ format: 1, forms: [{ id: 'contact', questions, rember: 'always' }], routing: { otherwise: [] } })
  expect(errors).toMatchObject([{ path: '/forms/0/rember', nearest: 'remember' }])
})

test.each<[PublicForm['remember'] | 'never', Record<string, string | boolean>, boolean]>([
  [undefined, { keepIt: true }, false],
  ['never', { keepIt: true }, false],
  ['always', {}, true],
  [{ consent: 'keepIt' }, { keepIt: true }, true],
  [{ consent: 'keepIt' }, { keepIt: 'true' }, false],
  [{ consent: 'keepIt' }, { email: 'zoe@contoso.example' }, false],
])('%j with the answers %j may be remembered: %j', (remember, answers, may) => expect(mayRemember(remember, answers)).toBe(may))

test('a browser is told no more than it needs', () => {
  const shown = (remember: unknown) => publicForm((readForm(remember).document as Playbook).forms[0] as Playbook['forms'][number], 1, []).remember
  expect([undefined, 'never', 'always', { consent: 'keepIt' }].map(shown)).toEqual([undefined, undefined, 'always', { consent: 'keepIt' }])
})
