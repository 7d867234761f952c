import { and, desc, eq, inArray, lt, min, or } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { type DecisionRecord, decisions, deliveries, leads, submissions } from './schema.ts'

export interface LeadQuestion {
  email?: string | undefined
  submissionId?: string | undefined
  /** Where the page before ended. */
  after?: { submittedAt: Date; id: string } | undefined
  most: number
}

export type LeadListItem = Pick<typeof leads.$inferSelect, 'id' | 'email' | 'name' | 'company' | 'owner' | 'createdAt' | 'submittedAt'> & {
  record: DecisionRecord | null
  firstMailAt: Date | null
}

/** Leads, the latest submission first; ties by id, so that a cursor never skips one. */
export async function listLeads(db: Database, workspaceId: string, { email, submissionId, after, most }: LeadQuestion): Promise<LeadListItem[]> {
  const ofSubmission = db
    .select({ id: submissions.leadId })
    .from(submissions)
    .where(and(eq(submissions.workspaceId, workspaceId), eq(submissions.id, submissionId ?? '')))
  const rows = await db
    .select()
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
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const [latest, mails] = await Promise.all([
    db
      .selectDistinctOn([decisions.leadId], { leadId: decisions.leadId, record: decisions.record })
      .from(decisions)
      .where(and(eq(decisions.workspaceId, workspaceId), inArray(decisions.leadId, ids)))
      .orderBy(decisions.leadId, desc(decisions.at)),
    db
      .select({ leadId: deliveries.leadId, at: min(deliveries.sentAt) })
      .from(deliveries)
      .where(and(eq(deliveries.workspaceId, workspaceId), inArray(deliveries.leadId, ids), eq(deliveries.kind, 'visitor-mail')))
      .groupBy(deliveries.leadId),
  ])
  const records = new Map(latest.map(({ leadId, record }) => [leadId, record]))
  const firstMails = new Map(mails.map(({ leadId, at }) => [leadId, at]))
  return rows.map(row => ({ ...row, record: records.get(row.id) ?? null, firstMailAt: firstMails.get(row.id) ?? null }))
}
