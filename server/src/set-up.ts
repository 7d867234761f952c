import { randomBytes } from 'node:crypto'
import type { Playbook } from '@baton/shared/playbook'
import type { Roster } from '@baton/shared/roster'
import { checkPlaybook, checkRoster } from '@baton/shared/verify/check-playbook'
import { type DocumentError, writeError } from '@baton/shared/verify/findings'
import { readPlaybook, readRoster } from '@baton/shared/verify/read-document'
import { hashKey } from './authorize.ts'
import { ConfigError } from './config.ts'
import type { Database, Store } from './db/connect.ts'
import { saveApiKey, saveWorkspace } from './db/workspaces.ts'
import { largestFile } from './largest-file.ts'

/** A new workspace with an API key. The key is told once; only its hash is kept. */
export async function createWorkspace(store: Store, name: string, mintId: () => string): Promise<{ workspaceId: string; key: string }> {
  const workspaceId = mintId()
  const db = store.of(workspaceId)
  await saveWorkspace(db, { id: workspaceId, name })
  const { key } = await createKey(db, workspaceId, mintId)
  return { workspaceId, key }
}

/** A key of 256 random bits. It is told once; only its hash and how it begins are kept. */
export async function createKey(db: Database, workspaceId: string, mintId: () => string): Promise<{ id: string; key: string; prefix: string }> {
  const key = `baton_${randomBytes(32).toString('base64url')}`
  const made = { id: mintId(), prefix: key.slice(0, 12) }
  await saveApiKey(db, { workspaceId, hash: hashKey(key), ...made })
  return { key, ...made }
}

/** A roster from its file's text. Throws with every mistake, each with its path and the nearest right name. */
export function parseRoster(text: string, file: string): Roster {
  const { document, errors } = readRoster(parseJson(text, file))
  if (!document) throw refusal(file, errors)
  const problems = checkRoster(document)
  if (problems.length > 0) throw refusal(file, problems)
  return document
}

/** A roster must have everybody the published playbook names. Whoever leaves is taken out of the playbook first. */
export function checkWithPlaybook(roster: Roster, file: string, playbook: Playbook | null): void {
  const problems = playbook ? checkPlaybook(playbook, roster) : []
  if (problems.length > 0) throw refusal(`With the playbook that is published, ${file}`, problems)
}

/** A playbook from its file's text, checked against the roster it will run with. Throws like `parseRoster`. */
export function parsePlaybook(text: string, file: string, roster: Roster): Playbook {
  const { document, errors } = readPlaybook(parseJson(text, file))
  if (!document) throw refusal(file, errors)
  const problems = checkPlaybook(document, roster)
  if (problems.length > 0) throw refusal(file, problems)
  return document
}

function parseJson(text: string, file: string): unknown {
  if (Buffer.byteLength(text) > largestFile) throw new ConfigError(`${file} is larger than 5 MB, which is the most a playbook or roster may have.`)
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new ConfigError(`${file} is not valid JSON: ${cause instanceof Error ? cause.message : 'unreadable'}`, { cause })
  }
}

function refusal(file: string, errors: readonly DocumentError[]): ConfigError {
  return new ConfigError(`${file} cannot be used:\n${errors.map(error => `  ${writeError(error)}`).join('\n')}`)
}
