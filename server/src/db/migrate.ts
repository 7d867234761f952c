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

/** One of ours: replicas that start together migrate one after the other. */
const migrationLock = 7_225_866

/** Brings the schema up to date; does nothing when it is. */
export async function migrate(connection: Connection, database: Config['database']): Promise<void> {
  const folder = { migrationsFolder: migrationsFolder() }
  if (database.kind === 'embedded') {
    await migratePglite(connection.db as unknown as PgliteDatabase, folder) // connect made it one
    return complete(connection.db)
  }
  // A connection of its own: the advisory lock belongs to a session, and the pool would spread over several.
  const client = postgres(database.url, { max: 1, connect_timeout: 5, prepare: false, onnotice: () => undefined })
  try {
    const db = drizzle(client)
    await db.execute(sql`select pg_advisory_lock(${migrationLock})`)
    await migratePostgres(db, folder)
    await complete(db as unknown as Database) // the drivers' result types differ, their builders do not
    await db.execute(sql`select pg_advisory_unlock(${migrationLock})`)
  } finally {
    await client.end({ timeout: 5 })
  }
}

/** What migrations cannot say, because it depends on the cluster or belongs to a version. */
async function complete(db: Database): Promise<void> {
  await guardTables(db)
  for (const { create } of [look, save, mark]) await db.execute(sql.raw(create))
}
