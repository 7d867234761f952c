import { randomUUID } from 'node:crypto'
import { submissions } from '@baton/server/db/schema'
import { nameSender, withoutPorts } from '@baton/server/sender'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { monday } from '../support/examples.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { type DatabaseKind, startServer, type TestServer } from '../support/test-server.ts'

const secret = 's'.repeat(32)
const nameOf = (address: string, now = monday) => nameSender(secret, address, now)

describe('a sender is', () => {
  test('one for all addresses of an IPv6 customer, however they are written', () => {
    const one = nameOf('2001:db8:1:2::1')
    for (const same of ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:0DB8:0001:0002::', '2001:db8:1:2::1%eth0', '2001:db8:1:2:0:5:0:1'])
      expect([same, nameOf(same)]).toEqual([same, one])
    for (const other of ['2001:db8:1:3::1', '2001:db8::1', '2001:db8:1:2', '::2001:db8:1:2']) expect([other, nameOf(other)]).not.toEqual([other, one])
    expect(nameOf('2001:db8::1')).toBe(nameOf('2001:db8:0:0:1::'))
  })

  test('one for an IPv4 address in either spelling, another for the next address, for another day and under another secret', () => {
    const one = nameOf('203.0.113.7')
    expect(nameOf('::ffff:203.0.113.7')).toBe(one)
    expect(one).toMatch(/^[\w-]{43}$/)
    expect(
      new Set([one, nameOf('203.0.113.8'), nameOf('203.0.113.7', new Date('2026-11-24T00:00:00Z')), nameSender('t'.repeat(32), '203.0.113.7', monday)]).size,
    ).toBe(4)
  })

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', 'fd00::1', 'fe80::1%eth0', '', 'unix'])(
    'nobody at %j, where a proxy stands that was not named',
    address => expect(nameOf(address)).toBeNull(),
  )
  test.each(['172.32.0.1', '11.0.0.1', '128.0.0.1', '2002:7f00:1::'])('somebody at %s', address => expect(nameOf(address)).not.toBeNull())
})

test.each([
  ['203.0.113.7:51344', '203.0.113.7'],
  ['[2001:db8::7]:443', '2001:db8::7'],
  ['[2001:db8::7]', '2001:db8::7'],
  [' 203.0.113.7:1 ,[::ffff:10.0.0.1]:2, 10.0.0.2', '203.0.113.7,::ffff:10.0.0.1,10.0.0.2'],
  ['2001:db8::7, unknown', '2001:db8::7, unknown'],
  ['203.0.113.7:x, 1:2, [a, b]:3', '203.0.113.7:x, 1:2, [a, b]:3'],
  ['', ''],
])('X-Forwarded-For: %j is read as %j', (written, read) => expect(withoutPorts(written)).toBe(read))

