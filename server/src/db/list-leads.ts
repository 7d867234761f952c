import { and, desc, eq, inArray, lt, or } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { leads, submissions } from './schema.ts'

export interface LeadQuestion {
  email?: string | undefined
  submissionId?: string | undefined
  /** Where the page before ended. */
  after?: { submittedAt: Date; id: string } | undefined
  most: number
}

export async function hasLead(db: Database, workspaceId: string, id: string): Promise<boolean> {
  const [row] = await db
    .select({ id: leads.id })
    .from(leads)
    .where(and(eq(leads.workspaceId, workspaceId), eq(leads.id, id)))
  return row !== undefined
}

/** A lead's place in the list. */
export interface ListedLead {
  id: string
  submittedAt: Date
}

/** Leads, the latest submission first; ties by id, so that a cursor never skips one. */
export async function listLeads(db: Database, workspaceId: string, { email, submissionId, after, most }: LeadQuestion): Promise<ListedLead[]> {
  const ofSubmission = db
    .select({ id: submissions.leadId })
    .from(submissions)
    .where(and(eq(submissions.workspaceId, workspaceId), eq(submissions.id, submissionId ?? '')))
  return db
    .select({ id: leads.id, submittedAt: leads.submittedAt })
    .from(leads)
    .where(
      and(
        eq(leads.workspaceId, workspaceId),
        email === undefined ? undefined : eq(leads.email, email),
        submissionId === undefined ? undefined : inArray(leads.id, ofSubmission),
        after && or(lt(leads.submittedAt, after.submittedAt), and(eq(leads.submittedAt, after.submittedAt), lt(leads.id, after.id))),
      ),
    )
    .orderBy(desc(leads.submittedAt), desc(leads.id))
    .limit(most)
}
