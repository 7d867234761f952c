import { createHmac, randomUUID } from 'node:crypto'
import { mintRenderToken } from '@baton/server/bots/render-token'
import { listErasures } from '@baton/server/db/erasures'
import { findSubject } from '@baton/server/db/find-subject'
import { loadSubject } from '@baton/server/db/load-subject'
import { personalData } from '@baton/server/db/personal-data'
import { erase } from '@baton/server/erase'
import { replayErasures } from '@baton/server/replay-erasures'
import { sealNext } from '@baton/server/sealing/seal-next'
import { sealDue } from '@baton/server/sealing/sealer'
import { verifyWorkspace } from '@baton/server/verify/verify-workspace'
import type { Playbook } from '@baton/shared/playbook'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backUp, findWord, readRows, wordColumns } from '../support/every-column.ts'
import { type FakeProvider, startFakeProvider } from '../support/fake-provider.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { sendDue } from '../support/send-due.ts'
import { type DatabaseKind, startServer, type TestServer } from '../support/test-server.ts'

const webhookSecret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='
/** In every word of somebody: names may hold letters only. */
const canary = 'qanary'
const email = `${canary}.mail@${canary}-domain.example`

const touch = Object.fromEntries(
  ['medium', 'source', 'campaign', 'term', 'content', 'clickId', 'landingPath', 'referrerHost'].map(key => [key, `${canary}-${key}`]),
)
const visit = {
  touches: { first: { at: '2026-11-20T10:00:00Z', ...touch }, last: { at: '2026-11-23T10:00:00Z', ...touch } },
  page: { url: `https://example.com/?${canary}-url`, title: `${canary}-title` },
  pagesViewed: [{ path: `/${canary}-path`, at: '2026-11-23T10:00:00Z', seconds: 4 }],
}
const said = () => answersOf({ email, name: `Zoë ${canary}`, country: 'DE', goal: `${canary}-goal`, elsewhere: `${canary}-other`, tags: [`${canary}-tag`] })
const remembering: Playbook = { ...salesPlaybook, forms: salesPlaybook.forms.map(form => ({ ...form, remember: 'always' })) }
const trap = { company_website: `https://${canary}-trap.example` }

