import type { RecordedMove } from '@baton/shared/decision-record'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database } from './connect.ts'
import type { TurnPlace } from './refunds.ts'
import { creditEntries, decisions, poolTurns } from './schema.ts'

export type StoredEntry = typeof creditEntries.$inferSelect

/** One entry of a ledger beside what it has to agree with. */
export interface LedgerLine {
  entry: StoredEntry
  /** What its decision's record holds of the turn, and when it was; null where the decision is not stored. */
  recorded: { credit: RecordedMove | null; position: number | null; at: Date; erased: boolean } | null
  /** The entry a refund takes back; null for a turn, and where there is none. */
  undone: StoredEntry | null
}

/** A pool's ledger from its beginning, some entries at a time. */
export async function* readLedger(db: Database, workspaceId: string, poolId: string, most: number): AsyncGenerator<LedgerLine[]> {
  const undone = alias(creditEntries, 'undone')
  for (let after = -1; ; ) {
    const page = await db
      .select({
        entry: creditEntries,
        decidedAt: decisions.at,
        credit: sql<RecordedMove | null>`${decisions.record}->'decision'->'credit'`,
        position: sql<number | null>`${decisions.record}->'position'`,
        erased: sql<boolean>`${decisions.record} is null`,
        undone,
      })
      .from(creditEntries)
      .leftJoin(decisions, and(eq(decisions.workspaceId, creditEntries.workspaceId), eq(decisions.id, creditEntries.decisionId)))
      .leftJoin(undone, and(eq(undone.workspaceId, creditEntries.workspaceId), eq(undone.poolId, poolId), eq(undone.position, creditEntries.undoes)))
      .where(and(eq(creditEntries.workspaceId, workspaceId), eq(creditEntries.poolId, poolId), gt(creditEntries.position, after)))
      .orderBy(asc(creditEntries.position))
      .limit(most)
    const last = page.at(-1)
    if (!last) return
    yield page.map(({ entry, decidedAt: at, undone, ...recorded }) => ({ entry, undone, recorded: at === null ? null : { ...recorded, at } }))
    after = last.entry.position
  }
}

export type PoolTurns = typeof poolTurns.$inferSelect

/** Where the turns of each pool stand. */
export function loadPoolTurns(db: Database, workspaceId: string): Promise<PoolTurns[]> {
  return db.select().from(poolTurns).where(eq(poolTurns.workspaceId, workspaceId)).orderBy(asc(poolTurns.poolId))
}

/** Every pool that has entries. */
export async function listLedgers(db: Database, workspaceId: string): Promise<string[]> {
  const rows = await db.selectDistinct({ pool: creditEntries.poolId }).from(creditEntries).where(eq(creditEntries.workspaceId, workspaceId))
  return rows.map(({ pool }) => pool)
}

/** Whose turns stand at these places; a place without one is left out. */
export async function loadTurnTakers(db: Database, workspaceId: string, places: readonly TurnPlace[]): Promise<(TurnPlace & { decisionId: string })[]> {
  if (places.length === 0) return []
  return db
    .select({ pool: creditEntries.poolId, position: creditEntries.position, decisionId: creditEntries.decisionId })
    .from(sql`jsonb_to_recordset(${JSON.stringify(places)}::text::jsonb) as wanted(pool text, position bigint)`)
    .innerJoin(
      creditEntries,
      and(
        eq(creditEntries.workspaceId, workspaceId),
        eq(creditEntries.poolId, sql`wanted.pool`),
        eq(creditEntries.position, sql`wanted.position`),
        eq(creditEntries.kind, 'turn'),
      ),
    )
}
