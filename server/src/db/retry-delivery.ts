import { and, asc, eq, sql } from 'drizzle-orm'
import type { MailConnection } from '../effects.ts'
import { lockAllowance, payFor } from './budget.ts'
import { type ClaimedDelivery, leftMs } from './claim-deliveries.ts'
import type { Database } from './connect.ts'

import { automaticMs, leaseSeconds } from './lease.ts'
import { attempts, type DeliveryState, deliveries } from './schema-deliveries.ts'

interface Named {
  workspaceId: string
  id: string
}

const named = ({ workspaceId, id }: Named) => and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.id, id))

export interface DeliveryStanding {
  state: DeliveryState
  /** Since the first attempt under its key, by the database's clock. */
  ageMs: number
  /** Some attempt may have been accepted: its answer was none, or was never recorded. */
  uncertain: boolean
}

/** How a delivery stands, its row locked; null when there is none. */
export async function lockDelivery(tx: Database, delivery: Named): Promise<DeliveryStanding | null> {
  const ageMs = sql<number>`(extract(epoch from now() - ${deliveries.firstAttemptAt}) * 1000)::float8`
  const [row] = await tx.select({ state: deliveries.state, attempt: deliveries.attempt, ageMs }).from(deliveries).where(named(delivery)).for('update')
  if (!row) return null
  const tried = await loadAttempts(tx, delivery)
  const refused = tried.filter(({ outcome }) => outcome === 'data' || outcome === 'config' || outcome === 'quota').length
  return { state: row.state, ageMs: row.ageMs, uncertain: refused < row.attempt }
}

/**
 * Owes a delivery again and begins its attempt; null where the connection's pause or its budget does not allow one now, and the worker
 * will make it. Where the provider may still know the key, automatic attempts end when they always did, but for the time the worker
 * needs; where it does not, they have their whole time again.
 */
export async function reopenDelivery(
  tx: Database,
  delivery: Named & { connection: MailConnection | null; keyIsKnown: boolean },
): Promise<ClaimedDelivery | null> {
  const { connection, keyIsKnown } = delivery
  const allowed = connection ? await lockAllowance(tx, connection, { most: 1, leave: 0 }) : { most: 1, isNews: false }
  const begins = allowed.most > 0
  const { workspaceId, id, attempt, mail } = deliveries
  const [row] = await tx
    .update(deliveries)
    .set({
      state: 'owed',
      sentAt: null,
      providerId: null,
      reason: null,
      attempt: begins ? sql`${attempt} + 1` : attempt,
      dueAt: begins ? sql`now() + make_interval(secs => ${leaseSeconds})` : sql`now()`,
      ...(keyIsKnown
        ? { giveUpAt: sql`greatest(${deliveries.giveUpAt}, now() + interval '10 minutes')` }
        : { firstAttemptAt: sql`now()`, giveUpAt: sql`now() + make_interval(secs => ${automaticMs / 1000})` }),
    })
    .where(named(delivery))
    .returning({ workspaceId, id, attempt, mail, leftMs })
  if (connection && begins) await payFor(tx, connection, 1)
  return begins && row ? { ...row, isNews: allowed.isNews } : null
}

/** A delivery with its attempts, in order. It has to be there. */
export async function loadDelivery(db: Database, delivery: Named) {
  const { id, leadId, kind, state } = deliveries
  const [[row], tried] = await Promise.all([db.select({ id, leadId, kind, state }).from(deliveries).where(named(delivery)), loadAttempts(db, delivery)])
  if (!row) throw new Error('A delivery that was sent again is still there.')
  return { ...row, attempts: tried }
}

function loadAttempts(db: Database, { workspaceId, id }: Named) {
  const { number, at, outcome, reason } = attempts
  return db
    .select({ number, at, outcome, reason })
    .from(attempts)
    .where(and(eq(attempts.workspaceId, workspaceId), eq(attempts.deliveryId, id)))
    .orderBy(asc(number))
}
