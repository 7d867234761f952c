import { and, desc, eq, gt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database } from './connect.ts'
import { type StoredReply, submissions } from './schema.ts'

type NewSubmission = typeof submissions.$inferInsert

/** How many submissions a sender may make to a form within a window that slides. */
export interface SenderLimit {
  most: number
  windowMs: number
}

/**
 * Stores a submission unless its id is taken. A twin that is being handled right now makes this wait on the unique index until
 * the other transaction ends; `taken` then means: the first answer is there to be read. `waitMs` is how long this sender has to wait, and
 * the transaction must not commit; what others of theirs have not committed yet is not counted. One statement, limit and all.
 */
export async function saveSubmission(
  tx: Database,
  submission: NewSubmission,
  limit: SenderLimit,
): Promise<{ outcome: 'saved' } | { outcome: 'taken' } | { outcome: 'limited'; waitMs: number }> {
  const { workspaceId, formId, sender = null, submittedAt } = submission
  const since = new Date(submittedAt.getTime() - limit.windowMs)
  // The one that has to leave the window before there is room; what this statement inserts is not visible to it.
  const oldest = tx
    .select({ at: earlier.submittedAt })
    .from(earlier)
    .where(and(eq(earlier.workspaceId, workspaceId), eq(earlier.formId, formId), sql`${earlier.sender} = ${sender}`, gt(earlier.submittedAt, since)))
    .orderBy(desc(earlier.submittedAt))
    .limit(1)
    .offset(limit.most - 1)
  const [saved] = await tx
    .insert(submissions)
    .values(submission)
    .onConflictDoNothing({ target: [submissions.workspaceId, submissions.formId, submissions.id] })
    .returning({ fullSince: sql<Date | null>`(${oldest})`.mapWith(submissions.submittedAt) })
  if (!saved) return { outcome: 'taken' }
  return saved.fullSince ? { outcome: 'limited', waitMs: saved.fullSince.getTime() - since.getTime() } : { outcome: 'saved' }
}

const earlier = alias(submissions, 'earlier')

/** The answer a submission got, and the hash of what it sent. */
export async function loadAnswered(
  db: Database,
  key: { workspaceId: string; formId: string; id: string },
): Promise<{ bodyHash: string; reply: StoredReply } | null> {
  const where = and(eq(submissions.workspaceId, key.workspaceId), eq(submissions.formId, key.formId), eq(submissions.id, key.id))
  const [row] = await db.select({ bodyHash: submissions.bodyHash, reply: submissions.reply }).from(submissions).where(where)
  return row?.reply ? { bodyHash: row.bodyHash, reply: row.reply } : null
}
