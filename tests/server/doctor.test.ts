import { type Config, readConfig } from '@baton/server/config'
import { checkCalendly } from '@baton/server/doctor/check-calendly'
import { checkClock } from '@baton/server/doctor/check-database'
import { checkMail } from '@baton/server/doctor/check-mail'
import { checkSenderDomain } from '@baton/server/doctor/check-sender-domain'
import { checkSettings } from '@baton/server/doctor/check-settings'
import type { Finding } from '@baton/server/doctor/finding'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type FakeDns, startFakeDns } from '../support/fake-dns.ts'
import { type Answer, type FakeProvider, startFakeProvider } from '../support/fake-provider.ts'
import { startFakeSmtp } from '../support/fake-smtp.ts'
import { createDatabase } from '../support/postgres.ts'
import { runBaton } from '../support/run-baton.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

vi.setConfig({ testTimeout: 60_000 }) // a command takes half a second, and several on a busy machine

const states = (findings: Finding[]) => Object.fromEntries(findings.map(({ name, state }) => [name, state]))
const named = (findings: Finding[], name: string) => findings.find(finding => finding.name === name)

describe('of the database', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ playbook: salesPlaybook, roster: salesRoster })
  })
  afterAll(() => server.close())

  const good = { PUBLIC_BASE_URL: 'https://baton.example.com', BATON_SECRET: 's'.repeat(32) }
  const doctor = (environment: Record<string, string> = {}, ...words: string[]) =>
    runBaton(['doctor', ...words], { ...server.environment, ...good, ...environment })
  const look = async (environment: Record<string, string> = {}): Promise<Finding[]> => (await doctor(environment, '--json')).json.findings
  /** A setting as every new session of this database finds it. */
  const set = (setting: string) => server.db.execute(sql.raw(`do $$ begin execute format('alter database %I ${setting}', current_database()); end $$`))

  test('one line says what is in order, and another what is to be done', async () => {
    const { code, stdout, stderr } = await doctor()
    expect([code, stderr]).toEqual([1, '']) // connected as a superuser, without mail
    expect(stdout).toMatch(/^ok {5} durability {7}PostgreSQL 18\.\S* keeps what it has committed/m)
    expect(stdout).toMatch(/^look {3} role .* a superuser, though each transaction takes a lesser role\. → Make one of its own/m)
    expect(stdout).toMatch(/^ok {5} clock /m)
    expect(stdout).toMatch(/^ok {5} schema /m)
    expect(stdout).toMatch(/^look {3} mail provider .* → Set RESEND_API_KEY or SMTP_URL/m)
  })

  test('what could lose an answered lead is broken', async () => {
    await set('set synchronous_commit = off')
    const { code, json } = await doctor({}, '--json')
    await set('reset synchronous_commit')
    expect([code, json.worst]).toEqual([2, 'broken'])
    expect(named(json.findings, 'durability')).toMatchObject({
      state: 'broken',
      says: 'synchronous_commit is off.',
      todo: expect.stringContaining('synchronous_commit = on'),
    })
    expect(named(await look(), 'durability')?.state).toBe('ok')
  })

  test('a role that may take those of transactions is in order, and one that may not is told how', async () => {
    await server.db.execute(sql`create role plain login in role pg_read_all_data`)
    await server.db.execute(sql`grant usage on schema drizzle to plain`)
    const address = new URL(server.environment.DATABASE_URL ?? '')
    address.username = 'plain'
    const role = async () => named(await look({ DATABASE_URL: address.href }), 'role')
    expect(await role()).toMatchObject({
      state: 'broken',
      todo: expect.stringContaining('grant baton_workspace to plain; create role baton_deployment nologin;'),
    })
    await server.db.execute(sql`grant baton_workspace, baton_deployment to plain`)
    expect(await role()).toMatchObject({ state: 'ok', says: expect.stringContaining('plain') })
    await server.db.execute(sql`drop owned by plain`)
    await server.db.execute(sql`drop role plain`)
  })

  test('what waits for too long, and mail that is stopped, is told', async () => {
    const { db } = server
    await server.submit(answersOf())
    await db.execute(sql`update deliveries set state = 'owed', due_at = now() - interval '20 minutes'`)
    expect(named(await look(), 'mail')).toMatchObject({ state: 'broken', says: '2 are owed, one for 20 minutes.' })
    await db.execute(sql`update deliveries set state = 'needs-review'`)
    expect(named(await look(), 'review')).toMatchObject({ state: 'look', todo: expect.stringContaining('/retry') })
    await db.execute(sql`insert into connections (id, paused_until, paused_reason, tokens, refilled_at) values ('resend', now(), 'invalid_api_key', 0, now())`)
    expect(named(await look(), 'mail')).toMatchObject({ state: 'broken', says: 'It is stopped: invalid_api_key. 0 are owed.' })
    await db.execute(sql`delete from connections`)
    await db.execute(sql`update decisions set at = now() - interval '6 minutes'`)
    expect(named(await look(), 'seals')?.state).toBe('look')
  })

  test('changes that are not made yet are told and not made', async () => {
    const empty = await createDatabase()
    const asked = { DATABASE_URL: empty.url }
    expect(named(await look(asked), 'schema')).toMatchObject({ state: 'look', says: 'There is none yet.' })
    expect(named(await look(asked), 'schema')?.says).toBe('There is none yet.')
    await empty.drop()
    await server.db.execute(sql`update drizzle.__drizzle_migrations set created_at = created_at - 1`)
    expect(named(await look(), 'schema')).toMatchObject({ state: 'look', says: '1 change waits to be made.' })
    await server.db.execute(sql`update drizzle.__drizzle_migrations set created_at = created_at + 2`)
    expect(named(await look(), 'schema')).toMatchObject({ state: 'look', says: 'A newer version of Baton has been here.' })
  })

  test.each<[string, Record<string, string>, number, string, string]>([
    ['cannot be reached', { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' }, 2, 'database', 'DATABASE_URL is right'],
    ['is not there yet', { DATABASE_URL: '', BATON_DATA_DIR: 'no-such-folder', BATON_DEMO: '0' }, 1, 'database', 'The first start makes it'],
    ['is set by what is malformed', { BATON_SECRET: 'short' }, 2, 'settings', 'look again'],
  ])('one that %s is told', async (_, environment, code, name, todo) => {
    const ended = await doctor(environment, '--json')
    expect(ended.code).toBe(code)
    expect(named(ended.json.findings, name)?.todo).toContain(todo)
  })
})

