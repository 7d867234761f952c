import { and, desc, eq, sql } from 'drizzle-orm'
import type { Mail } from '../effects.ts'
import type { Database } from './connect.ts'
import { deliveries, mailbox } from './schema-deliveries.ts'

/** Keeps a mail as if it had arrived; the same delivery arrives once, and one that was erased meanwhile does not. */
export async function keepMail(db: Database, mail: Mail): Promise<void> {
  const { workspaceId, id } = deliveries
  const owed = db
    .select({ workspaceId, deliveryId: id, mail: sql`${JSON.stringify(mail)}::text::jsonb`.as('mail'), at: sql`now()`.as('at') })
    .from(deliveries)
    .where(and(eq(workspaceId, mail.workspaceId), eq(id, mail.deliveryId)))
    .for('key share')
  await db.insert(mailbox).select(owed).onConflictDoNothing()
}

/** A workspace's mails, the latest first. */
export async function listMails(db: Database, workspaceId: string, most?: number): Promise<(Mail & { at: Date })[]> {
  const query = db.select().from(mailbox).where(eq(mailbox.workspaceId, workspaceId)).orderBy(desc(mailbox.at))
  const rows = await (most === undefined ? query : query.limit(most))
  return rows.map(({ mail, at }) => ({ ...mail, at }))
}
