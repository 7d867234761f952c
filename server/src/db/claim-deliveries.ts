import { and, asc, eq, gt, inArray, lte, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { MailConnection, OwedMail } from '../effects.ts'
import { type Allowance, bucketOf, lockAllowance, payFor } from './budget.ts'
import type { Database } from './connect.ts'
import { inTransaction } from './in-transaction.ts'
import { automaticMs, leaseSeconds } from './lease.ts'
import { deliveries } from './schema-deliveries.ts'

export interface ClaimedDelivery {
  workspaceId: string
  id: string
  attempt: number
  /** How long it may be tried without being asked to. */
  leftMs: number
  mail: OwedMail
  /** Its success is news: the connection was stopped, or failed before. */
  isNews: boolean
}

/** A lead that came in since is before everything that waits longer: it was promised an answer within a minute. */
const newSeconds = 60

/**
 * Begins the next attempt at deliveries that are due, new leads' first, then what has been due longest, skipping those another worker
 * holds; no more than the connection allows. Times by the database's clock. `moreInMs`: when the budget allows more, where it was the
 * budget that ended this claim, else null.
 */
export async function claimDeliveries(
  db: Database,
  connection: MailConnection | null,
  most: number,
): Promise<{ claimed: ClaimedDelivery[]; moreInMs: number | null }> {
  return inTransaction(db, async tx => {
    const allowed: Allowance = connection ? await lockAllowance(tx, connection, { most, leave: forNew(connection) }) : { most, isNews: false, moreInMs: null }
    const { isNews, moreInMs } = allowed
    if (allowed.most === 0) return { claimed: [], moreInMs }
    const due = await findDue(tx, allowed.most)
    if (due.length === 0) return { claimed: [], moreInMs: null }
    const { workspaceId, id, attempt, mail } = deliveries
    const claimed = await tx
      .update(deliveries)
      .set({ attempt: sql`${deliveries.attempt} + 1`, dueAt: sql`now() + make_interval(secs => ${leaseSeconds})` })
      .where(or(...due.map(row => and(eq(deliveries.workspaceId, row.workspaceId), eq(deliveries.id, row.id)))))
      .returning({ workspaceId, id, attempt, mail, leftMs })
    if (connection) await payFor(tx, connection, claimed.length)
    return { claimed: claimed.map(delivery => ({ ...delivery, isNews })), moreInMs: due.length < allowed.most ? null : moreInMs }
  })
}

function forNew({ perSecond }: MailConnection): number {
  return perSecond === null ? 0 : bucketOf(perSecond).forNew
}

async function findDue(tx: Database, most: number) {
  const newest = sql`now() + make_interval(secs => ${automaticMs / 1000 - newSeconds})`
  const fresh = await lockDue(tx, gt(deliveries.giveUpAt, newest), deliveries.giveUpAt, most)
  return fresh.length === most ? fresh : [...fresh, ...(await lockDue(tx, lte(deliveries.giveUpAt, newest), deliveries.dueAt, most - fresh.length))]
}

function lockDue(tx: Database, which: SQL, order: PgColumn, most: number) {
  return tx
    .select({ workspaceId: deliveries.workspaceId, id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.state, 'owed'), lte(deliveries.dueAt, sql`now()`), which))
    .orderBy(asc(order))
    .limit(most)
    .for('update', { skipLocked: true })
}

/** By the database's clock. */
export const leftMs = sql<number>`(extract(epoch from ${deliveries.giveUpAt} - now()) * 1000)::float8`

/** Ends automatic attempts where their time is over. Gives the ids, for the log. */
export async function giveUpDeliveries(db: Database): Promise<string[]> {
  const over = db
    .select({ id: deliveries.id })
    .from(deliveries)
    // Not while it is claimed: what is being sent may still say how that went.
    .where(and(eq(deliveries.state, 'owed'), lte(deliveries.giveUpAt, sql`now()`), lte(deliveries.dueAt, sql`now()`)))
    .for('update', { skipLocked: true })
  const rows = await db
    .update(deliveries)
    .set({ state: 'needs-review' })
    .where(and(eq(deliveries.state, 'owed'), inArray(deliveries.id, over)))
    .returning({ id: deliveries.id })
  return rows.map(({ id }) => id)
}
