import { and, eq, sql } from 'drizzle-orm'
import type { SendResult } from '../effects.ts'
import type { ClaimedDelivery } from './claim-deliveries.ts'
import type { Database } from './connect.ts'
import { attempts, type DeliveryState, deliveries } from './schema-deliveries.ts'

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
