import { eq, sql } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { erasures } from './schema.ts'

export type Erasure = Omit<typeof erasures.$inferSelect, 'workspaceId'>

/** A statement of PostgreSQL takes 65,535 parameters; of these, four a row. */
const mostAtOnce = 1000

/** Remembers whom a workspace forgot; of one person the latest time counts. */
export async function saveErasures(tx: Database, workspaceId: string, list: readonly Erasure[]): Promise<void> {
  for (let from = 0; from < list.length; from += mostAtOnce) {
    await tx
      .insert(erasures)
      .values(list.slice(from, from + mostAtOnce).map(erasure => ({ workspaceId, ...erasure })))
      .onConflictDoUpdate({
        target: [erasures.workspaceId, erasures.hash],
        set: { erasedAt: sql`greatest(${erasures.erasedAt}, excluded.erased_at)` },
      })
  }
}

export async function listErasures(db: Database, workspaceId: string): Promise<Erasure[]> {
  const { hash, secretId, erasedAt } = erasures
  return db.select({ hash, secretId, erasedAt }).from(erasures).where(eq(erasures.workspaceId, workspaceId)).orderBy(erasedAt, hash)
}
