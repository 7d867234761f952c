import { verifyWorkspace } from '../verify/verify-workspace.ts'
import { print, UsageError } from './fail-command.ts'
import { type Settings, withWorkspace } from './with-workspace.ts'

/** `baton verify`: whether every decision is what it was, and follows from what it names. Seals nothing, changes nothing. */
export async function verify(settings: Settings, head: string | null): Promise<number> {
  if (head !== null && !/^[0-9a-f]{64}$/.test(head))
    throw new UsageError(`--head ${head} is no head: write the 64 digits that an earlier baton verify printed.`)
  const verification = await withWorkspace(settings, (db, workspaceId) => verifyWorkspace(db, workspaceId, head))
  print(verification)
  return verification.problems.length === 0 ? 0 : 1
}
