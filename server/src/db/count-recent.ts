import { and, eq, gt, sql } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { submissions } from './schema.ts'

/** How many submissions a sender has made to a form since then. Few: a limit sees to it. */
export async function countRecent(
  db: Database,
  { workspaceId, formId, sender, since }: { workspaceId: string; formId: string; sender: string | null; since: Date },
): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(submissions)
    .where(
      and(eq(submissions.workspaceId, workspaceId), eq(submissions.formId, formId), sql`${submissions.sender} = ${sender}`, gt(submissions.submittedAt, since)),
    )
  return row?.count ?? 0
}
