import { and, asc, desc, eq, isNull, lt, or } from 'drizzle-orm'
import type { Place } from '../cursor.ts'
import type { Database } from './connect.ts'
import { submissions } from './schema.ts'

export type StoredSubmission = typeof submissions.$inferSelect

/** What waits in quarantine, the latest first; ties by id, so that a cursor never skips one. */
export async function listHeld(db: Database, workspaceId: string, { after, most }: { after: Place | undefined; most: number }): Promise<StoredSubmission[]> {
  return db
    .select()
    .from(submissions)
    .where(
      and(
        eq(submissions.workspaceId, workspaceId),
        eq(submissions.quarantined, true),
        isNull(submissions.releasedAt),
        after && or(lt(submissions.submittedAt, after.submittedAt), and(eq(submissions.submittedAt, after.submittedAt), lt(submissions.id, after.id))),
      ),
    )
    .orderBy(desc(submissions.submittedAt), desc(submissions.id))
    .limit(most)
}

/** The submission of this id, quarantined or not; of several forms that have one, the first, unless the form is named. */
export async function findSubmission(db: Database, workspaceId: string, id: string, formId: string | undefined): Promise<StoredSubmission | null> {
  const [row] = await db
    .select()
    .from(submissions)
    .where(and(eq(submissions.workspaceId, workspaceId), eq(submissions.id, id), formId === undefined ? undefined : eq(submissions.formId, formId)))
    .orderBy(desc(submissions.quarantined), asc(submissions.formId))
    .limit(1)
  return row ?? null
}
