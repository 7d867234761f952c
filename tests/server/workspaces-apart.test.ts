import { randomUUID } from 'node:crypto'
import { mintRenderToken } from '@baton/server/bots/render-token'
import { savePlaybook } from '@baton/server/db/publish'
import { poolTurns } from '@baton/server/db/schema'
import { importRoster } from '@baton/server/import-roster'
import { createWorkspace } from '@baton/server/set-up'
import type { Playbook } from '@baton/shared/playbook'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { listEndpoints } from '../support/list-endpoints.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'
import { startUnfiltered, type UnfilteredServer } from '../support/unfiltered-server.ts'

/** What another workspace has, by what it is called in an address or a body. */
interface Foreign {
  leadId: string
  submissionId: string
  heldId: string
  draftId: string
  deliveryId: string
  formId: string
  token: string
  email: string
}

type Ask = (ids: Foreign) => { path: string; body?: unknown }

/**
 * Every endpoint, and how a foreign id gets into it; a new one has to be written down here. `open`: it knows no workspace but the one that
 * the address itself names, which is public or unguessable.
 */
const endpoints: Record<string, Ask[] | 'open'> = {
  'GET /livez': 'open',
  'GET /readyz': 'open',
  'GET /favicon.ico': 'open',
  'GET /embed/:formId.js': 'open',
  'GET /widget/:file': 'open',
  'GET /photos/:hash': 'open',
  'GET /v1/forms/:formId': 'open',
  'GET /v1/forms/:formId/embedded': 'open',
  'GET /v1/forms/:formId/token': 'open',
  'GET /f/:formId': 'open',
  'GET /h/:token': 'open',
  'GET /v1/handoffs/:token/slots': 'open',
  'POST /v1/webhooks/resend': 'open', // signed
  'POST /v1/forms/:formId/submissions': [({ submissionId }) => ({ path: '/v1/forms/elsewhere/submissions', body: { submissionId, answers: {}, test: true } })],
  'POST /f/:formId': 'open', // takes no key, and its submission ids are those of its own form
  'PUT /v1/forms/:formId/drafts/:draftId': 'open', // takes no key either, and writes into its form's workspace alone
  'GET /v1/drafts': [({ draftId }) => ({ path: `/v1/drafts?cursor=${cursor(draftId)}` })],
  'GET /v1/leads': [({ submissionId }) => ({ path: `/v1/leads?submissionId=${submissionId}` }), ({ email }) => ({ path: `/v1/leads?email=${email}` })],
  'GET /v1/leads/:id': [({ leadId }) => ({ path: `/v1/leads/${leadId}` }), ({ submissionId }) => ({ path: `/v1/leads/${submissionId}` })],
  'POST /v1/leads/:id/refund': [({ leadId }) => ({ path: `/v1/leads/${leadId}/refund`, body: { reason: 'no-show' } })],
  'POST /v1/deliveries/:id/retry': [
    ({ deliveryId }) => ({ path: `/v1/deliveries/${deliveryId}/retry`, body: {} }),
    ({ deliveryId }) => ({ path: `/v1/deliveries/${deliveryId}/retry`, body: { mayArriveTwice: true } }),
  ],
  'GET /v1/quarantine': [({ heldId }) => ({ path: `/v1/quarantine?cursor=${cursor(heldId)}` })],
  'POST /v1/submissions/:id/release': [
    ({ heldId }) => ({ path: `/v1/submissions/${heldId}/release`, body: {} }),
    ({ heldId, formId }) => ({ path: `/v1/submissions/${heldId}/release`, body: { formId } }),
    ({ submissionId }) => ({ path: `/v1/submissions/${submissionId}/release`, body: {} }),
  ],
  'GET /leads': [({ email }) => ({ path: `/leads?email=${email}` })],
  'GET /leads/:id': [({ leadId }) => ({ path: `/leads/${leadId}` })],
  'GET /quarantine': [({ heldId }) => ({ path: `/quarantine?cursor=${cursor(heldId)}` })],
  'GET /mailbox': [() => ({ path: '/mailbox' })],
  'GET /mailbox.json': [() => ({ path: '/mailbox.json' })],
}
const cursor = (id: string) => Buffer.from(`2030-01-01T00:00:00.000Z ${id}`).toString('base64url')

const playbook: Playbook = { ...salesPlaybook, forms: salesPlaybook.forms.map(form => ({ ...form, remember: 'always' })) }
const elsewhere = { ...playbook, forms: playbook.forms.slice(0, 1).map(form => ({ ...form, id: 'elsewhere' })) }
const unknown: Foreign = {
  leadId: randomUUID(),
  submissionId: randomUUID(),
  heldId: randomUUID(),
  draftId: randomUUID(),
  deliveryId: randomUUID(),
  formId: 'elsewhere',
  token: 'x'.repeat(24),
  email: 'nobody@unheard.example',
}