test.each([
  [400, 'ok', '0.4 s ahead of'],
  [-5000, 'look', '5.0 s behind'],
  [120_000, 'broken', '120.0 s ahead of'],
])('a clock that is %i ms off is %s', (drift, state, says) => expect(checkClock(drift)).toMatchObject({ state, says: expect.stringContaining(says) }))

describe('of mail', () => {
  let resend: FakeProvider
  let dns: FakeDns
  let answers: Record<string, Answer>
  const listed = (status: string): Answer => ({
    status: 200,
    body: { object: 'list', has_more: false, data: [{ id: 'd', name: 'northlight.example', status }] },
  })
  const hooks = (status: string): Answer => ({
    status: 200,
    body: { object: 'list', has_more: false, data: [{ id: 'w', endpoint: 'https://baton.example.com/v1/webhooks/resend', events: ['email.bounced'], status }] },
  })
  const refused = (status: number, name: string): Answer => ({ status, body: { statusCode: status, name, message: 'x' } })
  beforeAll(async () => {
    resend = await startFakeProvider(({ path, method }) => (method === 'GET' && answers[path]) || { status: 404 })
    dns = await startFakeDns({})
  })
  afterAll(() => Promise.all([resend.close(), dns.close()]))

  const look = async (given: Record<string, Answer>, more: Record<string, string> = {}): Promise<Finding[]> => {
    answers = given
    const environment = { RESEND_API_KEY: 're_1', RESEND_BASE_URL: resend.url, RESEND_WEBHOOK_SECRET: `whsec_${'A'.repeat(32)}` }
    const from = { MAIL_FROM: 'Northlight <hello@Northlight.example>', PUBLIC_BASE_URL: 'https://baton.example.com' }
    return checkMail(readConfig({ ...environment, ...from, ...more }), [dns.server])
  }

  test('a key, a domain and a webhook that Resend has are in order; nothing is sent', async () => {
    const findings = await look({ '/domains': listed('verified'), '/webhooks': hooks('enabled') })
    expect(states(findings)).toMatchObject({ 'mail key': 'ok', 'mail domain': 'ok', 'mail webhook': 'ok' })
    expect(resend.requests.every(({ method, headers }) => method === 'GET' && headers.authorization === 'Bearer re_1')).toBe(true)
  })

  test.each<[string, Record<string, Answer>, string, Finding['state'], RegExp]>([
    ['a key that it does not know', { '/domains': refused(403, 'invalid_api_key') }, 'mail key', 'broken', /Make another key/],
    ['no key', { '/domains': refused(401, 'missing_api_key') }, 'mail key', 'broken', /Make another key/],
    ['a key that may only send', { '/domains': refused(401, 'restricted_api_key') }, 'mail key', 'ok', /^$/],
    ['no answer', { '/domains': 'reset' }, 'mail key', 'look', /reaches api\.resend\.com/],
    ['a redirect', { '/domains': { status: 302, headers: { location: 'http://127.0.0.1:9/' } } }, 'mail key', 'look', /reaches/],
    ['a bad day', { '/domains': { status: 500, body: '<html>' } }, 'mail key', 'look', /again/],
    ['a domain that is not verified', { '/domains': listed('pending') }, 'mail domain', 'broken', /resend\.com\/domains/],
    [
      'another domain',
      { '/domains': { status: 200, body: { data: [{ name: 'other.example', status: 'verified' }] } } },
      'mail domain',
      'broken',
      /Add northlight\.example/,
    ],
    ['a list that is none', { '/domains': { status: 200, body: { data: 'none' } } }, 'mail domain', 'broken', /Add northlight\.example/],
    ['no webhook', { '/domains': listed('verified'), '/webhooks': { status: 200, body: { data: [] } } }, 'mail webhook', 'look', /Add it/],
    ['a webhook that was stopped', { '/domains': listed('verified'), '/webhooks': hooks('disabled') }, 'mail webhook', 'broken', /Enable it again/],
  ])('%s is told', async (_, given, name, state, todo) => {
    expect(named(await look(given), name)).toMatchObject({ state, todo: todo.source === '^$' ? null : expect.stringMatching(todo) })
  })

  test('a webhook without its secret is told, whatever the key may look at', async () => {
    const without = { RESEND_WEBHOOK_SECRET: '' }
    const given: Record<string, Answer>[] = [
      { '/domains': listed('verified'), '/webhooks': hooks('enabled') },
      { '/domains': refused(401, 'restricted_api_key') },
    ]
    for (const one of given)
      expect(named(await look(one, without), 'mail webhook')).toMatchObject({
        state: 'look',
        todo: expect.stringContaining('https://baton.example.com/v1/webhooks/resend'),
      })
  })

  test('the records of the sender’s domain are looked for where they stand', async () => {
    const at = (servers: string[] | null, resendToo = true) => checkSenderDomain('mail.northlight.example', { resend: resendToo, servers }).then(states)
    expect(await at([dns.server])).toEqual({ SPF: 'look', DKIM: 'look', DMARC: 'look' })
    Object.assign(dns.records, {
      'send.mail.northlight.example': 'v=spf1 include:amazonses.com ~all',
      'resend._domainkey.mail.northlight.example': `p=${'A'.repeat(392)}`,
      '_dmarc.northlight.example': 'v=DMARC1; p=none',
    })
    expect(await at([dns.server])).toEqual({ SPF: 'ok', DKIM: 'ok', DMARC: 'ok' })
    expect(await at([dns.server], false)).toEqual({ SPF: 'look', DMARC: 'ok' })
    const silent = await checkSenderDomain('northlight.example', { resend: true, servers: ['127.0.0.1:9'] })
    expect(silent.map(({ state, says }) => [state, says])).toEqual(Array(3).fill(['look', 'Could not look: no DNS server answered.']))
  })

  test('an SMTP server is greeted and left', async () => {
    const smtp = await startFakeSmtp()
    const at = (url: string) => checkMail(readConfig({ SMTP_URL: url, MAIL_FROM: 'hello@northlight.example' }), [dns.server])
    expect(named(await at(smtp.url), 'mail server')?.state).toBe('ok')
    expect(smtp.mails).toEqual([])
    await smtp.close()
    expect(named(await at(smtp.url), 'mail server')).toMatchObject({ state: 'broken', says: expect.stringContaining('ESOCKET') })
  })
})

