import { eq, sql } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { erasures } from './schema.ts'

export type Erasure = Omit<typeof erasures.$inferSelect, 'workspaceId'>

/** Remembers whom a workspace forgot; of one person the latest time counts. */
export async function saveErasures(tx: Database, workspaceId: string, list: readonly Erasure[]): Promise<void> {
  if (list.length === 0) return
  await tx
    .insert(erasures)
    .values(list.map(erasure => ({ workspaceId, ...erasure })))
    .onConflictDoUpdate({
      target: [erasures.workspaceId, erasures.hash],
      set: { erasedAt: sql`greatest(${erasures.erasedAt}, excluded.erased_at)` },
    })
}

export async function listErasures(db: Database, workspaceId: string): Promise<Erasure[]> {
  const { hash, secretId, erasedAt } = erasures
  return db.select({ hash, secretId, erasedAt }).from(erasures).where(eq(erasures.workspaceId, workspaceId)).orderBy(erasedAt, hash)
}