describe.each<DatabaseKind>(['postgres', 'pglite'])('on %s', database => {
  let server: TestServer
  let now = monday
  beforeAll(async () => {
    server = await startServer({
      database,
      playbook: salesPlaybook,
      roster: salesRoster,
      now: () => now,
      environment: { TRUSTED_PROXIES: '127.0.0.0/8, 198.51.100.0/24' },
    })
  })
  afterAll(() => server.close())

  const path = '/v1/forms/demo-request/submissions'
  const sendFrom = (forwarded: string, more: { at?: string; answers?: object; headers?: Record<string, string>; submissionId?: string } = {}) =>
    server.post(
      more.at ?? path,
      { submissionId: more.submissionId ?? randomUUID(), answers: more.answers ?? answersOf() },
      { 'x-forwarded-for': forwarded, ...more.headers },
    )
  const statusFrom = async (...sent: Parameters<typeof sendFrom>) => (await sendFrom(...sent)).status
  const fill = async (forwarded: string) => {
    for (let sent = 0; sent < 30; sent++) expect(await statusFrom(forwarded)).toBe(201)
  }

  test('thirty in ten minutes from one network are taken; the next is told when to come back, and that holds', async () => {
    const submissionId = randomUUID()
    const answers = answersOf()
    expect(await statusFrom('203.0.113.1', { submissionId, answers })).toBe(201)
    now = new Date(monday.getTime() + 60_000)
    for (let sent = 1; sent < 30; sent++) expect(await statusFrom('203.0.113.1')).toBe(201)
    const refused = await sendFrom('203.0.113.1')
    expect([refused.status, refused.headers.get('retry-after'), (await refused.json()).error.code]).toEqual([429, '540', 'rate_limited'])

    // What was taken is answered again; other networks, other forms and calls with a key go on.
    expect(await statusFrom('203.0.113.1', { submissionId, answers })).toBe(200)
    expect(await statusFrom('203.0.113.2')).toBe(201)
    expect(await statusFrom('203.0.113.1', { at: '/v1/forms/contact/submissions', answers: { email: 'zoe@contoso.example' } })).toBe(201)
    expect(await statusFrom('203.0.113.1', { headers: { authorization: `Bearer ${server.key}` } })).toBe(201)

    now = new Date(monday.getTime() + 600_000)
    expect(await statusFrom('203.0.113.1')).toBe(201)
    expect(await statusFrom('203.0.113.1')).toBe(429)
  })

  test('of a burst of which nothing was taken yet when all of it was looked at, thirty are taken too', async () => {
    const { store, turnstile } = server.desk
    const { query } = store
    let looks = 0
    store.query = async (text, parameters) => query<never>(text, parameters).finally(() => looks++)
    const burst = Array.from({ length: 40 }, () => statusFrom('203.0.113.30', { answers: answersOf({ country: 'DE' }) }))
    await turnstile.pass([`${server.workspaceId}/dach`], () => eventually(() => looks === burst.length, { what: 'All were looked at' }))
    store.query = query
    expect((await Promise.all(burst)).sort()).toEqual([...Array(30).fill(201), ...Array(10).fill(429)])
  })

  test('a refused one leaves nothing behind, and the same submission is taken later', async () => {
    await fill('203.0.113.20')
    const submissionId = randomUUID()
    const answers = answersOf()
    expect(await statusFrom('203.0.113.20', { submissionId, answers })).toBe(429)
    expect((await server.read(`/v1/leads?submissionId=${submissionId}`)).body.items).toEqual([])
    now = new Date(now.getTime() + 600_000)
    expect(await statusFrom('203.0.113.20', { submissionId, answers })).toBe(201)
  })

  test('nobody gets round it by writing a header, or by changing the address within their own network', async () => {
    await fill('2001:db8:9:9::1')
    expect(await statusFrom('2001:db8:9:9:aaaa::2')).toBe(429)
    expect(await statusFrom('6.6.6.6, 2001:db8:9:9::3')).toBe(429)
    expect(await statusFrom('127.0.0.1, 2001:db8:9:9::3, 198.51.100.4')).toBe(429)
    expect(await statusFrom('2001:db8:9:8::1')).toBe(201)
  })

  test('a proxy that writes ports too hides nobody, as the last or on the way', async () => {
    await fill('203.0.113.40:51344')
    for (const same of ['203.0.113.40:1', '203.0.113.40', '203.0.113.40:2, 198.51.100.4:443', '6.6.6.6:3,203.0.113.40:4,  198.51.100.4'])
      expect([same, await statusFrom(same)]).toEqual([same, 429])
    await fill('[2001:db8:7:7::1]:443')
    expect(await statusFrom('[2001:db8:7:7::2]:80, 198.51.100.4')).toBe(429)
    expect(await statusFrom('203.0.113.41:51344')).toBe(201)
  })

  test('a test from this machine, or a proxy that nobody named, is never limited', async () => {
    for (let sent = 0; sent < 31; sent++) expect((await server.submit(answersOf())).status).toBe(201)
  })

  test('no address is stored or logged', async () => {
    const rows = JSON.stringify(await server.db.select({ row: sql<string>`row_to_json(${submissions})::text` }).from(submissions))
    expect(rows + server.logged.join()).not.toMatch(/203\.0\.113|2001:db8/)
  })
})