let server: TestServer
let other: { workspaceId: string; key: string }
let foreign: Foreign
let unfiltered: UnfilteredServer
let unfilteredUrl: string

beforeAll(async () => {
  server = await startServer({ playbook, roster: salesRoster })
  other = await createWorkspace(server.desk.store, 'Elsewhere', randomUUID)
  await importRoster(server.db, other.workspaceId, salesRoster, '.')
  await savePlaybook(server.db, other.workspaceId, elsewhere)
  foreign = await fill('elsewhere', other.key, 'zoe@canary-elsewhere.example')
  await fill('demo-request', server.key, 'zoe@ours.example')
  const port = await freePort()
  unfiltered = await startUnfiltered({ ...server.environment, HOST: '127.0.0.1', PORT: String(port), PUBLIC_BASE_URL: 'http://baton.test', BATON_DEMO: '0' })
  unfilteredUrl = `http://127.0.0.1:${port}`
  await unfiltered.process.answers(`${unfilteredUrl}/readyz`)
})
afterAll(async () => {
  await unfiltered?.process.stop()
  await server.close()
})

/** One lead with its mails, and a submission that was set aside. */
async function fill(formId: string, key: string, email: string): Promise<Foreign> {
  const headers = { authorization: `Bearer ${key}` }
  const [submissionId, heldId, draftId] = [randomUUID(), randomUUID(), randomUUID()]
  const address = `/v1/forms/${formId}/submissions`
  const sent = await server.post(address, { submissionId, answers: answersOf({ email, country: 'DE' }) }, headers)
  expect(sent.status).toBe(201)
  const { token } = (await sent.json()) as { token: string }
  expect((await server.post(address, { submissionId: heldId, answers: answersOf({ email, country: 'DE' }), company_website: 'a program' })).status).toBe(201)
  const { token: renderToken } = mintRenderToken(server.desk.secret, formId, new Date(Date.now() - 10_000))
  const put = { method: 'PUT', headers: { 'content-type': 'application/json' } }
  const draft = JSON.stringify({ revision: 1, answers: { email: `begun.${email}` }, renderToken })
  expect((await fetch(`${server.url}/v1/forms/${formId}/drafts/${draftId}`, { ...put, body: draft })).status).toBe(204)
  const get = async (path: string) => (await fetch(server.url + path, { headers })).json()
  const [listed] = ((await get(`/v1/leads?submissionId=${submissionId}`)) as { items: { id: string }[] }).items
  const lead = (await get(`/v1/leads/${listed?.id}`)) as { id: string; deliveries: { id: string }[] }
  return { leadId: lead.id, submissionId, heldId, draftId, deliveryId: lead.deliveries[0]?.id ?? '', formId, token, email }
}

