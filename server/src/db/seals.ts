import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { SealedDecision } from '../sealing/seal-hash.ts'
import type { Database } from './connect.ts'
import { decisions, playbooks, seals } from './schema.ts'

export type Seal = Omit<typeof seals.$inferSelect, 'workspaceId'>

/** Workspaces with decisions to seal. Reads an index that holds nothing else. */
export async function findUnsealed(db: Database): Promise<string[]> {
  const rows = await db.selectDistinct({ id: decisions.workspaceId }).from(decisions).where(isNull(decisions.seal))
  return rows.map(({ id }) => id)
}

/** One of ours: the other half of the key is the workspace. */
const chainLock = 7_225_867

/**
 * Takes a workspace's chain until the transaction ends; false while another process has it. An advisory lock, for nothing else may
 * wait for it: the row of a workspace is what publishing locks.
 */
export async function lockChain(tx: Database, workspaceId: string): Promise<boolean> {
  const [row] = await tx.select({ taken: sql<boolean>`pg_try_advisory_xact_lock(${chainLock}, hashtext(${workspaceId}))` }).from(sql`(values (true)) as one`)
  return row?.taken === true
}

/** The same, waiting for it: whoever erases a decision must not do so while it is being sealed. */
export async function awaitChain(tx: Database, workspaceId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${chainLock}, hashtext(${workspaceId}))`)
}

/** Where a chain ends; before its first seal the place before 0. */
export async function loadHead(tx: Database, workspaceId: string): Promise<{ position: number; hash: string | null }> {
  const [head] = await tx
    .select({ position: seals.position, hash: seals.hash })
    .from(seals)
    .where(eq(seals.workspaceId, workspaceId))
    .orderBy(desc(seals.position))
    .limit(1)
  return head ?? { position: -1, hash: null }
}

/** The oldest decisions without a seal, with the hashes of their playbooks. */
export async function loadUnsealed(tx: Database, workspaceId: string, most: number): Promise<SealedDecision[]> {
  const rows = await tx
    .select({ decision: decisions, playbookHash: playbooks.hash })
    .from(decisions)
    .leftJoin(playbooks, and(eq(playbooks.workspaceId, decisions.workspaceId), eq(playbooks.version, decisions.playbookVersion)))
    .where(and(eq(decisions.workspaceId, workspaceId), isNull(decisions.seal)))
    .orderBy(asc(decisions.at), asc(decisions.id))
    .limit(most)
  return rows.map(({ decision, playbookHash }) => ({ ...decision, playbookHash }))
}

/** Adds seals to the chain and marks their decisions. Two statements, whatever their number; they travel as JSON. */
export async function saveSeals(tx: Database, workspaceId: string, list: readonly Seal[]): Promise<void> {
  if (list.length === 0) return
  const made = sql`jsonb_to_recordset(${JSON.stringify(list)}::text::jsonb) as made(position bigint, "decisionId" uuid, salt text, content text, refunds text, hash text)`
  await Promise.all([
    tx.execute(
      sql`insert into ${seals} (workspace_id, position, decision_id, salt, content, refunds, hash) select ${workspaceId}::uuid, position, "decisionId", salt, content, refunds, hash from ${made}`,
    ),
    tx
      .update(decisions)
      .set({ seal: sql`made.position` })
      .from(made)
      .where(and(eq(decisions.workspaceId, workspaceId), eq(decisions.id, sql`made."decisionId"`)))
      .execute(),
  ])
}