describe('of the calendar', () => {
  const account = {
    status: 200,
    body: { resource: { uri: 'https://api.calendly.com/users/A', current_organization: 'https://api.calendly.com/organizations/O' } },
  }
  const subscribed = (state: string, callback_url = 'https://baton.example.com/v1/webhooks/calendly'): Answer => ({
    status: 200,
    body: { collection: [{ callback_url, state }], pagination: {} },
  })
  const refusal = (status: number, title: string): Answer => ({ status, body: { title, message: title } })

  test.each<[string, Answer, Answer, Record<string, string>]>([
    ['takes the token', account, { status: 200, body: { collection: [] } }, { calendar: 'ok' }],
    ['does not', refusal(401, 'Unauthenticated'), 'reset', { calendar: 'broken' }],
    ['lets it read no users', refusal(403, 'Permission Denied'), 'reset', { calendar: 'ok' }],
    ['does not answer', 'reset', 'reset', { calendar: 'look' }],
    ['has a bad day', { status: 502, body: '<html>' }, 'reset', { calendar: 'look' }],
    ['tells of bookings', account, subscribed('active'), { calendar: 'ok', 'calendar webhook': 'ok' }],
    ['has stopped telling', account, subscribed('disabled'), { calendar: 'ok', 'calendar webhook': 'broken' }],
    ['has stopped telling somebody else', account, subscribed('disabled', 'https://other.example/hook'), { calendar: 'ok' }],
    ['lets it read no webhooks', account, refusal(403, 'Permission Denied'), { calendar: 'ok' }],
  ])('that %s', async (_, user, webhooks, expected) => {
    const calendly = await startFakeProvider(({ path }) =>
      path === '/users/me' ? user : path.startsWith('/webhook_subscriptions?organization=https%3A') ? webhooks : { status: 404 },
    )
    const found = await checkCalendly({ calendly: { token: 'pat', baseUrl: calendly.url }, publicBaseUrl: 'https://baton.example.com' })
    await calendly.close()
    expect(states(found)).toEqual(expected)
  })

  test('none is in order', async () => expect(states(await checkCalendly({ calendly: null, publicBaseUrl: '' }))).toEqual({ calendar: 'ok' }))
})

