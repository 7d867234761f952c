import { and, desc, eq, exists, gte, isNotNull, lt, not, or } from 'drizzle-orm'
import type { Place } from '../cursor.ts'
import type { Database } from './connect.ts'
import { leads, submissions } from './schema.ts'
import { drafts } from './schema-drafts.ts'

export type StoredDraft = typeof drafts.$inferSelect

/** Drafts that nothing came of yet, the latest first; ties by id, so that a cursor never skips one. */
export async function listDrafts(db: Database, workspaceId: string, { after, most }: { after: Place | undefined; most: number }): Promise<StoredDraft[]> {
  return db
    .select()
    .from(drafts)
    .where(
      and(
        eq(drafts.workspaceId, workspaceId),
        isNotNull(drafts.address),
        not(isSent(db, workspaceId)),
        after && or(lt(drafts.savedAt, after.submittedAt), and(eq(drafts.savedAt, after.submittedAt), lt(drafts.id, after.id))),
      ),
    )
    .orderBy(desc(drafts.savedAt), desc(drafts.id))
    .limit(most)
}

/**
 * Whether it became a submission, or its person has sent something since: from another device, or under another id. Asked by whoever reads drafts, so
 * that a handoff need not look for one.
 */
export function isSent(db: Database, workspaceId: string) {
  const submission = db
    .select({ id: submissions.id })
    .from(submissions)
    .where(and(eq(submissions.workspaceId, workspaceId), eq(submissions.id, drafts.id), eq(submissions.formId, drafts.formId)))
  const lead = db
    .select({ id: leads.id })
    .from(leads)
    .where(and(eq(leads.workspaceId, workspaceId), eq(leads.email, drafts.address), gte(leads.submittedAt, drafts.savedAt)))
  return or(exists(submission), exists(lead)) as NonNullable<ReturnType<typeof or>> // of two there is an “or”
}
