import { randomUUID } from 'node:crypto'
import { listErasures } from '@baton/server/db/erasures'
import { lockOldLead } from '@baton/server/db/retention'
import { retainFor, startRetention } from '@baton/server/retention'
import { sealDue } from '@baton/server/sealing/sealer'
import { verifyWorkspace } from '@baton/server/verify/verify-workspace'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { findWord, readRows } from '../support/every-column.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { type DatabaseKind, startServer, type TestServer } from '../support/test-server.ts'

const start = new Date('2026-01-05T10:00:00Z')
const day = 86_400_000
const trap = { company_website: 'https://trap.example' }

describe.each<DatabaseKind>(['postgres', 'pglite'])('on %s', database => {
  let server: TestServer
  let now = start
  beforeAll(async () => {
    server = await startServer({ database, playbook: salesPlaybook, roster: salesRoster, now: () => now })
    await server.submit(answersOf({ email: 'old@qanary.example', goal: 'qanary' }))
    await server.submit(answersOf({ email: 'held@qanary.example' }), trap)
    await server.submit(answersOf({ email: 'again@kept.example', goal: 'then' }))
    await server.post(
      '/v1/forms/demo-request/submissions',
      { submissionId: randomUUID(), answers: answersOf({ email: 'test@qanary.example' }), test: true },
      { authorization: `Bearer ${server.key}` },
    )
    await sealDue(server.desk)
    await server.db.execute(sql`update attempts set at = ${start.toISOString()}::timestamptz`) // by the database's clock, which no test moves
    await server.db.execute(
      sql`insert into mail_events select workspace_id, 'resend', id::text, id, 'delivered', ${start.toISOString()}::timestamptz, 'qanary' from deliveries`,
    )
    await server.db.execute(sql`update submissions set sender = 'qanary'`)
    now = new Date(start.getTime() + 20 * day)
    await server.submit(answersOf({ email: 'again@kept.example', goal: 'now' }))
  })
  afterAll(() => server.close())

  const count = async (table: string) => (await readRows(server.db, sql`select 1 from ${sql.identifier(table)}`)).length

  test('nobody is erased a moment too early', async () => {
    now = new Date(start.getTime() + 30 * day)
    const before = await Promise.all(['leads', 'submissions', 'attempts', 'mail_events'].map(count))
    expect(await retainFor(server.desk, 30)).toEqual({ leads: 0, more: false })
    expect(await Promise.all(['leads', 'submissions', 'attempts', 'mail_events'].map(count))).toEqual(before)
  })

  test('who has not written since is erased as by hand, and of who has, what is only traces', async () => {
    now = new Date(start.getTime() + 30 * day + 1)
    const worker = startRetention(server.desk, 30)
    await eventually(async () => (await count('leads')) === 1)
    await eventually(async () => (await count('mail_events')) === 0)
    await worker.stop()
    expect(await findWord(server.db, 'qanary')).toEqual({})
    const { body } = await server.read('/v1/leads?email=again@kept.example')
    expect(body.items[0].submissions.map(({ answers }: { answers: { goal: string } }) => answers.goal)).toEqual(['now', 'then'])
    expect(await count('submissions')).toBe(2)
    expect(await count('attempts')).toBe(2) // of the later mails
    expect(await verifyWorkspace(server.db, server.workspaceId, null)).toMatchObject({ problems: [], erased: 2, verified: 2 })
    expect(await listErasures(server.db, server.workspaceId)).toEqual([])
    expect(server.logged.filter(line => line.startsWith('info'))).toEqual([expect.stringContaining('"leads":2')])
  })

  test('whoever writes at the last moment is not erased, nor whom somebody else has in hand', async () => {
    const db = server.desk.store.of(server.workspaceId)
    const [{ id = '' } = {}] = await readRows<{ id: string }>(db, sql`select id from leads`)
    const written = new Date(start.getTime() + 20 * day)
    const take = (before: Date) => db.transaction(tx => lockOldLead(tx, id, { workspaceId: server.workspaceId, before }))
    expect(await take(written)).toBe(false)
    expect(await take(new Date(written.getTime() + 1))).toBe(true)
    if (database === 'pglite') return // nobody else is there
    await server.db.transaction(async other => {
      await other.execute(sql`select 1 from leads where id = ${id} for update`)
      expect(await take(new Date(written.getTime() + 1))).toBe(false)
    })
  })

  test('takes fifty at a time', async () => {
    now = new Date(start.getTime() + 40 * day)
    for (let sent = 0; sent < 51; sent++) await server.submit(answersOf({ email: `many${sent}@many.example` }), trap)
    now = new Date(start.getTime() + 75 * day)
    expect(await retainFor(server.desk, 30)).toEqual({ leads: 1, more: true })
    expect(await retainFor(server.desk, 30)).toEqual({ leads: 0, more: false })
    expect(await count('submissions')).toBe(0)
  })
})
