import { and, asc, eq, lte, or, sql } from 'drizzle-orm'
import type { Mail, MailConnection } from '../effects.ts'
import type { Database } from './connect.ts'
import { lockAllowance, pauseConnection } from './connections.ts'
import { inTransaction } from './in-transaction.ts'
import { leaseSeconds } from './save-handoff.ts'
import { deliveries } from './schema-deliveries.ts'

export interface ClaimedDelivery {
  workspaceId: string
  id: string
  attempt: number
  /** How long it may be tried without being asked to. */
  leftMs: number
  mail: Mail
  /** It goes to see whether a connection that was stopped was mended. */
  probe: boolean
}

/**
 * Begins the next attempt at deliveries that are due, oldest first, skipping those another worker holds, and none that the connection
 * does not allow. Times by the database's clock.
 */
export async function claimDeliveries(db: Database, connection: MailConnection | null, most: number): Promise<ClaimedDelivery[]> {
  return inTransaction(db, async tx => {
    const allowed = connection ? await lockAllowance(tx, connection.id, most) : { most, probe: false }
    if (allowed.most === 0) return []
    const due = await tx
      .select({ workspaceId: deliveries.workspaceId, id: deliveries.id })
      .from(deliveries)
      .where(and(eq(deliveries.state, 'owed'), lte(deliveries.dueAt, sql`now()`)))
      .orderBy(asc(deliveries.dueAt))
      .limit(allowed.most)
      .for('update', { skipLocked: true })
    if (due.length === 0) return []
    const { workspaceId, id, attempt, mail } = deliveries
    const claimed = await tx
      .update(deliveries)
      .set({ attempt: sql`${deliveries.attempt} + 1`, dueAt: sql`now() + make_interval(secs => ${leaseSeconds})` })
      .where(or(...due.map(row => and(eq(deliveries.workspaceId, row.workspaceId), eq(deliveries.id, row.id)))))
      .returning({ workspaceId, id, attempt, mail, leftMs })
    if (connection && allowed.probe) await pauseConnection(tx, connection.id, { reason: null, waitMs: leaseSeconds * 1000 })
    return claimed.map(delivery => ({ ...delivery, probe: allowed.probe }))
  })
}

/** By the database's clock. */
export const leftMs = sql<number>`(extract(epoch from ${deliveries.giveUpAt} - now()) * 1000)::float8`

/** Ends automatic attempts where their time is over. Gives the ids, for the log. */
export async function giveUpDeliveries(db: Database): Promise<string[]> {
  const rows = await db
    .update(deliveries)
    .set({ state: 'needs-review' })
    // Not while it is claimed: what is being sent may still say how that went.
    .where(and(eq(deliveries.state, 'owed'), lte(deliveries.giveUpAt, sql`now()`), lte(deliveries.dueAt, sql`now()`)))
    .returning({ id: deliveries.id })
  return rows.map(({ id }) => id)
}
