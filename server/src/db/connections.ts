import { eq, sql } from 'drizzle-orm'
import type { MailConnection } from '../effects.ts'
import type { Database } from './connect.ts'
import { connections } from './schema-deliveries.ts'

/** At each start: a connection that was stopped is tried again, for what its owner changes in the environment needs a start to be read. */
export async function openConnection(db: Database, { id }: MailConnection): Promise<void> {
  const open = { pausedUntil: sql`now()`, pausedReason: null }
  await db
    .insert(connections)
    .values({ id, ...open })
    .onConflictDoUpdate({ target: connections.id, set: open })
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

/** The mail that went to see got through. */
export async function resumeConnection(db: Database, id: string): Promise<void> {
  await db.update(connections).set({ pausedUntil: sql`now()`, pausedReason: null }).where(eq(connections.id, id))
}

export interface Allowance {
  most: number
  /** One mail goes to see whether the connection was mended; nothing else does until it is known. */
  probe: boolean
}

/** How many mails may go through a connection now. Locks its row until the transaction ends: claims of other replicas come one by one. */
export async function lockAllowance(tx: Database, id: string, most: number): Promise<Allowance> {
  const [row] = await tx
    .select({ open: sql<boolean>`${connections.pausedUntil} <= now()`, reason: connections.pausedReason })
    .from(connections)
    .where(eq(connections.id, id))
    .for('update')
  if (!row?.open) return { most: 0, probe: false }
  return row.reason === null ? { most, probe: false } : { most: 1, probe: true }
}
