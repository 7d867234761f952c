import { randomUUID } from 'node:crypto'
import { type Connection, connect } from '@baton/server/db/connect'
import { migrate } from '@baton/server/db/migrate'
import { type Saved, saveHandoff } from '@baton/server/db/save-handoff'
import { mailCounts, poolTurns } from '@baton/server/db/schema'
import type { DecidedRows, SubmissionRow } from '@baton/server/handoff-rows'
import { noCredits } from '@baton/shared/rotation'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadLoads } from '../support/load-loads.ts'
import { createDatabase, type TestDatabase } from '../support/postgres.ts'

let store: TestDatabase
let connection: Connection
let workspaceId: string
beforeAll(async () => {
  store = await createDatabase()
  const database = { kind: 'postgres' as const, url: store.url }
  connection = await connect(database)
  await migrate(connection, database)
})
afterAll(async () => {
  await connection.close()
  await store.drop()
})

const today = { rep: 'ana', day: '2026-11-23' }

const submission = (): SubmissionRow => ({
  workspaceId,
  formId: 'contact',
  submissionId: randomUUID(),
  bodyHash: 'hash',
  playbookVersion: 1,
  answers: {},
  otherAnswers: {},
  context: { touches: {}, pagesViewed: [], page: null, timeZone: null, locale: 'en' },
  at: new Date(),
  reply: {
    rep: null,
    address: null,
    prefill: { name: null, email: null },
    body: { outcome: 'queued', submissionId: '', token: '', replyBy: null, message: { heading: '', body: '' } },
  },
  token: randomUUID(),
  sender: null,
  limit: { most: 1, windowMs: 1 },
  test: false,
  signs: [],
  release: false,
})
const lead = () => ({ id: randomUUID(), email: null, domain: null, name: null, company: null, owner: null, seen: 0 })
const record = {} as DecidedRows['decision']['record'] // nobody reads it here

/** As if Ana had been decided on, when she had nothing yet. */
function give(capacity: { perDay?: number; open?: number }, more: Partial<DecidedRows> = {}, at = new Date()): Promise<Saved> {
  const { perDay = null, open = null } = capacity
  const assignment = { id: randomUUID(), ...today, rule: 'all', by: 'turn', dueAt: null, perDay, open }
  const rows = { lead: lead(), decision: { id: randomUUID(), record }, assignment, turn: null, mails: [], mailWithheld: false, mailLimits: [], ...more }
  return saveHandoff(connection.store.query, { ...submission(), at }, rows, null)
}
const count = async (table: 'leads' | 'submissions' | 'decisions' | 'assignments') => {
  const { count } = await connection.store.query<{ count: number }>(`select count(*)::int as count from ${table} where workspace_id = $1::uuid`, [workspaceId])
  return count
}

describe('a rep’s capacity', () => {
  beforeEach(() => {
    workspaceId = randomUUID()
  })

  test.each([
    ['of the day', { perDay: 1 }],
    ['of open leads', { open: 1 }],
    ['of both', { perDay: 1, open: 1 }],
  ])('%s that was used up since it was looked at takes nothing more, and nothing of the others is written', async (_, capacity) => {
    const outcomes = await Promise.all([give(capacity), give(capacity), give(capacity)])
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['moved', 'moved', 'saved'])
    expect(await loadLoads(connection.db, workspaceId, [today])).toEqual({ ana: { today: 1, open: 1 } })
    expect(await Promise.all([count('leads'), count('submissions'), count('decisions'), count('assignments')])).toEqual([1, 1, 1, 1])
  })

  test('is of their own day and workspace; who has none yet has zero', async () => {
    await give({})
    const tomorrow = { ...today, day: '2026-11-24' }
    expect(await loadLoads(connection.db, workspaceId, [tomorrow, { rep: 'o’neil "x"', day: '2026-11-23' }])).toEqual({
      ana: { today: 0, open: 1 },
      'o’neil "x"': { today: 0, open: 0 },
    })
    expect(await loadLoads(connection.db, randomUUID(), [today])).toEqual({ ana: { today: 0, open: 0 } })
  })

  test('is free again for the one who had the lead, when it goes to another', async () => {
    await give({}, { assignment: { id: randomUUID(), rep: 'ben', day: today.day, rule: 'all', by: 'turn', dueAt: null, perDay: null, open: null } })
    await give({}, { lead: { ...lead(), owner: 'ben' } })
    expect(await loadLoads(connection.db, workspaceId, [today, { ...today, rep: 'ben' }])).toEqual({ ana: { today: 1, open: 1 }, ben: { today: 1, open: 0 } })
  })
})

