import { eq, sql } from 'drizzle-orm'
import type { MailConnection } from '../effects.ts'
import { bucketOf } from './budget.ts'
import type { Database } from './connect.ts'
import { connections } from './schema-deliveries.ts'

/** At each start: a connection that was stopped is tried again, for what its owner changes in the environment needs a start to be read. */
export async function openConnection(db: Database, { id, perSecond }: MailConnection): Promise<void> {
  const open = { pausedUntil: sql`now()`, pausedReason: null, failures: 0 }
  await db
    .insert(connections)
    .values({ id, ...open, tokens: perSecond === null ? 0 : bucketOf(perSecond).most, refilledAt: sql`now()` })
    .onConflictDoUpdate({ target: connections.id, set: open }) // not its tokens: whoever starts again and again has no more of them
}

/** Nothing goes through it for `waitMs`, from any replica. With a reason only a single mail goes then, to see whether it was mended. */
export async function pauseConnection(db: Database, id: string, { reason, waitMs }: { reason: string | null; waitMs: number }): Promise<void> {
  await db
    .update(connections)
    .set({
      pausedUntil: sql`greatest(${connections.pausedUntil}, now() + make_interval(secs => ${waitMs / 1000}))`,
      ...(reason !== null && { pausedReason: reason }),
    })
    .where(eq(connections.id, id))
}

/** One more failure for the provider's sake; with `most` in a row it is down, and one mail at a time looks whether it is back. */
export async function countFailure(db: Database, id: string, { most, reason, waitMs }: { most: number; reason: string; waitMs: number }): Promise<void> {
  const wait = sql`make_interval(secs => ${waitMs / 1000})`
  const down = sql`${connections.failures} + 1 >= ${most}`
  await db
    .update(connections)
    .set({
      failures: sql`${connections.failures} + 1`,
      pausedReason: sql`case when ${down} then coalesce(${connections.pausedReason}, ${reason}) else ${connections.pausedReason} end`,
      // What stopped it for another reason is no shorter for this; the pause of a mail that went to look ends with its answer.
      pausedUntil: sql`case
        when ${down} and ${connections.pausedReason} = ${reason} then now() + ${wait}
        when ${down} then greatest(${connections.pausedUntil}, now() + ${wait})
        else ${connections.pausedUntil} end`,
    })
    .where(eq(connections.id, id))
}

/** A mail got through, or was refused for its own sake: the provider is there. */
export async function resumeConnection(db: Database, id: string): Promise<void> {
  await db.update(connections).set({ pausedUntil: sql`now()`, pausedReason: null, failures: 0 }).where(eq(connections.id, id))
}
