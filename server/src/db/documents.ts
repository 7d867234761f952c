import { type Playbook, playbook } from '@baton/shared/playbook'
import { type Roster, roster } from '@baton/shared/roster'
import type { Database } from './connect.ts'
import { findPlaybookDocument, findRosterDocument } from './find-document.ts'

/** Published playbooks and past rosters never change, so a process may keep them: by version, and by content hash. */
export interface Documents {
  loadPlaybook(workspaceId: string, version: number): Promise<Playbook>
  loadRoster(workspaceId: string, hash: string | null): Promise<Roster>
}

const most = 200 // documents kept; the oldest leaves first

export function createDocuments(of: (workspaceId: string) => Database): Documents {
  const kept = new Map<string, Playbook | Roster>()
  async function keep<Document extends Playbook | Roster>(key: string, load: () => Promise<Document>): Promise<Document> {
    const known = kept.get(key)
    if (known) return known as Document // a key names a kind of document too
    const document = await load()
    kept.set(key, document)
    const oldest = kept.keys().next().value
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    return document
  }
  return {
    loadPlaybook: (workspaceId, version) =>
      keep(`playbook/${workspaceId}/${version}`, async () => {
        const document = await findPlaybookDocument(of(workspaceId), workspaceId, version)
        if (document === undefined) throw new Error(`Playbook version ${version} is not stored.`)
        return playbook.parse(document)
      }),
    loadRoster: async (workspaceId, hash) => {
      if (hash === null) return { reps: [], holidays: [] }
      return keep(`roster/${workspaceId}/${hash}`, async () => {
        const document = await findRosterDocument(of(workspaceId), workspaceId, hash)
        if (document === undefined) throw new Error(`Roster ${hash} is not stored.`)
        return roster.parse(document)
      })
    },
  }
}
