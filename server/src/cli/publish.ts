import { loadPublishedRoster } from '../db/publish.ts'
import { publishPlaybook } from '../publish-playbook.ts'
import { parsePlaybook } from '../set-up.ts'
import { print } from './fail-command.ts'
import { readText } from './read-text.ts'
import { type Settings, withWorkspace } from './with-workspace.ts'

/** `baton publish`: the next version of the playbook, if it is right with the roster in force and every lead reaches somebody. */
export async function publish(settings: Settings, file: string, unproven: boolean): Promise<number> {
  const text = await readText(file)
  const published = await withWorkspace(settings, async (db, workspaceId) => {
    const roster = await loadPublishedRoster(db, workspaceId)
    return publishPlaybook(db, workspaceId, { playbook: parsePlaybook(text, file, roster), file, roster, now: new Date(), unproven })
  })
  print(published)
  return 0
}