async function ask(url: string, method: string, { path, body }: ReturnType<Ask>, key: string): Promise<{ status: number; text: string }> {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return { status: response.status, text: (await response.text()).replace(/"requestId":"[^"]+"/, '"requestId":""') }
}

test('every endpoint is in the table', async () => {
  expect(listEndpoints(server.routes())).toEqual(Object.keys(endpoints).sort())
})

const asked = Object.entries(endpoints).flatMap(([endpoint, asks]) => (asks === 'open' ? [] : asks.map((asking, place) => [endpoint, place, asking] as const)))

describe.each([
  ['as it is', () => server.url],
  ['with its own filters taken out, so that only the database’s policies are left', () => unfilteredUrl],
])('a foreign id, Baton %s', (_, url) => {
  test.each(asked)('%s, %i: is answered byte for byte like one that nobody has', async (endpoint, _place, asking) => {
    const [method = ''] = endpoint.split(' ')
    const told = await ask(url(), method, asking(foreign), server.key)
    expect(told).toEqual(await ask(url(), method, asking(unknown), server.key))
    for (const secret of ['canary-elsewhere', foreign.leadId, foreign.deliveryId]) expect(told.text).not.toContain(secret)
  })

  test('lists hold our own and nothing else', async () => {
    const { text } = await ask(url(), 'GET', { path: '/v1/leads' }, server.key)
    expect(text).toContain('zoe@ours.example')
    expect(text).not.toContain('canary-elsewhere')
    const { text: held } = await ask(url(), 'GET', { path: '/v1/quarantine' }, server.key)
    expect(held).toContain('zoe@ours.example')
    expect(held).not.toContain('canary-elsewhere')
    const { text: begun } = await ask(url(), 'GET', { path: '/v1/drafts' }, server.key)
    expect(begun).toContain('begun.zoe@ours.example')
    expect(begun).not.toContain('canary-elsewhere')
  })
})

test('what was asked for has left everything of theirs as it was', async () => {
  const { text } = await ask(server.url, 'GET', { path: `/v1/leads/${foreign.leadId}` }, other.key)
  const lead = JSON.parse(text)
  expect(lead.submissions).toHaveLength(1)
  expect(lead.deliveries.map(({ attempts }: { attempts: unknown[] }) => attempts.length)).toEqual([1, 1])
  expect(lead.decision.refund).toBeNull()
  expect((await ask(server.url, 'GET', { path: '/v1/quarantine' }, other.key)).text).toContain(foreign.heldId)
  expect((await ask(server.url, 'GET', { path: '/v1/drafts' }, other.key)).text).toContain(foreign.draftId)
})

test('a submission with a foreign submission’s id, of a person whom others know, is a new lead of our own', async () => {
  const theirs = () => server.db.select().from(poolTurns).where(eq(poolTurns.workspaceId, other.workspaceId)).orderBy(poolTurns.poolId)
  const before = await theirs()
  const body = { submissionId: foreign.submissionId, answers: answersOf({ email: foreign.email, country: 'DE' }) }
  const path = '/v1/forms/demo-request/submissions'
  for (const [url, status] of [
    [unfilteredUrl, 201],
    [server.url, 200],
  ] as const) {
    const sent = await ask(url, 'POST', { path, body }, server.key)
    expect(sent.status).toBe(status) // the second finds what the first one stored
    expect(sent.text).not.toContain(foreign.token)
  }
  const { text } = await ask(server.url, 'GET', { path: `/v1/leads?submissionId=${foreign.submissionId}` }, server.key)
  const [lead] = JSON.parse(text).items
  expect(lead.id).not.toBe(foreign.leadId)
  expect(lead.decision.facts).toMatchObject({ 'lead.returning': false })
  expect(lead.decision.facts).not.toHaveProperty('colleague.owner')
  expect(await theirs()).toEqual(before)
})

test('there were filters to take out', () => expect(unfiltered.filters).toBeGreaterThan(40))

describe('the database', () => {
  const names = async (query: ReturnType<typeof sql>) => ((await server.db.execute(query)) as unknown as { name: string }[]).map(({ name }) => name) // rows, by this driver

  test('has a policy, forced, on every table but those of the deployment', async () => {
    const open = sql`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not (relrowsecurity and relforcerowsecurity) order by 1`
    expect(await names(open)).toEqual(['connections', 'mail_templates', 'secrets', 'widget_files'])
  })

  test('is worked in by roles that own nothing and pass no policy by', async () => {
    const strong = sql`select rolname as name from pg_roles where rolname like 'baton%' and (rolsuper or rolbypassrls or rolcanlogin or rolcreaterole or rolcreatedb)`
    expect(await names(strong)).toEqual([])
    expect(await names(sql`select rolname as name from pg_roles where rolname like 'baton%' order by 1`)).toEqual(['baton_deployment', 'baton_workspace'])
    expect(await names(sql`select relname as name from pg_class join pg_roles on pg_roles.oid = relowner where rolname like 'baton%'`)).toEqual([])
  })

  test('shows nothing to whoever names no workspace, and lets nobody write into another', async () => {
    const { store } = server.desk
    await expect(store.deployment.execute(sql`select * from leads`)).rejects.toThrow()
    await expect(store.deployment.execute(sql`update submissions set token = ''`)).rejects.toThrow()
    const ours = store.of(server.workspaceId)
    const moved = ours.execute(sql`update leads set workspace_id = ${other.workspaceId}`)
    await expect(moved).rejects.toThrow()
    await expect(
      ours.execute(sql`insert into rep_days (workspace_id, rep, day, assigned) values (${other.workspaceId}, 'ana', '2026-11-23', 1)`),
    ).rejects.toThrow()
    const [seen] = (await ours.execute(sql`select count(distinct workspace_id)::int as count from submissions`)) as unknown as { count: number }[] // rows, by this driver
    expect(seen).toEqual({ count: 1 })
    for (const forbidden of [sql`select * from secrets`, sql`delete from connections`, sql`update mail_templates set text = ''`])
      await expect(ours.execute(forbidden)).rejects.toThrow()
    for (const change of [sql`update mail_templates set text = ''`, sql`update widget_files set code = ''`, sql`delete from widget_files`])
      await expect(store.deployment.execute(change)).rejects.toThrow()
    expect(() => store.of("x'; reset role; --")).toThrow()
  })
})
