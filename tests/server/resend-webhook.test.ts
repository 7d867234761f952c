import { createHmac, randomUUID } from 'node:crypto'
import { isSigned } from '@baton/server/providers/verify-svix'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { type FakeProvider, startFakeProvider } from '../support/fake-provider.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { sendDue } from '../support/send-due.ts'
import { type DatabaseKind, startServer, type TestServer } from '../support/test-server.ts'

const secret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='

/** As Svix signs. */
function sign(body: string, { id = `msg_${randomUUID()}`, at = Date.now(), key = secret } = {}) {
  const timestamp = String(Math.floor(at / 1000))
  const signature = createHmac('sha256', Buffer.from(key.replace('whsec_', ''), 'base64'))
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64')
  return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` }
}

describe('a signature', () => {
  // A vector that the packages of Svix and Standard Webhooks agree on.
  const body = Buffer.from(
    '{"type":"email.bounced","created_at":"2026-11-23T00:00:00.000Z","data":{"email_id":"56761188-7520-42d8-8898-ff6fc54ce618","from":"a@example.com","to":["b@example.com"],"subject":"Demo","bounce":{"type":"Permanent","subType":"General","message":"no such user"}}}',
  )
  const good = {
    id: 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
    timestamp: '1795392000',
    signature: 'v1,HjCmUhBRfQWv9onK6VMwIfQfkiGv0sTCskQsSrK0lzg=',
    body,
  }
  const at = 1_795_392_000_000
  test.each<[string, Partial<typeof good>, number, boolean]>([
    ['is good', {}, at, true],
    ['is good five minutes later', {}, at + 300_000, true],
    ['is good five minutes earlier, where our clock is late', {}, at - 300_000, true],
    ['is too old', {}, at + 301_000, false],
    ['comes from the future', {}, at - 301_000, false],
    ['is of another body', { body: Buffer.concat([body, Buffer.from(' ')]) }, at, false],
    ['is of another second', { timestamp: '1795392001' }, at, false],
    ['is of another event', { id: 'msg_2' }, at, false],
    ['is one of two', { signature: `v1,AAAA ${good.signature}` }, at, true],
    ['is of another version', { signature: good.signature.replace('v1', 'v1a') }, at, false],
    ['is cut short', { signature: good.signature.slice(0, 20) }, at, false],
    ['is empty', { signature: '' }, at, false],
    ['has no time', { timestamp: 'now' }, at, false],
  ])('%s', (_, change, now, expected) => expect(isSigned({ ...good, ...change }, secret, new Date(now))).toBe(expected))
  test('is made with the secret’s bytes, not with its letters', () => {
    const letters = `whsec_${Buffer.from(secret.slice(6)).toString('base64')}`
    expect(isSigned(good, letters, new Date(at))).toBe(false)
  })
})

describe.each<DatabaseKind>(['postgres', 'pglite'])('what Resend tells of a mail, on %s', database => {
  let resend: FakeProvider
  let server: TestServer
  beforeAll(async () => {
    resend = await startFakeProvider(() => ({ status: 200, body: { id: randomUUID() } }))
    const environment = { RESEND_API_KEY: 're_test', RESEND_BASE_URL: resend.url, MAIL_PER_SECOND: '1000', RESEND_WEBHOOK_SECRET: secret }
    server = await startServer({ database, playbook: salesPlaybook, roster: salesRoster, environment })
  })
  afterAll(async () => {
    await server.close()
    await resend.close()
  })

  const post = (body: string, headers: Record<string, string>) => server.post('/v1/webhooks/resend', body, headers)
  const tell = async (text: string, id?: string) => {
    const response = await post(text, sign(text, id === undefined ? {} : { id }))
    return [response.status, (await response.json()).applied]
  }
  interface Sent {
    leadId: string
    kind: string
    tags: Record<string, string>
    email: string
  }
  /** A lead, and its mail of a kind as Resend was given it. */
  const submit = async (kind: 'visitor-mail' | 'rep-mail' = 'visitor-mail'): Promise<Sent> => {
    const answers = answersOf({ country: 'DE' })
    expect((await server.submit(answers)).status).toBe(201)
    const { body } = await server.read(`/v1/leads?email=${encodeURIComponent(String(answers.email))}`)
    const [lead] = body.items
    const delivery = lead.deliveries.find((one: { kind: string }) => one.kind === kind)
    const request = resend.requests.find(({ headers }) => headers['idempotency-key'] === delivery.id)
    const { tags } = (request?.body ?? { tags: [] }) as { tags: { name: string; value: string }[] }
    return { leadId: lead.id, kind, tags: Object.fromEntries(tags.map(({ name, value }) => [name, value])), email: String(answers.email) }
  }
  const event = ({ tags }: Sent, type: string, more: object = {}) =>
    JSON.stringify({ type: `email.${type}`, created_at: new Date().toISOString(), data: { email_id: 'e1', to: ['x'], subject: 's', tags, ...more } })
  const bounce = { bounce: { type: 'Permanent', subType: 'General', message: 'no such user\r\n\u0000here' } }
  const deliveriesOf = async ({ leadId }: Sent) =>
    (await server.read(`/v1/leads/${leadId}`)).body.deliveries as { kind: string; state: string; reason: string }[]
  const stateOf = async (sent: Sent) => (await deliveriesOf(sent)).find(({ kind }) => kind === sent.kind)?.state

  test('moves its delivery, once an event, and shows it with the lead', async () => {
    const sent = await submit()
    const body = event(sent, 'delivered')
    expect(await tell(body, 'msg_one')).toEqual([200, true])
    expect(await tell(body, 'msg_one')).toEqual([200, false])
    expect(await stateOf(sent)).toBe('delivered')
    const page = await fetch(`${server.url}/leads/${sent.leadId}`, { headers: { authorization: `Bearer ${server.key}` } })
    expect(await page.text()).toContain('Delivered')
  })

  test.each([
    [['sent', 'delivered', 'complained'], 'complained'],
    [['delivered', 'bounced'], 'bounced'],
    [['sent', 'delivered', 'bounced', 'complained'], 'complained'],
    [['sent', 'suppressed'], 'bounced'],
    [['sent', 'failed'], 'bounced'],
    [['sent', 'delivered', 'delivery_delayed', 'opened', 'clicked'], 'delivered'],
  ])('ends the same in whatever order it comes: %j', async (types, expected) => {
    const ends: unknown[] = []
    for (const order of [types, [...types].reverse(), [...types].sort()]) {
      const sent = await submit()
      for (const type of order) expect((await tell(event(sent, type, type === 'bounced' ? bounce : {})))[0]).toBe(200)
      ends.push([await stateOf(sent), (await deliveriesOf(sent)).length])
    }
    const notices = types.some(type => ['bounced', 'suppressed', 'failed'].includes(type)) ? 1 : 0
    expect(ends).toEqual(ends.map(() => [expected, 2 + notices]))
  })

  test('a visitor’s mail that bounced is told to the rep who has the lead, once, with the reason', async () => {
    const sent = await submit()
    const twice = await Promise.all([tell(event(sent, 'bounced', bounce)), tell(event(sent, 'bounced', bounce))])
    expect(twice).toEqual([
      [200, true],
      [200, true],
    ])
    const deliveries = await deliveriesOf(sent)
    expect(deliveries.map(({ kind, state }) => [kind, state]).sort()).toEqual([
      ['bounce-mail', 'owed'],
      ['rep-mail', 'sent'],
      ['visitor-mail', 'bounced'],
    ])
    expect(deliveries.find(({ kind }) => kind === 'visitor-mail')?.reason).toBe('Permanent, General, no such user here')
    const { body: lead } = await server.read(`/v1/leads/${sent.leadId}`)
    expect([lead.firstMailAt, lead.undelivered]).toEqual([null, 1])
    const notice = () => resend.requests.filter(({ body }) => JSON.stringify(body).includes('Did not arrive') && JSON.stringify(body).includes(sent.email))
    await eventually(async () => (await sendDue(server.desk)) === 0, { what: 'All is sent' })
    expect(notice()).toHaveLength(1)
    const told = notice()[0]?.body
    const rep = salesRoster.reps.find(({ id }) => id === lead.owner.id)
    expect(told).toMatchObject({
      to: rep?.email,
      subject: expect.stringMatching(/^Did not arrive: our mail to Zoë Ångström/),
      text: expect.stringContaining('no such user here'),
      html: expect.stringContaining(`http://baton.test/leads/${sent.leadId}`),
    })
  })

  test('a rep’s mail that bounced is shown, and told to nobody by mail', async () => {
    const sent = await submit('rep-mail')
    await tell(event(sent, 'bounced', bounce))
    expect((await deliveriesOf(sent)).map(({ state }) => state).sort()).toEqual(['bounced', 'sent'])
  })

  test('settles a mail whose attempt never heard that it was taken: it is not sent a second time', async () => {
    resend.script('reset', 'reset')
    const sent = await submit()
    expect(await stateOf(sent)).toBe('owed')
    await tell(event(sent, 'sent'))
    expect(await stateOf(sent)).toBe('sent')
    resend.requests.length = 0
    await sendDue(server.desk)
    expect(resend.requests.filter(({ headers }) => headers['idempotency-key'] === sent.tags.baton_delivery)).toEqual([])
  })

  test('that a mail bounced lets it be sent again, but only when Resend no longer knows it', async () => {
    const sent = await submit()
    await tell(event(sent, 'bounced', bounce))
    const retry = () => server.post(`/v1/deliveries/${sent.tags.baton_delivery}/retry`, '{}', { authorization: `Bearer ${server.key}` })
    expect([(await retry()).status, (await retry().then(response => response.json())).error.code]).toEqual([409, 'provider_remembers'])
    await server.db.execute(sql`update deliveries set first_attempt_at = now() - interval '24 hours' where id = ${sent.tags.baton_delivery}::uuid`)
    expect(await (await retry()).json()).toMatchObject({ state: 'sent' })
  })

  test('what was not signed so moves nothing', async () => {
    const sent = await submit()
    const body = event(sent, 'complained')
    const signed = sign(body)
    const forged: [string, Record<string, string>][] = [
      [body, {}],
      [`${body} `, signed],
      [body, { ...signed, 'svix-id': 'msg_other' }],
      [body, sign(body, { at: Date.now() - 400_000 })],
      [body, sign(body, { key: `whsec_${Buffer.from('another').toString('base64')}` })],
      [body, sign(body, { id: 'msg with blanks' })],
    ]
    for (const [text, headers] of forged) {
      const response = await post(text, headers)
      expect([response.status, (await response.json()).error.code]).toEqual([401, 'invalid_signature'])
    }
    expect(await stateOf(sent)).toBe('sent')
  })

  test('what is signed and means nothing to us is taken all the same', async () => {
    const sent = await submit()
    const foreign = { ...sent, tags: { ...sent.tags, baton_delivery: randomUUID() } }
    for (const text of [
      '{}',
      '[]',
      'null',
      JSON.stringify({ type: 'contact.created', data: {} }),
      event(foreign, 'bounced'),
      event({ ...sent, tags: {} }, 'bounced'),
    ])
      expect(await tell(text)).toEqual([200, false])
    expect((await tell('{'))[0]).toBe(400)
    expect(await stateOf(sent)).toBe('sent')
  })
})

test('without a secret there is no such address', async () => {
  const server = await startServer({ database: 'pglite', playbook: salesPlaybook, roster: salesRoster })
  try {
    expect((await server.post('/v1/webhooks/resend', '{}', sign('{}'))).status).toBe(404)
  } finally {
    await server.close()
  }
})