describe.each<[DatabaseKind, 'resend' | 'mailbox']>([
  ['postgres', 'resend'],
  ['postgres', 'mailbox'],
  ['pglite', 'resend'],
  ['pglite', 'mailbox'],
])('on %s with %s', (database, mail) => {
  let server: TestServer
  let resend: FakeProvider
  let leadId: string
  beforeAll(async () => {
    resend = await startFakeProvider(({ body }) => ({ status: 200, body: { id: `${JSON.stringify(body).includes(canary) ? canary : 'n'}-${randomUUID()}` } }))
    const environment = { RESEND_API_KEY: 're_test', RESEND_BASE_URL: resend.url, MAIL_PER_SECOND: '1000', RESEND_WEBHOOK_SECRET: webhookSecret }
    const providers = { resend: environment, mailbox: { RESEND_WEBHOOK_SECRET: webhookSecret } }
    server = await startServer({ database, playbook: remembering, roster: salesRoster, environment: providers[mail] })
    await live()
  })
  afterAll(async () => {
    await server.close()
    await resend.close()
  })

  const bearer = () => ({ authorization: `Bearer ${server.key}` })
  const db = () => server.db
  /** As the server and the commands work in it. */
  const guarded = () => server.desk.store.of(server.workspaceId)
  const verify = () => verifyWorkspace(guarded(), server.workspaceId, null)
  const eraseNow = (wanted: Parameters<typeof erase>[1]['wanted'] = { email }) =>
    erase(guarded(), { workspaceId: server.workspaceId, wanted, secret: server.desk.secret, at: new Date() })

  /** Everything that can come to be held about somebody, and a neighbour beside them. */
  async function live(): Promise<void> {
    await server.submit(answersOf({ country: 'DE' }))
    await server.submit(said(), visit)
    leadId = (await server.read(`/v1/leads?email=${email}`)).body.items[0].id
    expect((await server.post(`/v1/leads/${leadId}/refund`, { reason: 'no-show' }, bearer())).status).toBe(201)
    resend.script({ status: 500, body: { name: 'application_error', message: canary } }, { status: 500, body: {} })
    await server.submit(said(), visit) // its mails stay owed
    const typed = { ...said(), email: email.toUpperCase() }
    await server.post('/v1/forms/demo-request/submissions', { submissionId: randomUUID(), answers: typed, test: true, ...visit }, bearer())
    const [held, released] = [randomUUID(), randomUUID()]
    for (const submissionId of [held, released]) await server.submit(typed, { submissionId, ...trap, ...visit })
    expect((await server.post(`/v1/submissions/${released}/release`, {}, bearer())).status).toBe(201)
    await server.submit({ ...said(), email: 'neighbour@other.example', name: 'N', goal: 'n', elsewhere: 'n', tags: ['n'] })
    const [visitor] = (await server.read(`/v1/leads/${leadId}`)).body.deliveries.filter(({ kind }: { kind: string }) => kind === 'visitor-mail')
    await bounce(visitor.id)
    await db().execute(
      sql`update attempts set reason = ${`${canary} in the provider’s words`} where delivery_id in (select id from deliveries where lead_id = ${leadId}::uuid)`,
    )
    await sealDue(server.desk)
    await server.submit(said(), visit) // not sealed yet
    const { token: renderToken } = mintRenderToken(server.desk.secret, 'demo-request', new Date(Date.now() - 10_000))
    const { elsewhere: _, tags: __, ...answers } = said()
    const draft = JSON.stringify({ revision: 1, answers, renderToken, ...visit })
    const sent = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: draft }
    expect((await fetch(`${server.url}/v1/forms/demo-request/drafts/${randomUUID()}`, sent)).status).toBe(204)
  }

  async function bounce(deliveryId: string): Promise<void> {
    const tags = { baton_workspace: server.workspaceId, baton_delivery: deliveryId }
    const body = JSON.stringify({
      type: 'email.bounced',
      created_at: new Date().toISOString(),
      data: { email_id: `${canary}-id`, tags, bounce: { type: 'Permanent', message: `${canary}: no such user` } },
    })
    const [id, timestamp] = [`msg_${canary}`, String(Math.floor(Date.now() / 1000))]
    const key = Buffer.from(webhookSecret.slice(6), 'base64')
    const signature = `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
    const headers = { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': signature }
    expect(await (await server.post('/v1/webhooks/resend', body, headers)).json()).toMatchObject({ applied: true })
  }

  const load = async () => {
    const subject = await findSubject(guarded(), server.workspaceId, { email }, { lock: false })
    return subject && loadSubject(guarded(), server.workspaceId, subject)
  }

  test('they stand in all these columns, and an export holds every one of their rows', async () => {
    const found = await findWord(db(), canary)
    const common = [
      'attempts.reason',
      'decisions.record',
      'deliveries.mail',
      'deliveries.provider_id',
      'deliveries.reason',
      'drafts.address',
      'drafts.answers',
      'drafts.context',
      'leads.domain',
      'leads.email',
      'leads.name',
      'mail_events.id',
      'mail_events.reason',
    ]
    const answered = ['submissions.answers', 'submissions.context', 'submissions.other_answers', 'submissions.reply']
    expect(Object.keys(found).sort()).toEqual([...common, ...(mail === 'mailbox' ? ['mailbox.mail'] : []), ...answered].sort())
    const held = await load()
    if (!held) throw new Error('Much is held.')
    expect(held.submissions).toHaveLength(6)
    expect(held.drafts).toHaveLength(1)
    expect(held.leads).toHaveLength(2) // and the test
    const tables = {
      attempts: held.attempts,
      decisions: held.decisions,
      deliveries: held.deliveries,
      drafts: held.drafts,
      leads: held.leads,
      mailbox: held.mailbox,
      mail_events: held.mailEvents,
      submissions: held.submissions,
    }
    for (const [place, count] of Object.entries(found)) {
      const [table] = place.split('.') as [keyof typeof tables]
      expect([place, tables[table].filter(row => JSON.stringify(row).includes(canary)).length]).toEqual([place, expect.toSatisfy(have => have >= count)])
    }
    expect(held.creditEntries.map(({ kind }) => kind)).toContain('refund')
    expect(held.assignments.length).toBeGreaterThan(2)
    expect(await load()).toEqual(held)
  })

  test('erasing them leaves no word of theirs in any column, and every neighbour as they were', async () => {
    const backup = await backUp(db())
    const before = await verify()
    expect(before.problems).toEqual([])
    const [neighbour] = (await server.read('/v1/leads?email=neighbour@other.example')).body.items
    const asked = resend.requests.length
    const open = () => readRows(db(), sql`select rep, open from rep_open_leads order by rep`)
    const openBefore = await open()

    const erased = await eraseNow()
    expect(erased).toMatchObject({ leads: 2, submissions: 6, drafts: 1 })
    expect(await findWord(db(), canary)).toEqual({})
    expect(await load()).toBeNull()
    expect(await eraseNow()).toBeNull()
    expect((await server.read(`/v1/leads/${leadId}`)).status).toBe(404)
    expect((await server.read('/v1/leads?email=neighbour@other.example')).body.items[0]).toEqual(neighbour)
    expect(await open()).not.toEqual(openBefore)

    expect(await sendDue(server.desk)).toBe(0) // what was owed to them is not sent any more
    expect(resend.requests).toHaveLength(asked)
    expect((await server.post(`/v1/leads/${leadId}/refund`, { reason: 'no-show' }, bearer())).status).toBe(404)

    const after = await verify()
    expect(after).toMatchObject({ problems: [], sealed: before.sealed, unsealed: before.unsealed, erased: erased?.decisions })
    expect(after.verified).toBe(before.verified - (erased?.decisions ?? 0))
    await sealDue(server.desk)
    expect(await verify()).toMatchObject({ problems: [], unsealed: 0, erased: erased?.decisions })

    const kept = await listErasures(guarded(), server.workspaceId)
    expect(kept).toEqual([erased?.erasure])
    await backup.restore()
    expect(Object.keys(await findWord(db(), canary)).length).toBeGreaterThan(10)
    expect(await listErasures(guarded(), server.workspaceId)).toEqual([])
    const secrets = [server.desk.secret, 'another secret than theirs, which names nobody']
    expect(await replayErasures(guarded(), { workspaceId: server.workspaceId, secrets, erasures: kept })).toMatchObject({ leads: 2, submissions: 6, drafts: 1 })
    expect(await findWord(db(), canary)).toEqual({})
    expect(await verify()).toMatchObject({ problems: [], erased: erased?.decisions })
    expect(await listErasures(guarded(), server.workspaceId)).toEqual(kept)
  })

  test('whoever comes back later is a new lead, and no old erasure takes them', async () => {
    await server.submit(said(), visit)
    const erasures = await listErasures(guarded(), server.workspaceId)
    expect(await replayErasures(guarded(), { workspaceId: server.workspaceId, secrets: [server.desk.secret], erasures })).toMatchObject({
      leads: 0,
      submissions: 0,
    })
    expect((await server.read(`/v1/leads?email=${email}`)).body.items).toHaveLength(1)
    expect(await eraseNow()).toMatchObject({ leads: 1, submissions: 1 })
    expect(await listErasures(guarded(), server.workspaceId)).toHaveLength(1)
  })

  test('a mail whose attempt is under way leaves nothing behind when it ends', async () => {
    if (mail === 'mailbox') {
      await server.submit(said(), visit)
      const mails = (await load())?.deliveries.map(({ mail }) => mail) ?? []
      await eraseNow()
      for (const late of mails) await server.desk.effects.mailer.send(await server.desk.joinMail(late), new AbortController().signal)
      expect(mails.length).toBeGreaterThan(0)
      return expect(await findWord(db(), canary)).toEqual({})
    }
    const slow = { status: 500, body: { name: 'application_error', message: canary }, afterMs: 400 }
    resend.script(slow, slow)
    const requests = resend.requests.length
    const submitting = server.submit(said(), visit)
    await expect.poll(() => resend.requests.length).toBe(requests + 1) // the rep's: theirs has had its share of mails
    expect(await eraseNow()).toMatchObject({ leads: 1 })
    await submitting
    await server.desk.background.drain()
    expect(await findWord(db(), canary)).toEqual({})
    expect(await sendDue(server.desk)).toBe(0)
    expect(await readRows(db(), sql`select * from attempts where delivery_id not in (select id from deliveries)`)).toEqual([])
  })

  test('an erasure waits for a decision that is being sealed, and one that was not sealed is sealed without its record', async () => {
    if (database === 'pglite') return // its one connection does one thing after the other
    await server.submit(said(), visit)
    let erasing: ReturnType<typeof eraseNow> = Promise.resolve(null)
    await db().transaction(async tx => {
      await sealNext(tx, server.workspaceId)
      erasing = eraseNow()
      await expect.poll(async () => (await readRows(db(), sql`select 1 from pg_locks where locktype = 'advisory' and not granted`)).length).toBe(1)
    })
    expect(await erasing).toMatchObject({ leads: 1 })
    expect((await verify()).problems).toEqual([])
    await server.submit(said(), visit)
    const { erased, unsealed } = await verify()
    await eraseNow()
    expect(await sealDue(server.desk)).toMatchObject({ sealed: unsealed })
    expect(await verify()).toMatchObject({ problems: [], unsealed: 0, erased: erased + 1 })
    expect(await findWord(db(), canary)).toEqual({})
  })

  test('erasing them while they write leaves whole handoffs or none', async () => {
    const writing = Array.from({ length: 16 }, () => server.submit(said(), visit))
    const erasing = Array.from({ length: 6 }, () => eraseNow())
    const [written] = await Promise.all([Promise.all(writing), Promise.all(erasing)])
    await server.desk.background.drain()
    expect(new Set(written.map(({ status }) => status))).toEqual(new Set([201]))
    const orphans = sql`
      select 'deliveries' from deliveries where lead_id not in (select id from leads) union all
      select 'submissions' from submissions where lead_id not in (select id from leads) union all
      select 'decisions' from decisions where record is not null and lead_id not in (select id from leads) union all
      select 'attempts' from attempts where delivery_id not in (select id from deliveries) union all
      select 'mailbox' from mailbox where delivery_id not in (select id from deliveries)`
    expect(await readRows(db(), orphans)).toEqual([])
    await eraseNow()
    expect(await findWord(db(), canary)).toEqual({})
    expect((await verify()).problems).toEqual([])
  })

  test('what was set aside is released or erased, whichever came first, and never half of it', async () => {
    for (let round = 0; round < 6; round++) {
      const submissionId = randomUUID()
      await server.submit(said(), { submissionId, ...trap, ...visit })
      const [released] = await Promise.all([server.post(`/v1/submissions/${submissionId}/release`, {}, bearer()), eraseNow()])
      expect([201, 404]).toContain(released.status)
      await server.desk.background.drain()
      await eraseNow()
      expect(await findWord(db(), canary)).toEqual({})
    }
  })

  test('a record that somebody takes out without its salt is found', async () => {
    await sealDue(server.desk)
    const [row] = await readRows<{ id: string }>(db(), sql`select id from decisions where record is not null and seal is not null limit 1`)
    await db().execute(sql`create table kept as select * from decisions`)
    await db().execute(sql`update decisions set record = null where id = ${row?.id}`)
    expect((await verify()).problems).toContainEqual(expect.objectContaining({ kind: 'decision-edited', decision: row?.id }))
    await db().execute(sql`update decisions set record = kept.record from kept where kept.id = decisions.id`)
    await db().execute(sql`drop table kept`)
    expect((await verify()).problems).toEqual([])
  })

  test('every column in which words can stand is in the register, with what becomes of it', async () => {
    const columns = await wordColumns(db())
    const unregistered = columns.filter(({ table, column }) => {
      const entry = personalData[table]
      return !entry || (entry.rows === 'stay' && !entry.blanked?.includes(column) && !(column in entry.columns))
    })
    expect(unregistered).toEqual([])
    const there = new Set(columns.flatMap(({ table, column }) => [table, `${table}.${column}`]))
    const registered = Object.entries(personalData).flatMap(([table, entry]) =>
      entry.rows === 'erased' ? [table] : [...(entry.blanked ?? []), ...Object.keys(entry.columns)].map(column => `${table}.${column}`),
    )
    expect(registered.filter(name => !there.has(name))).toEqual([])
  })
})
