import { type Playbook, playbook } from '@baton/shared/playbook'
import { type Roster, roster } from '@baton/shared/roster'
import { contentHash } from '../content-hash.ts'
import type { Database } from '../db/connect.ts'
import { findPlaybookAndHash, findRosterDocument } from '../db/find-document.ts'
import type { Problem } from './book.ts'

/** The playbooks and rosters decisions were made with, each looked at once. Null, and reported, where one is not what it was. */
export interface Archive {
  findPlaybook(version: number): Promise<Playbook | null>
  findRoster(hash: string): Promise<Roster | null>
}

const most = 20 // documents kept: decisions come in about the order they were made in

export function openArchive(db: Database, workspaceId: string, report: (problem: Problem) => void): Archive {
  const playbooks = remember(async (version: number) => {
    const stored = await findPlaybookAndHash(db, workspaceId, version)
    const read = playbook.safeParse(stored?.document)
    if (!stored) report({ kind: 'playbook-missing', message: `Version ${version} of the playbook is not stored.` })
    else if (contentHash(stored.document) !== stored.hash)
      report({ kind: 'playbook-edited', message: `What is stored as version ${version} of the playbook is not what was published.` })
    else if (read.success) return read.data
    else report({ kind: 'playbook-unreadable', message: `What is stored as version ${version} of the playbook is none.` })
    return null
  })
  const rosters = remember(async (hash: string) => {
    if (hash === '') return { reps: [], holidays: [] } // decided before there was one
    const document = await findRosterDocument(db, workspaceId, hash)
    const read = roster.safeParse(document)
    if (document === undefined) report({ kind: 'roster-missing', message: `The roster ${hash} is not stored.` })
    else if (!read.success || contentHash(document) !== hash) report({ kind: 'roster-edited', message: `What is stored as the roster ${hash} is another.` })
    else return read.data
    return null
  })
  return { findPlaybook: playbooks, findRoster: rosters }
}

/** What was found is kept for a while, what was not for good: each is told once. */
function remember<Key, Document>(find: (key: Key) => Promise<Document | null>): (key: Key) => Promise<Document | null> {
  const found = new Map<Key, Document>()
  const lost = new Set<Key>()
  return async key => {
    const known = found.get(key)
    if (known !== undefined || lost.has(key)) return known ?? null
    const document = await find(key)
    if (document === null) {
      lost.add(key)
      return null
    }
    found.set(key, document)
    const [oldest] = found.keys()
    if (found.size > most && oldest !== undefined) found.delete(oldest)
    return document
  }
}
