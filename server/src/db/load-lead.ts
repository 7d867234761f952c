import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { assignments, attempts, decisions, deliveries, leads, submissions } from './schema.ts'

export type StoredLead = NonNullable<Awaited<ReturnType<typeof loadLead>>>

/** Everything stored of one lead, the latest first. */
export async function loadLead(db: Database, workspaceId: string, leadId: string) {
  const [lead] = await db
    .select()
    .from(leads)
    .where(and(eq(leads.workspaceId, workspaceId), eq(leads.id, leadId)))
  if (!lead) return null
  const [itsSubmissions, itsDecisions, itsAssignments, itsDeliveries] = await Promise.all([
    db
      .select()
      .from(submissions)
      .where(and(eq(submissions.workspaceId, workspaceId), eq(submissions.leadId, leadId)))
      .orderBy(desc(submissions.submittedAt)),
    db
      .select()
      .from(decisions)
      .where(and(eq(decisions.workspaceId, workspaceId), eq(decisions.leadId, leadId)))
      .orderBy(desc(decisions.at)),
    db
      .select()
      .from(assignments)
      .where(and(eq(assignments.workspaceId, workspaceId), eq(assignments.leadId, leadId)))
      .orderBy(desc(assignments.at)),
    db
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.leadId, leadId)))
      .orderBy(desc(deliveries.createdAt), desc(deliveries.kind)),
  ])
  const itsAttempts = await loadAttempts(
    db,
    workspaceId,
    itsDeliveries.map(({ id }) => id),
  )
  return { lead, submissions: itsSubmissions, decisions: itsDecisions, assignments: itsAssignments, deliveries: itsDeliveries, attempts: itsAttempts }
}

async function loadAttempts(db: Database, workspaceId: string, deliveryIds: string[]) {
  if (deliveryIds.length === 0) return []
  return db
    .select()
    .from(attempts)
    .where(and(eq(attempts.workspaceId, workspaceId), inArray(attempts.deliveryId, deliveryIds)))
    .orderBy(asc(attempts.number))
}
