import { dirname } from 'node:path'
import { convertTypeform } from '@baton/shared/import-typeform'
import { saveAccounts } from '../db/accounts.ts'
import { loadPublishedPlaybook } from '../db/publish.ts'
import { type AccountsFile, readAccounts } from '../import-accounts.ts'
import { importRoster } from '../import-roster.ts'
import { findNobody } from '../publish-playbook.ts'
import { checkWithPlaybook, parseRoster } from '../set-up.ts'
import { print, UsageError } from './fail-command.ts'
import { readText } from './read-text.ts'
import { type Settings, withWorkspace } from './with-workspace.ts'

/** `baton import roster`: the roster in force from now on, and the leads that reach nobody with it. */
export async function importRosterFile(settings: Settings, file: string): Promise<number> {
  const roster = parseRoster(await readText(file), file)
  const imported = await withWorkspace(settings, async (db, workspaceId) => {
    const playbook = await loadPublishedPlaybook(db, workspaceId)
    checkWithPlaybook(roster, file, playbook)
    const photosLeftOut = await importRoster(db, workspaceId, roster, dirname(file))
    return { photosLeftOut, findings: playbook ? findNobody(playbook, roster, new Date()) : [] }
  })
  print({ reps: roster.reps.length, ...imported })
  return 0
}

/** `baton import accounts`: good lines come in, bad ones are listed with their number and the reason. */
export async function importAccountsFile(settings: Settings, file: string): Promise<number> {
  const { accounts, problems } = parseAccounts(await readText(file), file)
  await withWorkspace(settings, (db, workspaceId) => saveAccounts(db, workspaceId, accounts))
  print({ accounts: accounts.length, problems })
  return problems.length === 0 ? 0 : 1
}

function parseAccounts(text: string, file: string): AccountsFile {
  try {
    return readAccounts(text)
  } catch (cause) {
    throw new UsageError(`${file} is neither CSV nor a JSON array: ${cause instanceof Error ? cause.message : 'unreadable'}`, { cause })
  }
}

/** `baton import typeform`: a form to paste into a playbook, and exactly what could not be carried over. */
export async function importTypeformFile(file: string): Promise<number> {
  const { form, problems } = convertTypeform(parseDefinition(await readText(file), file))
  print({ form, problems })
  return problems.length === 0 ? 0 : 1
}

function parseDefinition(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`${file} is not valid JSON.`, { cause })
  }
}
