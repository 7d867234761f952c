import { eq, type SQL, sql } from 'drizzle-orm'
import type { MailConnection } from '../effects.ts'
import type { Database } from './connect.ts'
import { leaseSeconds } from './lease.ts'
import { connections } from './schema-deliveries.ts'

/**
 * The bucket that all replicas pay mails from, one token each; `functions/save.ts` pays for new leads' mails. `refill` a second, a twentieth below the rate, for what leaves evenly
 * arrives unevenly. The backlog leaves `forNew` in it, so that a new lead's mails find theirs at once; beyond that it holds what the
 * backlog is given while its worker is a moment late.
 */
export function bucketOf(perSecond: number): { refill: number; forNew: number; most: number } {
  const forNew = Math.max(2, 0.4 * perSecond)
  return { refill: 0.95 * perSecond, forNew, most: forNew + Math.max(2, 0.2 * perSecond) }
}

/** What a bucket holds now. A transaction that began before the last one that paid adds nothing. */
const available = (perSecond: number): SQL<number> => {
  const { refill, most } = bucketOf(perSecond)
  return sql<number>`least(${most}::float8, ${connections.tokens} + ${refill}::float8 * greatest(0, extract(epoch from now() - ${connections.refilledAt})))`
}

export interface Allowance {
  most: number
  /** Its success is news: the connection was stopped, or failed before. */
  isNews: boolean
  /** When there may be more, in milliseconds from now; null: as soon as there is something to send. */
  moreInMs: number | null
}

/**
 * How many mails may go through a connection now, `leave` tokens aside. Locks its row until the transaction ends: claims of other
 * replicas come one by one. Nothing of it is paid before `payFor`.
 */
export async function lockAllowance(tx: Database, { id, perSecond }: MailConnection, { most, leave }: { most: number; leave: number }): Promise<Allowance> {
  const [row] = await tx
    .select({
      open: sql<boolean>`${connections.pausedUntil} <= now()`,
      reason: connections.pausedReason,
      failures: connections.failures,
      tokens: perSecond === null ? sql<number>`0::float8` : available(perSecond),
    })
    .from(connections)
    .where(eq(connections.id, id))
    .for('update')
  if (!row?.open) return { most: 0, isNews: false, moreInMs: null }
  const isNews = row.reason !== null || row.failures > 0
  if (row.reason !== null) return { most: Math.min(1, most), isNews, moreInMs: null }
  if (perSecond === null) return { most, isNews, moreInMs: null }
  const spare = row.tokens - leave
  const allowed = Math.max(0, Math.min(most, Math.floor(spare)))
  return { most: allowed, isNews, moreInMs: Math.max(0, ((allowed + 1 - spare) / bucketOf(perSecond).refill) * 1000) }
}

/** Pays for mails that were claimed. A connection that was stopped lets no other through until it is known how this one fared. */
export async function payFor(tx: Database, { id, perSecond }: MailConnection, count: number): Promise<void> {
  await tx
    .update(connections)
    .set({
      pausedUntil: sql`case when ${connections.pausedReason} is null then ${connections.pausedUntil} else now() + make_interval(secs => ${leaseSeconds}) end`,
      ...(perSecond !== null && { tokens: sql`${available(perSecond)} - ${count}::int`, refilledAt: sql`greatest(${connections.refilledAt}, now())` }),
    })
    .where(eq(connections.id, id))
}
