import { and, asc, eq } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { playbooks, rosters } from './schema.ts'

/** A published playbook as it is stored; undefined where there is none of that version. */
export async function findPlaybookDocument(db: Database, workspaceId: string, version: number): Promise<unknown> {
  const where = and(eq(playbooks.workspaceId, workspaceId), eq(playbooks.version, version))
  const [row] = await db.select({ document: playbooks.document }).from(playbooks).where(where)
  return row?.document
}

/** A published playbook as it is stored, with the hash it was published under; undefined where there is none of that version. */
export async function findPlaybookAndHash(db: Database, workspaceId: string, version: number): Promise<{ document: unknown; hash: string } | undefined> {
  const where = and(eq(playbooks.workspaceId, workspaceId), eq(playbooks.version, version))
  const [row] = await db.select({ document: playbooks.document, hash: playbooks.hash }).from(playbooks).where(where)
  return row
}

/** A roster as it is stored; undefined where there is none of that hash. */
export async function findRosterDocument(db: Database, workspaceId: string, hash: string): Promise<unknown> {
  const where = and(eq(rosters.workspaceId, workspaceId), eq(rosters.hash, hash))
  const [row] = await db.select({ document: rosters.document }).from(rosters).where(where)
  return row?.document
}

/** Every playbook that was ever published. */
export async function listPlaybookVersions(db: Database, workspaceId: string): Promise<number[]> {
  const rows = await db.select({ version: playbooks.version }).from(playbooks).where(eq(playbooks.workspaceId, workspaceId)).orderBy(asc(playbooks.version))
  return rows.map(({ version }) => version)
}

/** Every roster there ever was. */
export async function listRosterHashes(db: Database, workspaceId: string): Promise<string[]> {
  const rows = await db
    .select({ hash: rosters.hash })
    .from(rosters)
    .where(eq(rosters.workspaceId, workspaceId))
    .orderBy(asc(rosters.createdAt), asc(rosters.hash))
  return rows.map(({ hash }) => hash)
}
