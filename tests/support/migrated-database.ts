import type { Config } from '@baton/server/config'
import { connect } from '@baton/server/db/connect'
import { migrate } from '@baton/server/db/migrate'
import { createDatabase, type TestDatabase, templateFrom } from './postgres.ts'

/** A database of one test's own in which Baton's tables are, and nothing in them. */
export async function createMigratedDatabase(): Promise<TestDatabase> {
  return createDatabase(await templateFrom(migrateAt))
}

async function migrateAt(url: string): Promise<void> {
  const database: Config['database'] = { kind: 'postgres', url }
  const connection = await connect(database)
  await migrate(connection, database)
  await connection.close()
}