describe('a turn', () => {
  const turn = (position: number) => ({ pool: 'dach', position, before: noCredits, after: noCredits, unit: '2', moves: { ana: '1' } })
  beforeEach(async () => {
    workspaceId = randomUUID()
    await connection.db.insert(poolTurns).values({ workspaceId, poolId: 'dach', position: 7, credits: noCredits })
  })

  test('that somebody took since it was looked at is not taken again', async () => {
    const outcomes = await Promise.all([7, 7, 7].map(position => give({}, { turn: turn(position) })))
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['moved', 'moved', 'saved'])
    expect(await connection.db.select({ position: poolTurns.position }).from(poolTurns).where(eq(poolTurns.workspaceId, workspaceId))).toEqual([
      { position: 8 },
    ])
    expect([await count('leads'), await count('assignments')]).toEqual([1, 1])
    expect(await loadLoads(connection.db, workspaceId, [today])).toEqual({ ana: { today: 1, open: 1 } })
  })
})

describe('a lead', () => {
  test('that has written since it was looked at is looked at again', async () => {
    workspaceId = randomUUID()
    const known = { ...lead(), email: 'zoe@selin.example' }
    expect((await give({}, { lead: known })).outcome).toBe('saved')
    expect((await give({}, { lead: { ...lead(), email: known.email } })).outcome).toBe('moved') // had not heard of her
    expect((await give({}, { lead: { ...known, seen: 2 } })).outcome).toBe('moved')
    expect((await give({}, { lead: { ...known, id: randomUUID(), seen: 1 } })).outcome).toBe('moved')
    expect((await give({}, { lead: { ...lead(), email: 'new@selin.example', seen: 1 } })).outcome).toBe('moved') // was erased meanwhile
    expect((await give({}, { lead: { ...known, owner: 'ana', seen: 1 } })).outcome).toBe('saved')
    expect([await count('leads'), await count('submissions')]).toEqual([1, 2])
  })
})

describe('what a mailbox gets a day', () => {
  const at = new Date('2026-11-23T10:00:00Z')
  const send = (limits: DecidedRows['mailLimits'], later = 0) => give({}, { mailLimits: limits }, new Date(at.getTime() + later))
  const sent = (name: string) =>
    connection.db
      .select({ count: mailCounts.count })
      .from(mailCounts)
      .where(and(eq(mailCounts.workspaceId, workspaceId), eq(mailCounts.name, name)))
  const day = 86_400_000
  beforeEach(() => {
    workspaceId = randomUUID()
  })

  test('and was used up since it was looked at, is not passed, and nothing of the others is written', async () => {
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => send([{ name: 'zoe', most: 2 }])))
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['moved', 'moved', 'saved', 'saved'])
    expect(await sent('zoe')).toEqual([{ count: 2 }])
    expect([await count('leads'), await count('assignments')]).toEqual([2, 2])
  })

  test('is counted together with its company, both or neither', async () => {
    expect(
      (
        await send([
          { name: 'zoe', most: 9 },
          { name: 'acme', most: 1 },
        ])
      ).outcome,
    ).toBe('saved')
    expect(
      (
        await send([
          { name: 'zoe', most: 9 },
          { name: 'acme', most: 1 },
        ])
      ).outcome,
    ).toBe('moved')
    expect([await sent('zoe'), await sent('acme')]).toEqual([[{ count: 1 }], [{ count: 1 }]])
  })

  test('begins anew a day after its first', async () => {
    await send([{ name: 'zoe', most: 1 }])
    expect((await send([{ name: 'zoe', most: 1 }], day - 1)).outcome).toBe('moved')
    expect((await send([{ name: 'zoe', most: 1 }], day)).outcome).toBe('saved')
    expect(await sent('zoe')).toEqual([{ count: 1 }])
  })
})

describe('statements', () => {
  const prepared = async (url: string) => {
    const other = await connect({ kind: 'postgres', url })
    const counted = await other.db.transaction(async tx => {
      await tx.execute(sql`select ${1}::int`)
      return tx.execute(sql`select count(*)::int as count from pg_prepared_statements`)
    })
    await other.close()
    return (counted as unknown as { count: number }[])[0]?.count // rows, by this driver
  }
  test('are prepared, also inside a transaction', async () => expect(await prepared(store.url)).toBeGreaterThan(0))
  test('are not where the address says so, for a pooler that cannot keep them', async () => expect(await prepared(`${store.url}?prepare=false`)).toBe(0))
})
