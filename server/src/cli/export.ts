import { findSubject, type Wanted } from '../db/find-subject.ts'
import { loadSubject } from '../db/load-subject.ts'
import { print, UsageError } from './fail-command.ts'
import { type Settings, withWorkspace } from './with-workspace.ts'

/** `baton export`: everything that is held about somebody, in one snapshot. Changes nothing. */
export async function exportSubject(settings: Settings, wanted: Wanted): Promise<number> {
  refuseUnreadable(wanted)
  const held = await withWorkspace(settings, (db, workspaceId) =>
    db.transaction(
      async snapshot => {
        const subject = await findSubject(snapshot, workspaceId, wanted, { lock: false })
        return subject && loadSubject(snapshot, workspaceId, subject)
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    ),
  )
  if (!held) throw nobody(wanted)
  print({ exportedAt: new Date().toISOString(), ...held })
  return 0
}

/** What can be nobody must not read like an answer about somebody. */
export function refuseUnreadable(wanted: Wanted): void {
  if ('email' in wanted && !/^[^\s@]+@[^\s@]+$/.test(wanted.email.trim())) throw new UsageError(`--email ${wanted.email} is not an address.`)
  if ('leadId' in wanted && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(wanted.leadId)) throw nobody(wanted)
}

export function nobody(wanted: Wanted): UsageError {
  if ('email' in wanted) return new UsageError(`Nothing is held about ${wanted.email} in this workspace.`)
  return new UsageError(`There is no lead “${wanted.leadId}” in this workspace. Write its id as /v1/leads gives it.`)
}