describe('of the settings', () => {
  const good = { DATABASE_URL: 'postgres://baton@db/baton', PUBLIC_BASE_URL: 'https://baton.example.com', BATON_SECRET: 's'.repeat(32) }
  const stateOf = (name: string, more: Record<string, string>) => named(checkSettings(readConfig({ ...good, ...more }) satisfies Config), name)?.state
  test.each<[string, Record<string, string>, Finding['state'] | undefined]>([
    ['address', {}, 'ok'],
    ['address', { PUBLIC_BASE_URL: 'http://baton.example.com' }, 'broken'],
    ['address', { PUBLIC_BASE_URL: 'http://localhost:3000' }, 'look'],
    ['secret', {}, 'ok'],
    ['secret', { BATON_SECRET: '' }, 'look'],
    ['secret', { BATON_SECRET: '', DATABASE_URL: '' }, 'ok'],
    ['previous secret', {}, undefined],
    ['previous secret', { BATON_SECRET_PREVIOUS: 'p'.repeat(32) }, 'ok'],
    ['previous secret', { BATON_SECRET_PREVIOUS: 's'.repeat(32) }, 'look'],
    ['admin key', {}, undefined],
    ['admin key', { BATON_ADMIN_KEY: 'letmein' }, 'broken'],
    ['admin key', { BATON_ADMIN_KEY: 'k'.repeat(43) }, 'ok'],
    ['attempts', {}, 'ok'],
    ['retention', { RETENTION_DAYS: '30' }, 'ok'],
  ])('%s with %j', (name, more, state) => expect(stateOf(name, more)).toBe(state))
})
