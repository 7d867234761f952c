import type { DecisionRecord } from '@baton/shared/decision-record'
import type { Refund, TurnEntry } from '@baton/shared/refund'
import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { creditEntries, decisions, poolTurns } from './schema.ts'

/** Where a turn stands: the entry at a place of its pool's ledger. */
export type TurnPlace = Pick<TurnEntry, 'pool' | 'position'>

/** The turn of a lead's latest decision that took one; null when none did. */
export async function findLatestTurn(db: Database, workspaceId: string, leadId: string): Promise<TurnPlace | null> {
  const [row] = await db
    .select({ record: decisions.record })
    .from(decisions)
    .where(and(eq(decisions.workspaceId, workspaceId), eq(decisions.leadId, leadId), sql`${decisions.record}->>'position' is not null`))
    .orderBy(desc(decisions.at), desc(decisions.id))
    .limit(1)
  return row?.record ? placeOfTurn(row.record) : null
}

/** Where the turn stands that a decision took; null when it took none. */
export function placeOfTurn({ position, decision: { credit } }: DecisionRecord): TurnPlace | null {
  return credit && position !== null ? { pool: credit.pool, position } : null
}

/** As `placeOfTurn`, of what is stored as a record: null also where somebody made it unreadable. */
export function readTurnPlace(record: { position?: unknown; decision?: { credit?: { pool?: unknown } | null } } | null): TurnPlace | null {
  const [pool, position] = [record?.decision?.credit?.pool, record?.position]
  return typeof pool === 'string' && typeof position === 'number' && Number.isSafeInteger(position) ? { pool, position } : null
}

/** A turn's entry, with whose decision took it. */
export async function loadTurn(tx: Database, workspaceId: string, { pool, position }: TurnPlace): Promise<(TurnEntry & { decisionId: string }) | null> {
  const [row] = await tx
    .select({ decisionId: creditEntries.decisionId, unit: creditEntries.unit, moves: creditEntries.moves })
    .from(creditEntries)
    .where(
      and(eq(creditEntries.workspaceId, workspaceId), eq(creditEntries.poolId, pool), eq(creditEntries.position, position), eq(creditEntries.kind, 'turn')),
    )
  return row ? { pool, position, ...row } : null
}

/** Adds a refund to its pool's ledger, whose turns have to be locked. False: that turn was refunded before, and nothing was written. */
export async function saveRefund(
  tx: Database,
  { workspaceId, decisionId, position, at, refund }: { workspaceId: string; decisionId: string; position: number; at: Date; refund: Refund },
): Promise<boolean> {
  const { pool: poolId, position: undoes, reason, unit, moves, after } = refund
  const added = await tx
    .insert(creditEntries)
    .values({ workspaceId, poolId, position, kind: 'refund', decisionId, at, unit, moves, undoes, reason })
    .onConflictDoNothing({ target: [creditEntries.workspaceId, creditEntries.poolId, creditEntries.undoes], where: sql`kind = 'refund'` })
    .returning({ position: creditEntries.position })
  if (added.length === 0) return false
  await tx
    .update(poolTurns)
    .set({ position: position + 1, credits: after })
    .where(and(eq(poolTurns.workspaceId, workspaceId), eq(poolTurns.poolId, poolId)))
  return true
}

export type StoredRefund = Pick<typeof creditEntries.$inferSelect, 'decisionId' | 'reason' | 'at' | 'position'>

/** The refunds of these turns. One statement, by the index that keeps them unique. */
export async function loadRefunds(db: Database, workspaceId: string, turns: readonly TurnPlace[]): Promise<StoredRefund[]> {
  if (turns.length === 0) return []
  const { decisionId, reason, at, position } = creditEntries
  return db
    .select({ decisionId, reason, at, position })
    .from(sql`jsonb_to_recordset(${JSON.stringify(turns)}::text::jsonb) as wanted(pool text, position bigint)`)
    .innerJoin(
      creditEntries,
      and(
        eq(creditEntries.workspaceId, workspaceId),
        eq(creditEntries.poolId, sql`wanted.pool`),
        eq(creditEntries.undoes, sql`wanted.position`),
        sql`${creditEntries.kind} = 'refund'`,
      ),
    )
}

export type RefundEntry = typeof creditEntries.$inferSelect

/** A refund, and the first turn after it. */
export interface FoundRefund {
  turn: TurnPlace
  refund: RefundEntry
}

/**
 * The refunds between each of these turns and the turn before it on the same ledger, in order. They were committed before the turn:
 * both lock the pool.
 */
export async function loadRefundsBefore(db: Database, workspaceId: string, turns: readonly TurnPlace[]): Promise<FoundRefund[]> {
  if (turns.length === 0) return []
  // By the primary key backwards: it ends at the first entry that is a turn.
  const previous = sql`select max(before.position) from ${creditEntries} as before
    where before.workspace_id = ${workspaceId} and before.pool_id = wanted.pool and before.position < wanted.position and before.kind = 'turn'`
  const between = db
    .select()
    .from(creditEntries)
    .where(
      and(
        eq(creditEntries.workspaceId, workspaceId),
        eq(creditEntries.poolId, sql`wanted.pool`),
        sql`${creditEntries.position} > coalesce((${previous}), -1)`,
        sql`${creditEntries.position} < wanted.position`,
        eq(creditEntries.kind, 'refund'),
      ),
    )
    // A subquery in an order stays one, asked turn by turn: as a plain join 200 turns among 200,000 entries took 9 s, so they take 20 ms.
    .orderBy(asc(creditEntries.position))
    .as('refund')
  const rows = await db
    .select({ pool: sql<string>`wanted.pool`, position: sql`wanted.position`.mapWith(Number), refund: between._.selectedFields })
    .from(sql`jsonb_to_recordset(${JSON.stringify(turns)}::text::jsonb) as wanted(pool text, position bigint)`)
    .crossJoinLateral(between)
    .orderBy(asc(between.position))
  return rows.map(({ pool, position, refund }) => ({ turn: { pool, position }, refund }))
}

/** Those of them that stand before this turn. */
export function refundsBefore(turn: TurnPlace | null, list: readonly FoundRefund[]): RefundEntry[] {
  return list.filter(found => found.turn.pool === turn?.pool && found.turn.position === turn.position).map(({ refund }) => refund)
}
