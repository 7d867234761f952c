import { and, eq } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { type StoredReply, submissions } from './schema.ts'

/** The answer a submission got, and the hash of what it sent. */
export async function findAnswered(
  db: Database,
  key: { workspaceId: string; formId: string; id: string },
): Promise<{ bodyHash: string; reply: StoredReply } | null> {
  const where = and(eq(submissions.workspaceId, key.workspaceId), eq(submissions.formId, key.formId), eq(submissions.id, key.id))
  const [row] = await db.select({ bodyHash: submissions.bodyHash, reply: submissions.reply }).from(submissions).where(where)
  return row?.reply ? { bodyHash: row.bodyHash, reply: row.reply } : null
}
