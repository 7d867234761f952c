import { randomUUID } from 'node:crypto'
import { createWorkspace } from '../set-up.ts'
import { print } from './fail-command.ts'
import { type Settings, withDatabase } from './with-workspace.ts'

/** `baton init`: a workspace and its first API key, which is shown this once. */
export async function init(settings: Settings, name: string): Promise<number> {
  const { workspaceId, key } = await withDatabase(settings, db => createWorkspace(db, name, randomUUID))
  print({ workspace: workspaceId, name, apiKey: key, next: 'baton import roster <file>, then baton publish <playbook>' })
  return 0
}
