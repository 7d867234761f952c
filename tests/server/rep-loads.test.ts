import { randomUUID } from 'node:crypto'
import { type Connection, connect } from '@baton/server/db/connect'
import { migrate } from '@baton/server/db/migrate'
import { loadLoads, takeCapacity } from '@baton/server/db/rep-loads'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/postgres.ts'

let store: TestDatabase
let connection: Connection
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

describe('a rep’s capacity', () => {
  test.each([
    ['of the day', { perDay: 1 }],
    ['of open leads', { open: 1 }],
    ['of both', { perDay: 1, open: 1 }],
  ])('%s that is used up takes nothing more and counts nothing', async (_, capacity) => {
    const workspaceId = randomUUID()
    const take = () => connection.db.transaction(tx => takeCapacity(tx, workspaceId, today, capacity))
    expect(await Promise.all([take(), take(), take()])).toEqual(expect.arrayContaining([true, false, false]))
    expect(await loadLoads(connection.db, workspaceId, [today])).toEqual({ ana: { today: 1, open: 1 } })
  })

  test('is of their own day and workspace; who has none yet has zero', async () => {
    const workspaceId = randomUUID()
    await connection.db.transaction(tx => takeCapacity(tx, workspaceId, today, {}))
    const tomorrow = { ...today, day: '2026-11-24' }
    expect(await loadLoads(connection.db, workspaceId, [tomorrow, { rep: 'o’neil "x"', day: '2026-11-23' }])).toEqual({
      ana: { today: 0, open: 1 },
      'o’neil "x"': { today: 0, open: 0 },
    })
    expect(await loadLoads(connection.db, randomUUID(), [today])).toEqual({ ana: { today: 0, open: 0 } })
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
