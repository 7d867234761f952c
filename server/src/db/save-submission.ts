import { and, eq } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { type StoredReply, submissions } from './schema.ts'

type NewSubmission = typeof submissions.$inferInsert

/**
 * Stores a submission unless its id is taken. A twin that is being handled right now makes this wait on the unique index until
 * the other transaction ends; false then means: the first answer is there to be read.
 */
export async function saveSubmission(tx: Database, submission: NewSubmission): Promise<boolean> {
  const saved = await tx
    .insert(submissions)
    .values(submission)
    .onConflictDoNothing({ target: [submissions.workspaceId, submissions.formId, submissions.id] })
    .returning({ id: submissions.id })
  return saved.length === 1
}

/** The answer a submission got, and the hash of what it sent. */
export async function loadAnswered(
  db: Database,
  key: { workspaceId: string; formId: string; id: string },
): Promise<{ bodyHash: string; reply: StoredReply } | null> {
  const where = and(eq(submissions.workspaceId, key.workspaceId), eq(submissions.formId, key.formId), eq(submissions.id, key.id))
  const [row] = await db.select({ bodyHash: submissions.bodyHash, reply: submissions.reply }).from(submissions).where(where)
  return row?.reply ? { bodyHash: row.bodyHash, reply: row.reply } : null
}
