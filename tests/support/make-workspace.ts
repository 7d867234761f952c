import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { connect } from '@baton/server/db/connect'
import { migrate } from '@baton/server/db/migrate'
import { savePlaybook } from '@baton/server/db/publish'
import { importRoster } from '@baton/server/import-roster'
import { createWorkspace } from '@baton/server/set-up'
import type { Playbook } from '@baton/shared/playbook'
import type { Roster } from '@baton/shared/roster'

/** Migrates an empty database and makes a workspace in it. */
export async function makeWorkspace(
  url: string,
  { name, playbook, roster }: { name: string; playbook: Playbook; roster: Roster },
): Promise<{ workspaceId: string; key: string }> {
  const database = { kind: 'postgres' as const, url }
  const connection = await connect(database)
  try {
    await migrate(connection, database)
    const made = await createWorkspace(connection.store, name, randomUUID)
    const db = connection.store.of(made.workspaceId)
    await importRoster(db, made.workspaceId, roster, tmpdir())
    await savePlaybook(db, made.workspaceId, playbook)
    return made
  } finally {
    await connection.close()
  }
}
