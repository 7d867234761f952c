import { randomUUID } from 'node:crypto'
import { findFirst } from '../db/workspaces.ts'
import { createWorkspace } from '../set-up.ts'
import { print, UsageError } from './fail-command.ts'
import { type Settings, withDatabase } from './with-workspace.ts'

/** `baton init`: a workspace and its first API key, which is shown this once. */
export async function init(settings: Settings, name: string, another: boolean): Promise<number> {
  const { workspaceId, key } = await withDatabase(settings, async store => {
    const first = await findFirst(store.deployment)
    if (first && !another)
      throw new UsageError(
        `This database has a workspace already: “${first.name}”. Choose another database (DATABASE_URL or BATON_DATA_DIR), or add --another.`,
      )
    return createWorkspace(store, name, randomUUID)
  })
  print({ workspace: workspaceId, name, apiKey: key, next: 'import roster <file>, then publish <playbook>' })
  return 0
}
