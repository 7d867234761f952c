import { desc, eq } from 'drizzle-orm'
import type { Mail } from '../effects.ts'
import type { Database } from './connect.ts'
import { mailbox } from './schema-deliveries.ts'

/** Keeps a mail as if it had arrived; the same delivery arrives once. */
export async function keepMail(db: Database, mail: Mail): Promise<void> {
  await db.insert(mailbox).values({ workspaceId: mail.workspaceId, deliveryId: mail.deliveryId, mail }).onConflictDoNothing()
}

/** A workspace's mails, the latest first. */
export async function listMails(db: Database, workspaceId: string, most?: number): Promise<(Mail & { at: Date })[]> {
  const query = db.select().from(mailbox).where(eq(mailbox.workspaceId, workspaceId)).orderBy(desc(mailbox.at))
  const rows = await (most === undefined ? query : query.limit(most))
  return rows.map(({ mail, at }) => ({ ...mail, at }))
}
