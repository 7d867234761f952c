import { playbook } from '@baton/shared/playbook'
import { browserTouches } from '@baton/shared/verify/browser-facts'
import { checkPlaybook } from '@baton/shared/verify/check-playbook'
import { describe, expect, test } from 'vitest'

const document = (fact: string, op = 'is') =>
  playbook.parse({
    format: 1,
    forms: [{ id: 'f', questions: [{ id: 'a', kind: 'text', label: 'A', showWhen: op === 'known' ? { fact, op } : { fact, op, value: 'x' } }] }],
    queues: [{ id: 'q' }],
    routing: { rules: [{ id: 'r', when: { fact, op: 'known' }, to: [{ kind: 'queue', queue: 'q' }] }], otherwise: [{ kind: 'queue', queue: 'q' }] },
  })
const problems = (fact: string, op?: string) => checkPlaybook(document(fact, op), { reps: [], holidays: [] })

describe('a question may be shown', () => {
  test.each(['locale', ...browserTouches.flatMap(name => [`touch.first.${name}`, `touch.last.${name}`])])('by %s, which browser and server read alike', fact =>
    expect(problems(fact)).toEqual([]),
  )

  test.each(['medium', 'source', 'term'])('not by the %s of a touch, which the server finds by its lists; a rule may ask for it', name => {
    for (const op of ['is', 'known', 'contains']) {
      expect(problems(`touch.last.${name}`, op)).toEqual([
        {
          document: 'playbook',
          path: '/forms/0/questions/0/showWhen/fact',
          message: `“touch.last.${name}” is found on the server, by lists of search engines that no browser has: showWhen may use touch.*.campaign, touch.*.content, touch.*.clickId, touch.*.landingPath, touch.*.referrerHost.`,
          nearest: null,
        },
      ])
    }
  })

  test('not by what only the server knows', () =>
    expect(problems('email.kind')).toMatchObject([{ message: expect.stringContaining('not known in the browser') }]))

  test('by whether a phone number was given, but not by how it was typed: the server writes it anew', () => {
    const form = (showWhen: object) => ({
      ...document('locale'),
      forms: playbook.parse({
        ...document('locale'),
        forms: [
          {
            id: 'f',
            questions: [
              { id: 'phone', kind: 'phone', label: 'Phone' },
              { id: 'call', kind: 'text', label: 'When?', showWhen },
            ],
          },
        ],
      }).forms,
    })
    const told = (showWhen: object) => checkPlaybook(form(showWhen), { reps: [], holidays: [] }).map(({ path, message }) => [path, message])
    expect(told({ fact: 'answers.phone', op: 'known' })).toEqual([])
    expect(told({ not: { fact: 'answers.phone', op: 'startsWith', value: '+49' } })).toEqual([
      [
        '/forms/0/questions/1/showWhen/not/fact',
        '“answers.phone” is a phone number, which the server writes anew (+493012345): showWhen may ask whether it is known.',
      ],
    ])
  })
})
