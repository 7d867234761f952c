import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { deleteApiKey, listApiKeys } from '../db/workspaces.ts'
import { createKey } from '../set-up.ts'
import { print, UsageError } from './fail-command.ts'
import { type Settings, withWorkspace } from './with-workspace.ts'

/** `baton key`: a workspace's API keys, listed, added (told this once) or revoked. */
export async function changeKeys(settings: Settings, { verb, id }: { verb: string; id: string | null }): Promise<number> {
  if (verb === 'list') print(await withWorkspace(settings, listApiKeys))
  else if (verb === 'add') print(await withWorkspace(settings, (db, workspaceId) => createKey(db, workspaceId, randomUUID)))
  else if (verb === 'revoke') await revoke(settings, id ?? '')
  else throw new UsageError(`There is no “baton key ${verb}”. Write baton key list, baton key add, or baton key revoke <id>.`)
  return 0
}

async function revoke(settings: Settings, id: string): Promise<void> {
  const isThere = z.uuid().safeParse(id).success && (await withWorkspace(settings, (db, workspaceId) => deleteApiKey(db, workspaceId, id)))
  if (!isThere) throw new UsageError(`There is no API key “${id}” in this workspace. Write its id as baton key list prints it.`)
  print({ revoked: id })
}
