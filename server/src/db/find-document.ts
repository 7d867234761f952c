import { and, eq } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { playbooks, rosters } from './schema.ts'

/** A published playbook as it is stored; undefined where there is none of that version. */
export async function findPlaybookDocument(db: Database, workspaceId: string, version: number): Promise<unknown> {
  const where = and(eq(playbooks.workspaceId, workspaceId), eq(playbooks.version, version))
  const [row] = await db.select({ document: playbooks.document }).from(playbooks).where(where)
  return row?.document
}

/** A roster as it is stored; undefined where there is none of that hash. */
export async function findRosterDocument(db: Database, workspaceId: string, hash: string): Promise<unknown> {
  const where = and(eq(rosters.workspaceId, workspaceId), eq(rosters.hash, hash))
  const [row] = await db.select({ document: rosters.document }).from(rosters).where(where)
  return row?.document
}
