import { and, asc, eq } from 'drizzle-orm'
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

export type ApiKey = Pick<typeof apiKeys.$inferSelect, 'id' | 'prefix' | 'createdAt'>

/** A workspace's keys, the oldest first: how each begins, for the rest is not kept. */
export async function listApiKeys(db: Database, workspaceId: string): Promise<ApiKey[]> {
  const { id, prefix, createdAt } = apiKeys
  return db.select({ id, prefix, createdAt }).from(apiKeys).where(eq(apiKeys.workspaceId, workspaceId)).orderBy(asc(createdAt), asc(id))
}

/** From now on it opens nothing: each request asks. False: there is none of this id. */
export async function deleteApiKey(db: Database, workspaceId: string, id: string): Promise<boolean> {
  const rows = await db
    .delete(apiKeys)
    .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.id, id)))
    .returning({ id: apiKeys.id })
  return rows.length === 1
}

export async function saveApiKey(db: Database, key: { workspaceId: string; id: string; hash: string; prefix: string }): Promise<void> {
  await db.insert(apiKeys).values(key)
}
