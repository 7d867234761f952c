import { loadPublishedRoster, savePlaybook } from '../db/publish.ts'
import { parsePlaybook } from '../set-up.ts'
import { print } from './fail-command.ts'
import { readText, type Settings, withWorkspace } from './with-workspace.ts'

/** `baton publish`: the next version of the playbook, if it is right with the roster in force. */
export async function publish(settings: Settings, file: string): Promise<number> {
  const text = await readText(file)
  const published = await withWorkspace(settings, async (db, workspaceId) => {
    const playbook = parsePlaybook(text, file, await loadPublishedRoster(db, workspaceId))
    return { version: await savePlaybook(db, workspaceId, playbook), forms: playbook.forms.map(({ id }) => id) }
  })
  print(published)
  return 0
}
