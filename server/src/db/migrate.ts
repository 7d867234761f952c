import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { PgliteDatabase } from 'drizzle-orm/pglite'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import type { Config } from '../config.ts'
import { migrationsFolder } from '../files.ts'
import type { Connection, Database } from './connect.ts'
import { look } from './functions/look.ts'
import { mark } from './functions/mark.ts'
import { save } from './functions/save.ts'
import { guardTables } from './guard.ts'
import { codeOf } from './unavailable.ts'

/** One of ours: replicas that start together migrate one after the other. */
const migrationLock = 7_225_866

/** Brings the schema up to date; does nothing when it is. */
export async function migrate(connection: Connection, database: Config['database']): Promise<void> {
  const folder = { migrationsFolder: migrationsFolder() }
  if (database.kind === 'embedded') {
    await migratePglite(connection.db as unknown as PgliteDatabase, folder) // connect made it one
    return complete(connection.db)
  }
  const client = postgres(database.url, { max: 2, connect_timeout: 5, prepare: false, fetch_types: false, onnotice: () => undefined })
  const migrateAlone = () =>
    client.begin(async lock => {
      // A transaction's: a session's would spread over a pooler's connections. And not waited for: each that waits would hold one of them, and
      // whoever migrates needs two.
      const [row] = await lock`select pg_try_advisory_xact_lock(${migrationLock}) as taken`
      if (!row?.taken) return false
      const db = drizzle(client)
      await patiently(() => migratePostgres(db, folder))
      await patiently(() => complete(db as unknown as Database)) // the drivers' result types differ, their builders do not
      return true
    })
  try {
    while (!(await migrateAlone())) await pause(busyMs)
  } finally {
    await client.end({ timeout: 5 })
  }
}

const mostTries = 20
const busyMs = 100

/**
 * Every migration gives up waiting for a lock after two seconds, so that whoever works beside it waits no longer either: an ALTER TABLE
 * that waits for one slow statement holds up all that come after. Then it begins again, as a whole.
 */
async function patiently(migrateOnce: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await migrateOnce()
    } catch (error) {
      if (codeOf(error) !== lockNotAvailable || tries === mostTries) throw error
    }
  }
}

const lockNotAvailable = '55P03'

/** What migrations cannot say, because it depends on the cluster or belongs to a version. */
async function complete(db: Database): Promise<void> {
  await guardTables(db)
  for (const { create } of [look, save, mark]) await db.execute(sql.raw(create))
}
