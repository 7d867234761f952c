import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { type FakeProvider, startFakeProvider } from '../support/fake-provider.ts'
import { type FakeSmtp, startFakeSmtp } from '../support/fake-smtp.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

const german = (more = {}) => answersOf({ country: 'DE', ...more })

/** Calendly's answer to a request for times, in the shape of its contract. */
const times = (...starts: string[]) => ({
  collection: starts.map(start_time => ({
    status: 'available',
    invitees_remaining: 1,
    start_time,
    scheduling_url: `https://calendly.com/northlight/ana/${start_time}`,
  })),
})

describe('the calendar', () => {
  let calendly: FakeProvider
  let server: TestServer
  let passedMs = 0
  beforeAll(async () => {
    calendly = await startFakeProvider({ status: 200, body: times('2026-12-01T15:00:00Z', '2026-12-01T09:30:00.000000Z') })
    server = await startServer({
      playbook: salesPlaybook,
      roster: { ...salesRoster, reps: salesRoster.reps.slice(0, 1) },
      environment: { CALENDLY_TOKEN: 'pat', CALENDLY_BASE_URL: calendly.url },
      now: () => new Date(Date.now() + passedMs),
    })
  })
  beforeEach(() => {
    passedMs += 20_000 // what was told in the test before is not remembered any more
  })
  afterAll(async () => {
    await server.close()
    await calendly.close()
  })

  const booked = async () => {
    const { status, reply } = await server.submit(german())
    expect(status).toBe(201)
    return reply.outcome === 'assigned' ? reply.booking : null
  }

  test('gives the rep’s free times in order, and the page that books one, filled in with name and e-mail', async () => {
    const booking = await booked()
    expect(booking).toEqual({
      kind: 'slots',
      slots: [
        { startAt: '2026-12-01T09:30:00Z', endAt: '2026-12-01T10:00:00Z' },
        { startAt: '2026-12-01T15:00:00Z', endAt: '2026-12-01T15:30:00Z' },
      ],
      timeZone: 'UTC',
      url: expect.stringMatching(/^https:\/\/calendly\.com\/northlight\/ana\/\{startAt\}\?name=Zo%C3%AB.*&email=person\d+%40/),
    })
  })

  test('is asked with the key, for the rep’s event type, at most 31 days ahead and never in the past', async () => {
    const before = Date.now()
    await booked()
    const { path, headers } = calendly.requests.at(-1) ?? { path: '', headers: {} }
    const query = new URL(path, calendly.url).searchParams
    expect(headers.authorization).toBe('Bearer pat')
    expect(query.get('event_type')).toBe('https://api.calendly.com/event_types/ANA')
    const [start, end] = ['start_time', 'end_time'].map(name => Date.parse(query.get(name) ?? ''))
    expect(start).toBeGreaterThan(before)
    expect((end ?? 0) - (start ?? 0)).toBeLessThanOrEqual(31 * 86_400_000)
  })

  test.each<[string, Parameters<FakeProvider['script']>[0]]>([
    ['it is down', 'reset'],
    ['it breaks off half-way', 'half'],
    ['it answers 500', { status: 500, body: { title: 'Internal Server Error', message: 'x' } }],
    ['the key is no good', { status: 401, body: { title: 'Unauthenticated', message: 'The access token is invalid' } }],
    ['it answers garbage', { status: 200, body: '<html>' }],
    ['it answers another shape', { status: 200, body: { times: [] } }],
    ['it sends us elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
    ['there is no free time', { status: 200, body: { collection: [] } }],
  ])('still gives the rep’s link when %s', async (_, answer) => {
    calendly.script(answer)
    expect(await booked()).toEqual({ kind: 'link', url: expect.stringMatching(/^https:\/\/calendly\.com\/northlight\/ana\?name=/) })
  })

  test('that hangs costs the reply two seconds and nothing else', async () => {
    calendly.script('hang')
    const before = performance.now()
    expect(await booked()).toMatchObject({ kind: 'link' })
    expect(performance.now() - before).toBeLessThan(2500)
  })

  test('is asked once at a time, and again when its answer is twelve seconds old, whoever looks and however often', async () => {
    calendly.script({ status: 200, body: times('2026-12-02T09:00:00Z'), afterMs: 200 })
    const asked = calendly.requests.length
    const submissionId = randomUUID()
    const answers = german()
    const [first, ...others] = await Promise.all([server.submit(answers, { submissionId }), booked(), booked(), booked()])
    const { reply } = first
    if (reply.outcome !== 'assigned') throw new Error('Somebody is free.')
    const look = async () => (await (await fetch(`${server.url}/v1/handoffs/${reply.token}/slots`)).json()).booking
    for (const booking of [reply.booking, ...others, await look(), await look()])
      expect(booking).toMatchObject({ kind: 'slots', slots: [{ startAt: '2026-12-02T09:00:00Z' }] })
    expect(await server.submit(answers, { submissionId })).toEqual({ status: 200, reply })
    expect((await fetch(`${server.url}/h/${reply.token}`)).status).toBe(200)
    expect(calendly.requests.length).toBe(asked + 1)

    passedMs += 11_000
    expect((await look()).slots).toHaveLength(1)
    passedMs += 1000
    expect((await look()).slots).toHaveLength(2)
    expect(calendly.requests.length).toBe(asked + 2)
  })

  test('is left in peace for two seconds after it failed', async () => {
    const asked = calendly.requests.length
    calendly.script({ status: 429, headers: { 'retry-after': '60' } })
    expect(await booked()).toMatchObject({ kind: 'link' })
    expect(await booked()).toMatchObject({ kind: 'link' })
    expect(calendly.requests.length).toBe(asked + 1)
    passedMs += 2000
    expect(await booked()).toMatchObject({ kind: 'slots' })
  })

  test('is asked also where the handoff has taken a while', async () => {
    const { desk, workspaceId } = server
    passedMs += 20_000
    const before = performance.now()
    const taken = desk.turnstile.pass([`${workspaceId}/dach`], () => eventually(() => performance.now() - before > 400, { what: 'The handoff took 400 ms' }))
    const [booking] = await Promise.all([booked(), taken])
    expect(booking).toMatchObject({ kind: 'slots' })
  })

  test('is asked again for the lead’s own page', async () => {
    const { reply } = await server.submit(german())
    const token = reply.outcome === 'assigned' ? reply.token : ''
    passedMs += 20_000
    const slots = await fetch(`${server.url}/v1/handoffs/${token}/slots`, { headers: { origin: 'https://anywhere.example' } })
    expect([slots.status, slots.headers.get('access-control-allow-origin')]).toEqual([200, 'https://anywhere.example'])
    expect((await slots.json()).booking.slots).toHaveLength(2)
    expect(await (await fetch(`${server.url}/h/${token}`)).text()).toContain('https://calendly.com/northlight/ana/2026-12-01T09')
  })
})

describe('mail through Resend', () => {
  let resend: FakeProvider
  let server: TestServer
  const start = async () => {
    resend = await startFakeProvider(() => ({ status: 200, body: { id: randomUUID() } }))
    const environment = { RESEND_API_KEY: 're_test', RESEND_BASE_URL: resend.url, MAIL_FROM: 'Northlight <hello@northlight.example>' }
    server = await startServer({ playbook: salesPlaybook, roster: salesRoster, worker: true, environment })
  }
  afterEach(async () => {
    await server.close()
    await resend.close()
  })

  const deliveriesOf = async (email: unknown) => {
    const { body } = await server.read(`/v1/leads?email=${encodeURIComponent(String(email))}`)
    return (await server.read(`/v1/leads/${body.items[0].id}`)).body.deliveries as {
      id: string
      kind: string
      state: string
      attempts: { outcome: string; reason: string | null }[]
    }[]
  }

  test('sends both mails once, each under its delivery’s id, before the reply', async () => {
    await start()
    const answers = german()
    await server.submit(answers)
    const deliveries = await deliveriesOf(answers.email)
    expect(deliveries.map(({ state }) => state)).toEqual(['sent', 'sent'])
    expect(resend.requests.map(({ headers }) => headers['idempotency-key']).sort()).toEqual(deliveries.map(({ id }) => id).sort())
    const visitor = resend.requests.find(({ body }) => (body as { to: string }).to === answers.email)?.body
    expect(visitor).toMatchObject({
      from: expect.stringMatching(/^"Ana Lindqvist via Northlight" <hello@northlight\.example>$/),
      reply_to: 'ana@example.com',
      subject: expect.stringContaining('Ana'),
      html: expect.stringContaining('<html'),
    })
  })

  test.each<[string, Parameters<FakeProvider['script']>[0]]>([
    ['answers 500', { status: 500, body: { statusCode: 500, name: 'application_error', message: 'x' } }],
    ['asks to wait', { status: 429, body: { statusCode: 429, name: 'rate_limit_exceeded', message: 'x' }, headers: { 'retry-after': '1' } }],
    ['cuts the connection', 'reset'],
    ['answers 200 with garbage', { status: 200, body: '<html>' }],
    ['is still at the first attempt', { status: 409, body: { statusCode: 409, name: 'concurrent_idempotent_requests', message: 'x' } }],
  ])('that %s stays owed, and the worker sends it with the same key and the same bytes', async (_, answer) => {
    await start()
    resend.script(answer, answer)
    const answers = german()
    expect((await server.submit(answers)).status).toBe(201)
    await eventually(async () => (await deliveriesOf(answers.email)).every(({ state }) => state === 'sent'), {
      timeoutMs: 12_000,
      what: 'Both mails were sent',
    })
    const deliveries = await deliveriesOf(answers.email)
    for (const { id, attempts } of deliveries) {
      const tries = resend.requests.filter(({ headers }) => headers['idempotency-key'] === id)
      expect(tries).toHaveLength(2)
      expect(tries[1]?.body).toEqual(tries[0]?.body)
      expect(attempts.map(({ outcome }) => outcome)).toEqual(['retry', 'sent'])
    }
  })

  test.each<[string, Parameters<FakeProvider['script']>[0]]>([
    ['a key that was changed', { status: 401, body: { statusCode: 401, name: 'invalid_api_key', message: 'x' } }],
    ['a domain not verified', { status: 403, body: { statusCode: 403, name: 'validation_error', message: 'x' } }],
  ])('that has %s keeps the mails owed until the owner has put it right', async (_, answer) => {
    await start()
    resend.script(answer, answer)
    const answers = german()
    expect((await server.submit(answers)).status).toBe(201)
    expect((await deliveriesOf(answers.email)).map(({ state, attempts }) => [state, attempts.length])).toEqual([
      ['owed', 1],
      ['owed', 1],
    ])
    expect(server.logged.join('\n')).toMatch(/^error /m)
  })

  test('that will not have a mail ends it, visibly, with the provider’s reason', async () => {
    await start()
    const refused = { status: 422, body: { statusCode: 422, name: 'invalid_from_address', message: 'Invalid `from` field.' } }
    resend.script(refused, refused)
    const answers = german()
    expect((await server.submit(answers)).status).toBe(201)
    expect((await deliveriesOf(answers.email)).map(({ state, attempts }) => [state, attempts[0]?.reason])).toEqual([
      ['failed', 'invalid_from_address'],
      ['failed', 'invalid_from_address'],
    ])
  })

  test('that hangs does not hold the reply past 2.5 s', async () => {
    await start()
    resend.script('hang', 'hang')
    const before = performance.now()
    const answers = german()
    expect((await server.submit(answers)).status).toBe(201)
    expect(performance.now() - before).toBeLessThan(2600)
    expect((await deliveriesOf(answers.email)).map(({ state }) => state)).toEqual(['owed', 'owed'])
  })

  test('keeps addresses and answers out of the log, also when it fails', async () => {
    await start()
    resend.script('reset', { status: 500, body: 'x' })
    const answers = german({ goal: 'canary-goal' })
    await server.submit(answers)
    expect(server.logged.length).toBeGreaterThan(0)
    expect(server.logged.join('\n')).not.toMatch(/canary|company\d+\.example|Zoë|example\.com/)
  })
})

test('mail by SMTP arrives with the rep to reply to, in text and HTML, under a Message-ID of its own', async () => {
  const smtp = await startFakeSmtp()
  const server = await startServer({ playbook: salesPlaybook, roster: salesRoster, environment: { SMTP_URL: smtp.url, MAIL_FROM: 'hello@northlight.example' } })
  try {
    const answers = german()
    expect((await server.submit(answers)).status).toBe(201)
    const mails = await eventually(() => smtp.mails.length === 2 && smtp.mails)
    const visitor = mails.find(mail => mail.recipients.includes(String(answers.email)))
    expect(visitor?.replyTo?.text).toBe('ana@example.com')
    expect(visitor?.from?.text).toBe('"Ana Lindqvist via Northlight" <hello@northlight.example>')
    expect(visitor?.messageId).toMatch(/^<[0-9a-f-]{36}@baton\.test>$/)
    expect([visitor?.text, visitor?.html]).toEqual([expect.stringContaining('baton.test/h/'), expect.stringContaining('baton.test/h/')])
  } finally {
    await server.close()
    await smtp.close()
  }
})

describe('a mail server that', () => {
  let smtp: FakeSmtp
  let server: TestServer
  const start = async () => {
    smtp = await startFakeSmtp()
    const environment = { SMTP_URL: smtp.url, MAIL_FROM: 'hello@northlight.example' }
    server = await startServer({ playbook: salesPlaybook, roster: salesRoster, worker: true, environment })
  }
  afterEach(async () => {
    await server.close()
    await smtp.close()
  })
  const states = async () => (await server.read('/v1/leads')).body.items[0].deliveries.map(({ state }: { state: string }) => state).sort()

  test('greylists gets the mail again, and then takes it', async () => {
    await start()
    smtp.refuse(450, 450)
    await server.submit(german())
    await eventually(async () => (await states()).join() === 'sent,sent', { timeoutMs: 10_000, what: 'Both mails were sent' })
    expect(smtp.mails).toHaveLength(2)
  })

  test('refuses for good is not asked again', async () => {
    await start()
    smtp.refuse(550, 550)
    await server.submit(german())
    expect(await states()).toEqual(['failed', 'failed'])
  })
})
