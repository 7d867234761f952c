import { randomUUID } from 'node:crypto'
import { openConnection } from '@baton/server/db/connections'
import { readAftermath } from '@baton/server/deliveries/attempt'
import { readRetryAfter } from '@baton/server/providers/retry-after'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { type Answer, type FakeProvider, startFakeProvider } from '../support/fake-provider.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { sendDue } from '../support/send-due.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

const refusal = (status: number, name: string, headers: Record<string, string> = {}): Answer => ({
  status,
  body: { statusCode: status, name, message: 'x' },
  headers,
})

describe('what Resend answers', () => {
  let resend: FakeProvider
  let elsewhere: FakeProvider
  let server: TestServer
  beforeAll(async () => {
    resend = await startFakeProvider(() => ({ status: 200, body: { id: randomUUID() } }))
    elsewhere = await startFakeProvider(() => ({ status: 200, body: { id: randomUUID() } }))
    const environment = { RESEND_API_KEY: 're_test', RESEND_BASE_URL: resend.url, MAIL_PER_SECOND: '1000' }
    server = await startServer({ playbook: salesPlaybook, roster: salesRoster, environment })
  })
  afterAll(async () => {
    await server.close()
    await Promise.all([resend.close(), elsewhere.close()])
  })
  /** Every test begins with nothing owed and a connection that is open. */
  beforeEach(async () => {
    await server.db.execute(sql`update deliveries set state = 'sent' where state = 'owed'`)
    await restart()
  })

  const restart = () => openConnection(server.db, { id: 'resend', remembersKeyMs: 0, perSecond: null })
  const submit = async () => {
    const answers = answersOf({ country: 'DE' })
    expect((await server.submit(answers)).status).toBe(201)
    return async () => {
      const { body } = await server.read(`/v1/leads?email=${encodeURIComponent(String(answers.email))}`)
      return body.items[0].deliveries as { id: string; state: string; attempts: { outcome: string; reason: string }[] }[]
    }
  }
  const told = async (deliveries: Awaited<ReturnType<typeof submit>>) =>
    (await deliveries()).map(({ state, attempts }) => [state, ...attempts.flatMap(({ outcome, reason }) => [outcome, reason])])
  /** What is waited for lies in the past. */
  const timePasses = (table: 'deliveries' | 'connections', ms: number) =>
    server.db.execute(
      table === 'deliveries'
        ? sql`update deliveries set due_at = due_at - make_interval(secs => ${ms / 1000}) where state = 'owed'`
        : sql`update connections set paused_until = paused_until - make_interval(secs => ${ms / 1000})`,
    )
  const secondsToDue = async () => {
    const due = sql<number>`extract(epoch from due_at - now())::float8`
    const rows = await server.db.select({ due }).from(sql`deliveries where state = 'owed'`)
    return rows.map(row => Number(row.due))
  }

  test.each<[string, Answer, unknown[]]>([
    ['500', refusal(500, 'application_error'), ['owed', 'retry', 'application_error']],
    ['503 in HTML', { status: 503, body: '<html>' }, ['owed', 'retry', 'application_error']],
    ['408', refusal(408, 'timeout'), ['owed', 'retry', 'timeout']],
    ['nothing', 'reset', ['owed', 'retry', 'application_error']],
    ['409, still at it', refusal(409, 'concurrent_idempotent_requests'), ['owed', 'retry', 'concurrent_idempotent_requests']],
    ['429, too fast', refusal(429, 'rate_limit_exceeded'), ['owed', 'retry', 'rate_limit_exceeded']],
    ['429, the day is used up', refusal(429, 'daily_quota_exceeded'), ['owed', 'quota', 'daily_quota_exceeded']],
    ['401', refusal(401, 'missing_api_key'), ['owed', 'config', 'missing_api_key']],
    ['401 in plain text', { status: 401, body: 'no' }, ['owed', 'config', 'application_error']],
    ['403, a domain', refusal(403, 'validation_error'), ['owed', 'config', 'validation_error']],
    ['404', refusal(404, 'not_found'), ['owed', 'config', 'not_found']],
    ['400', refusal(400, 'validation_error'), ['failed', 'data', 'validation_error']],
    ['422', refusal(422, 'invalid_parameter'), ['failed', 'data', 'invalid_parameter']],
    ['418, which nobody knows', refusal(418, 'teapot'), ['failed', 'data', 'teapot']],
    ['409, other bytes', refusal(409, 'invalid_idempotent_request'), ['needs-review', 'conflict', 'invalid_idempotent_request']],
  ])('%s: is told apart', async (_, answer, expected) => {
    resend.script(answer, answer)
    expect(await told(await submit())).toEqual([expected, expected])
  })

  test('a redirect is followed nowhere: the key and the mail stay with the address that was configured', async () => {
    const answer = { status: 307, headers: { location: `${elsewhere.url}/emails` } }
    resend.script(answer, answer)
    expect((await told(await submit())).map(([state]) => state)).toEqual(['owed', 'owed'])
    expect(elsewhere.requests).toEqual([])
  })

  test.each([
    ['in seconds', () => '120'],
    ['as a date', () => new Date(Date.now() + 120_000).toUTCString()],
  ])('Retry-After %s is waited for', async (_, header) => {
    const answer = refusal(503, 'application_error', { 'retry-after': header() })
    resend.script(answer, answer)
    await submit()
    for (const seconds of await secondsToDue()) expect(seconds).toSatisfy((due: number) => due > 115 && due <= 120)
    expect(await sendDue(server.desk)).toBe(0)
  })

  test('when the second ends, which every answer says, is no reason to wait after a 500', async () => {
    const answer = refusal(500, 'application_error', { 'ratelimit-reset': '900' })
    resend.script(answer, answer)
    await submit()
    expect(await sendDue(server.desk)).toBe(2)
  })

  test('an attempt that outlasts its lease is overtaken with the same key, and its late answer moves nothing', async () => {
    const late: Answer = { status: 500, body: { statusCode: 500, name: 'application_error', message: 'x' }, afterMs: 1500 }
    resend.script(late, late)
    const before = resend.requests.length
    const submitted = submit()
    await eventually(() => resend.requests.length === before + 2, { what: 'Both first attempts' })
    await eventually(async () => {
      await timePasses('deliveries', 31_000)
      return (await sendDue(server.desk)) === 2
    })
    const deliveries = await submitted
    expect(await told(deliveries)).toEqual([1, 2].map(() => ['sent', 'retry', 'application_error', 'sent', null]))
    const keys = resend.requests.slice(before).map(({ headers }) => headers['idempotency-key'])
    expect([keys.length, new Set(keys).size]).toEqual([4, 2])
  })

  test('429 makes all mail wait as long as it says, and costs no reply anything', async () => {
    const answer = refusal(429, 'rate_limit_exceeded', { 'retry-after': '30' })
    resend.script(answer, answer)
    const first = await submit()
    const asked = resend.requests.length
    const second = await submit()
    await timePasses('deliveries', 60_000)
    expect(await sendDue(server.desk)).toBe(0)
    expect([resend.requests.length, await told(second)]).toEqual([asked, [['owed'], ['owed']]])
    await timePasses('connections', 31_000)
    expect(await sendDue(server.desk)).toBe(4)
    expect([...(await told(first)), ...(await told(second))].map(([state]) => state)).toEqual(['sent', 'sent', 'sent', 'sent'])
  })

  test.each([
    ['a key that was taken back', refusal(401, 'invalid_api_key'), 5 * 60_000],
    ['a quota that is used up', refusal(429, 'monthly_quota_exceeded'), 3_600_000],
  ])('%s stops all mail; one looks from time to time, and what is owed follows when it got through', async (_, answer, pauseMs) => {
    resend.script(answer, answer)
    const first = await submit()
    const second = await submit()
    const asked = resend.requests.length
    await timePasses('connections', pauseMs - 10_000)
    expect(await sendDue(server.desk)).toBe(0)
    await timePasses('connections', 10_000)

    resend.script(answer)
    expect([await sendDue(server.desk), await sendDue(server.desk), resend.requests.length]).toEqual([1, 0, asked + 1])
    await submit()
    expect(resend.requests).toHaveLength(asked + 1) // a new lead is no probe: its reply must not wait for what is broken
    await timePasses('connections', pauseMs)
    expect([await sendDue(server.desk), await sendDue(server.desk)]).toEqual([1, 5])
    expect([...(await told(first)), ...(await told(second))].every(([state]) => state === 'sent')).toBe(true)
    expect(server.logged.join('\n')).toMatch(/^error Mail is stopped/m)
  })

  test('a connection that was stopped is tried again at a start, for that is when another key is read', async () => {
    const answer = refusal(401, 'invalid_api_key')
    resend.script(answer, answer)
    const deliveries = await submit()
    expect(await sendDue(server.desk)).toBe(0)
    await restart()
    expect(await sendDue(server.desk)).toBe(2)
    expect((await told(deliveries)).map(([state]) => state)).toEqual(['sent', 'sent'])
  })
})

