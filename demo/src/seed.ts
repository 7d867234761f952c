import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError } from '@baton/server/config'
import { contentHash } from '@baton/server/content-hash'
import { saveAccounts } from '@baton/server/db/accounts'
import { findForm } from '@baton/server/db/find-form'
import { findFirst, saveWorkspace } from '@baton/server/db/workspaces'
import type { Desk } from '@baton/server/desk'
import { readAccounts } from '@baton/server/import-accounts'
import { importRoster } from '@baton/server/import-roster'
import { publishPlaybook } from '@baton/server/publish-playbook'
import { parsePlaybook, parseRoster } from '@baton/server/set-up'
import { compileForms } from '@baton/shared/if-it-matters/compile-forms'
import type { Roster } from '@baton/shared/roster'

/** The demo's roster, as its file tells it. */
export async function readDemoRoster(folder: string): Promise<Roster> {
  const file = join(folder, 'roster.json')
  return parseRoster(await readFile(file, 'utf8'), file)
}

/**
 * Puts Northlight into an empty database; false when it holds somebody's own workspace, which is left alone. Where Northlight is already, an edited playbook becomes the next version and an edited roster the
 * one in force, so that whoever changes a file and starts again sees the change; leads stay.
 */
export async function seedDemo(desk: Pick<Desk, 'store' | 'effects' | 'documents'>, folder: string, roster: Roster): Promise<boolean> {
  const file = join(folder, 'playbook.json')
  const { playbook } = compileForms(parsePlaybook(await readFile(file, 'utf8'), file, roster))
  const first = await findFirst(desk.store.deployment)
  if (first && !first.demo) return false
  const workspaceId = first?.id ?? (await createNorthlight(desk, folder))
  await importRoster(desk.store.of(workspaceId), workspaceId, roster, folder)
  const published = await findForm(desk.store.deployment, playbook.forms[0]?.id ?? '')
  const current = published && (await desk.documents.loadPlaybook(workspaceId, published.playbookVersion))
  if (contentHash(current) !== contentHash(playbook))
    await publishPlaybook(desk.store.of(workspaceId), workspaceId, { playbook, file, roster, now: desk.effects.now(), unproven: false })
  return true
}

async function createNorthlight(desk: Pick<Desk, 'store' | 'effects'>, folder: string): Promise<string> {
  const file = join(folder, 'accounts.csv')
  const { accounts, problems } = readAccounts(await readFile(file, 'utf8'))
  const [problem] = problems
  if (problem) throw new ConfigError(`${file}, line ${problem.line}: ${problem.message}`)
  const workspaceId = desk.effects.mintId()
  await desk.store.of(workspaceId).transaction(async tx => {
    await saveWorkspace(tx, { id: workspaceId, name: 'Northlight', demo: true })
    await saveAccounts(tx, workspaceId, accounts)
  })
  return workspaceId
}
