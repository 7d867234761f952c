import { asc, eq } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { apiKeys, workspaces } from './schema.ts'

/** The oldest workspace: the one `BATON_ADMIN_KEY` is for. */
export async function findFirstWorkspace(db: Database): Promise<string | null> {
  return (await findFirst(db))?.id ?? null
}

export async function listWorkspaces(db: Database): Promise<string[]> {
  return (await db.select({ id: workspaces.id }).from(workspaces)).map(({ id }) => id)
}

export async function hasWorkspace(db: Database, id: string): Promise<boolean> {
  const [row] = await db.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, id))
  return row !== undefined
}

/** The first workspace, and whether the demo made it. */
export async function findFirst(db: Database): Promise<{ id: string; name: string; demo: boolean } | null> {
  const [row] = await db
    .select({ id: workspaces.id, name: workspaces.name, demo: workspaces.demo })
    .from(workspaces)
    .orderBy(asc(workspaces.createdAt), asc(workspaces.id))
    .limit(1)
  return row ?? null
}

export async function findKeyWorkspace(db: Database, hash: string): Promise<string | null> {
  const [row] = await db.select({ id: apiKeys.workspaceId }).from(apiKeys).where(eq(apiKeys.hash, hash))
  return row?.id ?? null
}

export async function saveWorkspace(db: Database, workspace: { id: string; name: string; demo?: boolean }): Promise<void> {
  await db.insert(workspaces).values(workspace)
}

export async function saveApiKey(db: Database, key: { workspaceId: string; id: string; hash: string; prefix: string }): Promise<void> {
  await db.insert(apiKeys).values(key)
}
