import { z } from 'zod'
import type { Config } from '../config.ts'
import { connect, type Database, type Store } from '../db/connect.ts'
import { migrate } from '../db/migrate.ts'
import { findFirstWorkspace, hasWorkspace } from '../db/workspaces.ts'
import { UsageError } from './fail-command.ts'

export interface Settings {
  database: Config['database']
  /** As the server has it; null: the one it made and kept. */
  secret: string | null
  previousSecret: string | null
  /** Null: the first one. */
  workspace: string | null
}

/** Runs a command on the configured database, brought up to date first. */
export async function withDatabase<Result>({ database }: Settings, run: (store: Store) => Promise<Result>): Promise<Result> {
  const connection = await connect(database, { patient: true })
  try {
    await migrate(connection, database)
    return await run(connection.store)
  } finally {
    await connection.close()
  }
}

/** The same within a workspace. */
export function withWorkspace<Result>(settings: Settings, run: (db: Database, workspaceId: string) => Promise<Result>): Promise<Result> {
  return withDatabase(settings, async store => {
    const workspaceId = await findWorkspace(store.deployment, settings.workspace)
    return run(store.of(workspaceId), workspaceId)
  })
}

async function findWorkspace(db: Database, wanted: string | null): Promise<string> {
  if (wanted !== null) {
    if (z.uuid().safeParse(wanted).success && (await hasWorkspace(db, wanted))) return wanted
    throw new UsageError(`There is no workspace “${wanted}”. Write its id as baton init printed it.`)
  }
  const first = await findFirstWorkspace(db)
  if (first === null) throw new UsageError('There is no workspace yet. Make one first: baton init --name <company>')
  return first
}
