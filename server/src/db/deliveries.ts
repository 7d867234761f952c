import { and, asc, eq, lte, sql } from 'drizzle-orm'
import type { Mail, SendResult } from '../effects.ts'
import type { Database } from './connect.ts'
import { inTransaction } from './in-transaction.ts'
import { leaseSeconds } from './save-handoff.ts'
import { attempts, type DeliveryState, deliveries } from './schema-deliveries.ts'

export interface ClaimedDelivery {
  workspaceId: string
  id: string
  attempt: number
  createdAt: Date
  mail: Mail
}

/** Begins the next attempt at deliveries that are due, oldest first, skipping those another worker holds. Times by the database's clock. */
export async function claimDeliveries(db: Database, most: number): Promise<ClaimedDelivery[]> {
  return inTransaction(db, async tx => {
    const due = await tx
      .select({ workspaceId: deliveries.workspaceId, id: deliveries.id })
      .from(deliveries)
      .where(and(eq(deliveries.state, 'owed'), lte(deliveries.dueAt, sql`now()`)))
      .orderBy(asc(deliveries.dueAt))
      .limit(most)
      .for('update', { skipLocked: true })
    return Promise.all(
      due.map(async ({ workspaceId, id }) => {
        const [claimed] = await tx
          .update(deliveries)
          .set({ attempt: sql`${deliveries.attempt} + 1`, dueAt: sql`now() + make_interval(secs => ${leaseSeconds})` })
          .where(and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.id, id)))
          .returning({
            workspaceId: deliveries.workspaceId,
            id: deliveries.id,
            attempt: deliveries.attempt,
            createdAt: deliveries.createdAt,
            mail: deliveries.mail,
          })
        if (!claimed) throw new Error('A locked row is still there.')
        return claimed
      }),
    )
  })
}

/** Where an attempt leaves its delivery: `waitMs` until the next one while it is owed. */
export interface Aftermath {
  state: DeliveryState
  waitMs: number
}

/**
 * Records how an attempt ended, in one statement: there are two of these in every handoff. Fenced by its number: a slow attempt that
 * was overtaken is noted, but moves nothing.
 */
export async function finishAttempt(db: Database, delivery: ClaimedDelivery, result: SendResult, { state, waitMs }: Aftermath): Promise<void> {
  const { workspaceId, id, attempt } = delivery
  const noted = db.$with('noted').as(
    db
      .insert(attempts)
      .values({
        workspaceId,
        deliveryId: id,
        number: attempt,
        at: sql`now()`,
        outcome: result.outcome,
        reason: result.outcome === 'sent' ? null : result.reason,
      })
      .onConflictDoNothing()
      .returning({ number: attempts.number }),
  )
  await db
    .with(noted)
    .update(deliveries)
    .set({
      state,
      dueAt: sql`now() + make_interval(secs => ${waitMs / 1000})`,
      ...(result.outcome === 'sent' && { sentAt: sql`now()`, providerId: result.providerId }),
    })
    .where(and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.id, id), eq(deliveries.attempt, attempt), eq(deliveries.state, 'owed')))
}
