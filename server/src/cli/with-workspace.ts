import { readFile } from 'node:fs/promises'
import type { Config } from '../config.ts'
import { connect, type Database } from '../db/connect.ts'
import { migrate } from '../db/migrate.ts'
import { findFirstWorkspace } from '../db/workspaces.ts'
import { UsageError } from './fail-command.ts'

export interface Settings {
  database: Config['database']
  /** Null: the first one. */
  workspace: string | null
}

/** Runs a command on the configured database, brought up to date first. */
export async function withDatabase<Result>({ database }: Settings, run: (db: Database) => Promise<Result>): Promise<Result> {
  const connection = await connect(database)
  try {
    await migrate(connection, database)
    return await run(connection.db)
  } finally {
    await connection.close()
  }
}

/** The same within a workspace. */
export function withWorkspace<Result>(settings: Settings, run: (db: Database, workspaceId: string) => Promise<Result>): Promise<Result> {
  return withDatabase(settings, async db => {
    const workspaceId = settings.workspace ?? (await findFirstWorkspace(db))
    if (workspaceId === null) throw new UsageError('There is no workspace yet. Make one first: baton init --name <company>')
    return run(db, workspaceId)
  })
}

export async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(cause => {
    throw new UsageError(`${file} cannot be read: ${(cause as NodeJS.ErrnoException).code ?? 'unknown'}.`, { cause })
  })
}
