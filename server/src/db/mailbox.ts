import { desc } from 'drizzle-orm'
import type { Mail } from '../effects.ts'
import type { Database } from './connect.ts'
import { mailbox } from './schema.ts'

/** Keeps a mail as if it had arrived; the same delivery arrives once. */
export async function keepMail(db: Database, mail: Mail): Promise<void> {
  await db.insert(mailbox).values({ deliveryId: mail.deliveryId, mail }).onConflictDoNothing()
}

/** The latest first. */
export async function listMails(db: Database, most: number): Promise<(Mail & { at: Date })[]> {
  const rows = await db.select().from(mailbox).orderBy(desc(mailbox.at)).limit(most)
  return rows.map(({ mail, at }) => ({ ...mail, at }))
}
