import { loadPublishedPlaybook } from '@baton/server/db/publish'
import type { Playbook } from '@baton/shared/playbook'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

/** The country makes a territory of large companies only. */
const playbook: Playbook = {
  ...salesPlaybook,
  forms: salesPlaybook.forms.map(form => ({
    ...form,
    questions: form.questions.map(question => (question.id === 'country' ? { ...question, required: true, ask: 'if-it-matters' as const } : question)),
  })),
  territories: salesPlaybook.territories.map(territory => ({
    ...territory,
    when: { all: [territory.when, { fact: 'answers.companySize', op: 'is', value: '200+' }] },
  })),
}
const onlyLarge = { fact: 'answers.companySize', op: 'is', value: '200+' }

let server: TestServer
beforeAll(async () => {
  server = await startServer({ playbook, roster: salesRoster })
})
afterAll(() => server.close())

test('what is published is compiled, and keeps why', async () => {
  const published = await loadPublishedPlaybook(server.db, server.workspaceId)
  const country = published?.forms[0]?.questions.find(({ id }) => id === 'country')
  expect(country).toMatchObject({ ask: 'if-it-matters', showWhen: onlyLarge, writtenShowWhen: { all: [] } })
})

test('a browser learns when to ask, and nothing else', async () => {
  const text = await (await fetch(`${server.url}/v1/forms/demo-request`)).text()
  expect(JSON.parse(text).questions.find(({ id }: { id: string }) => id === 'country').showWhen).toEqual(onlyLarge)
  expect(text).not.toMatch(/if-it-matters|writtenShowWhen/)
})

test('who is not asked need not answer, and is decided as if they had', async () => {
  const zoe = (answers: object) => server.submit({ email: `zoe${Math.random()}@contoso.example`, name: 'Zoë', ...answers })
  expect((await zoe({ companySize: '11-200' })).status).toBe(201)
  expect((await zoe({ companySize: '11-200', country: 'DE' })).status).toBe(201)
  expect((await zoe({ companySize: '200+', seats: 20 })).reply).toMatchObject({ error: { problems: [{ path: '/answers/country', code: 'required' }] } })
  expect((await zoe({ companySize: '200+', seats: 20, country: 'DE' })).status).toBe(201)
  const { body } = await server.read('/v1/leads?limit=10')
  expect(body.items).toHaveLength(3)
})
