import { randomUUID } from 'node:crypto'
import { mintRenderToken } from '@baton/server/bots/render-token'
import { addTouch, readTouch, touchFacts } from '@baton/shared/attribution'
import type { Condition } from '@baton/shared/condition'
import { visibleQuestions } from '@baton/shared/flow'
import type { Form } from '@baton/shared/form'
import type { Playbook } from '@baton/shared/playbook'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { monday } from '../support/examples.ts'
import { openPlain } from '../support/plain-browser.ts'
import { salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

const medium = (value: string): Condition => ({ fact: 'touch.last.medium', op: 'is', value })

/** As somebody may have published it before the check of a playbook spoke against it: two questions by what no browser knows. */
const form: Form = {
  ...(salesPlaybook.forms[0] as Form), // it has one
  steps: undefined,
  questions: [
    { id: 'email', kind: 'email', label: 'Work email', required: true },
    { id: 'searched', kind: 'text', label: 'What did you search for?', required: true, showWhen: medium('organic') },
    { id: 'site', kind: 'text', label: 'Which site?', required: true, showWhen: medium('referral') },
  ],
}
const playbook: Playbook = {
  ...salesPlaybook,
  forms: [form],
  scoring: { criteria: [{ id: 'found', label: 'Found us by searching', when: medium('organic'), points: 7 }], grades: [] },
  territories: [],
  routing: {
    rules: [{ id: 'assistants', when: medium('ai'), to: [{ kind: 'rep', rep: 'carla' }] }],
    otherwise: [{ kind: 'rep', rep: 'ben' }],
  },
}

let now = monday
let server: TestServer
beforeAll(async () => {
  server = await startServer({ playbook, roster: salesRoster, now: () => now })
})
afterAll(() => server.close())

// biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever it asked for
async function leadOf(email: string): Promise<any> {
  const { body } = await server.read(`/v1/leads?email=${encodeURIComponent(email)}`)
  return (await server.read(`/v1/leads/${body.items[0].id}`)).body
}

/** Answers what the widget shows to whoever comes from there, and sends what it sends. */
async function visit(referrer: string, email: string): Promise<{ status: number; asked: string[] }> {
  const touches = addTouch({}, readTouch({ url: 'https://acme.example/pricing', referrer, at: now.toISOString() }))
  const asked = visibleQuestions(form, {}, { ...touchFacts(touches), locale: 'en' }).map(({ id }) => id)
  const answers = Object.fromEntries(asked.map(id => [id, id === 'email' ? email : 'crm']))
  const { token } = mintRenderToken(server.desk.secret, form.id, new Date(now.getTime() - 10_000))
  const sent = await server.post(`/v1/forms/${form.id}/submissions`, { submissionId: randomUUID(), answers, renderToken: token, touches })
  return { status: sent.status, asked }
}

test('whoever comes from a search engine is scored and told as such, and asked just what the widget showed', async () => {
  const referrer = 'https://www.google.de/search?q=lead+routing&token=secret'
  expect(await visit(referrer, 'zoe@firm.example')).toEqual({ status: 201, asked: ['email', 'site'] })
  const lead = await leadOf('zoe@firm.example')
  const touch = { medium: 'organic', source: 'google', term: 'lead routing', referrerHost: 'google.de', landingPath: '/pricing', at: now.toISOString() }
  expect(lead.submissions[0]).toMatchObject({ touches: { first: touch, last: touch }, answers: { site: 'crm' } })
  expect(lead.decision.facts).toMatchObject({ 'touch.last.medium': 'organic', 'touch.first.source': 'google', 'touch.last.term': 'lead routing' })
  expect(lead.decision.score.points).toBe(7)
  expect(JSON.stringify(lead)).not.toContain('secret')
})

test('an assistant’s visitors go where the rule says', async () => {
  expect((await visit('https://chatgpt.com/', 'yve@firm.example')).status).toBe(201)
  expect((await leadOf('yve@firm.example')).decision).toMatchObject({ rule: 'assistants', rep: 'carla' })
})

test('the form without JavaScript tells the same, and asks the same', async () => {
  const first = await openPlain(`${server.url}/f/${form.id}`, { referer: 'https://duckduckgo.com/?q=baton' })
  expect([first.all('[name=site]').length, first.all('[name=searched]').length]).toEqual([1, 0])
  now = new Date(now.getTime() + 20_000)
  const done = await first.enter('email', 'ada@firm.example').enter('site', 'duck').press('Send')
  expect(done.status).toBe(303)
  const { submissions, decision } = await leadOf('ada@firm.example')
  expect(submissions[0].touches.last).toMatchObject({ medium: 'organic', source: 'duckduckgo', term: 'baton' })
  expect(submissions[0].touches.last).not.toHaveProperty('referrerPath')
  expect(decision.score.points).toBe(7)
})
