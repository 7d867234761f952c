import { randomUUID } from 'node:crypto'
import { openConnection } from '@baton/server/db/connections'
import { refuseRetry } from '@baton/server/deliveries/retry'
import { createWorkspace } from '@baton/server/set-up'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, type FakeProvider, startFakeProvider } from '../support/fake-provider.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { sendDue } from '../support/send-due.ts'
import { type DatabaseKind, startServer, type TestServer } from '../support/test-server.ts'

const broken: Answer = { status: 500, body: { statusCode: 500, name: 'application_error', message: 'x' } }
const refused: Answer = { status: 422, body: { statusCode: 422, name: 'invalid_parameter', message: 'x' } }
const hour = 3600

describe.each<DatabaseKind>(['postgres', 'pglite'])('a delivery that did not go out, on %s', database => {
  let resend: FakeProvider
  let server: TestServer
  beforeAll(async () => {
    resend = await startFakeProvider(() => ({ status: 200, body: { id: randomUUID() } }))
    server = await startServer({
      database,
      playbook: salesPlaybook,
      roster: salesRoster,
      environment: { RESEND_API_KEY: 're_test', RESEND_BASE_URL: resend.url, MAIL_PER_SECOND: '1000' },
    })
  })
  afterAll(async () => {
    await server.close()
    await resend.close()
  })
  beforeEach(async () => {
    await server.db.execute(sql`delete from deliveries`)
    await openConnection(server.db, { id: 'resend', remembersKeyMs: 0, perSecond: null })
  })

  const leadOf = async (email: unknown) => (await server.read(`/v1/leads?email=${encodeURIComponent(String(email))}`)).body.items[0]
  /** A lead whose two mails met these answers, and the first of the two. */
  const submit = async (answer: Answer) => {
    resend.script(answer, answer)
    const answers = answersOf({ country: 'DE' })
    expect((await server.submit(answers)).status).toBe(201)
    const lead = await leadOf(answers.email)
    return { leadId: lead.id as string, id: lead.deliveries[0].id as string, email: answers.email }
  }
  const age = (seconds: number) =>
    server.db.execute(
      sql`update deliveries set due_at = due_at - make_interval(secs => ${seconds}), first_attempt_at = first_attempt_at - make_interval(secs => ${seconds}), give_up_at = give_up_at - make_interval(secs => ${seconds})`,
    )
  const retry = async (id: string, body?: unknown, key = server.key) => {
    const headers = { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) }
    const response = await fetch(`${server.url}/v1/deliveries/${id}/retry`, {
      method: 'POST',
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }
  const sendsOf = (id: string) => resend.requests.filter(({ headers }) => headers['idempotency-key'] === id)

  test('is tried for 20 hours, then needs review: seen with the lead, in the list and in the log, and tried no more', async () => {
    const { leadId, id } = await submit(broken)
    await age(20 * hour - 10)
    resend.script(broken, broken)
    expect(await sendDue(server.desk)).toBe(2)
    await age(20)
    expect(await sendDue(server.desk)).toBe(0)
    expect(sendsOf(id)).toHaveLength(2)
    const { body } = await server.read(`/v1/leads/${leadId}`)
    expect(body.deliveries.map(({ state }: { state: string }) => state)).toEqual(['needs-review', 'needs-review'])
    expect(body.undelivered).toBe(2)
    const page = (path: string) => fetch(server.url + path, { headers: { authorization: `Bearer ${server.key}` } }).then(response => response.text())
    expect([await page(`/leads/${leadId}`), await page('/leads')]).toEqual([
      expect.stringContaining('Needs review'),
      expect.stringContaining('2 not delivered'),
    ])
    expect(server.logged.join('\n')).toContain(id)
  })

  test('is left alone while an attempt is under way, also when its time is over', async () => {
    await submit(broken)
    await age(21 * hour)
    await server.db.execute(sql`update deliveries set due_at = now() + interval '20 seconds'`)
    await sendDue(server.desk)
    const states = await server.db.select({ state: sql<string>`state` }).from(sql`deliveries`)
    expect(states).toEqual([{ state: 'owed' }, { state: 'owed' }])
  })

  test('is sent again at a word, once, with the same key and the same bytes', async () => {
    const { id } = await submit(broken)
    await age(21 * hour)
    await sendDue(server.desk)
    expect(await retry(id)).toMatchObject({ status: 200, body: { id, state: 'sent', attempts: [{ outcome: 'retry' }, { number: 2, outcome: 'sent' }] } })
    const [first, second] = sendsOf(id)
    expect(second?.body).toEqual(first?.body)
    expect(await retry(id)).toMatchObject({ status: 409, body: { error: { code: 'delivery_done' } } })
  })

  test('that was refused is sent again however old it is', async () => {
    const { id } = await submit(refused)
    await age(72 * hour)
    expect(await retry(id)).toMatchObject({ status: 200, body: { state: 'sent' } })
  })

  test('that may have arrived is not sent again once the provider has forgotten its key, unless that is said', async () => {
    const { id } = await submit(broken)
    await age(24 * hour)
    await sendDue(server.desk)
    expect(await retry(id)).toMatchObject({ status: 409, body: { error: { code: 'may_arrive_twice' } } })
    expect(sendsOf(id)).toHaveLength(1)
    resend.script(broken)
    expect(await retry(id, { mayArriveTwice: true })).toMatchObject({ status: 200, body: { state: 'owed' } })
    await age(60)
    expect(await sendDue(server.desk)).toBe(1) // it has its whole time again
    expect(sendsOf(id)).toHaveLength(3)
  })

  test('that is tried late, within the provider’s memory, comes to rest again soon', async () => {
    const { id } = await submit(broken)
    await age(22 * hour)
    await sendDue(server.desk)
    resend.script(broken)
    expect(await retry(id)).toMatchObject({ status: 200, body: { state: 'owed' } })
    await age(600)
    expect(await sendDue(server.desk)).toBe(0)
    expect(await retry(id)).toMatchObject({ status: 200, body: { state: 'sent' } })
  })

  test('that is still owed is not taken from the worker', async () => {
    const { id } = await submit(broken)
    expect(await retry(id)).toMatchObject({ status: 409, body: { error: { code: 'delivery_owed' } } })
  })

  test('is nobody’s but its workspace’s', async () => {
    const { id } = await submit(refused)
    const other = await createWorkspace(server.desk.store, 'Elsewhere', randomUUID)
    expect([(await retry(id, {}, other.key)).status, (await retry(id, {}, 'none')).status]).toEqual([404, 401])
    expect([(await retry(randomUUID())).status, (await retry('1')).status]).toEqual([404, 404])
    expect((await retry(id, { mayArriveTwice: 'yes' })).status).toBe(400)
    expect(sendsOf(id)).toHaveLength(1)
  })
})

test('without keys, as by SMTP, a mail that may have arrived is never sent again unasked', () => {
  const standing = { state: 'needs-review', ageMs: 1, uncertain: true } as const
  expect(refuseRetry(standing, { rememberedMs: 0, mayArriveTwice: false })).toBe('may_arrive_twice')
  expect(refuseRetry(standing, { rememberedMs: 2, mayArriveTwice: false })).toBe(null)
})