describe('the wait before the next attempt', () => {
  const now = new Date('2026-11-23T10:00:00Z')
  const wait = (attempt: number, chance: number, waitMs: number | null = null) =>
    readAftermath({ outcome: 'retry', reason: 'x', waitMs, cause: 'mail' }, { attempt, leftMs: 20 * 3_600_000 }, chance)
  test.each([
    [1, 0, 0],
    [1, 1, 2000],
    [3, 0.5, 4000],
    [10, 1, 1_024_000],
    [12, 1, 3_600_000],
    [500, 0.25, 900_000],
  ])('after attempt %i with chance %d is %i ms: full jitter, doubled, at most an hour', (attempt, chance, waitMs) => {
    expect(wait(attempt, chance)).toEqual({ state: 'owed', waitMs })
  })
  test('is what the provider asks for, also beyond an hour', () => expect(wait(1, 1, 7_200_000)).toEqual({ state: 'owed', waitMs: 7_200_000 }))
  test('ends automatic attempts where it would end after them', () => expect(wait(1, 1, 21 * 3_600_000).state).toBe('needs-review'))
  test.each([
    ['2', 2000],
    [' 0.5 ', 500],
    ['Mon, 23 Nov 2026 10:00:10 GMT', 10_000],
    ['Mon, 23 Nov 2026 09:00:00 GMT', 0],
    ['soon', null],
    ['', null],
    [undefined, null],
  ])('reads “%s”', (header, waitMs) => expect(readRetryAfter(header, now)).toBe(waitMs))
})
