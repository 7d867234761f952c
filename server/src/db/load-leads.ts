import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { assignments, attempts, decisions, deliveries, leads, submissions } from './schema.ts'

/** Everything stored of a lead, the latest first. */
export interface StoredLead {
  lead: typeof leads.$inferSelect
  submissions: (typeof submissions.$inferSelect)[]
  decisions: (typeof decisions.$inferSelect)[]
  assignments: (typeof assignments.$inferSelect)[]
  deliveries: (typeof deliveries.$inferSelect)[]
  attempts: (typeof attempts.$inferSelect)[]
}

/** These leads in this order; one that is not there is left out. Six statements, however many they are. */
export async function loadLeads(db: Database, workspaceId: string, ids: readonly string[]): Promise<StoredLead[]> {
  if (ids.length === 0) return []
  const wanted = [...ids]
  const [people, submitted, decided, assigned, owed] = await Promise.all([
    db
      .select()
      .from(leads)
      .where(and(eq(leads.workspaceId, workspaceId), inArray(leads.id, wanted))),
    db
      .select()
      .from(submissions)
      .where(and(eq(submissions.workspaceId, workspaceId), inArray(submissions.leadId, wanted)))
      .orderBy(desc(submissions.submittedAt)),
    db
      .select()
      .from(decisions)
      .where(and(eq(decisions.workspaceId, workspaceId), inArray(decisions.leadId, wanted)))
      .orderBy(desc(decisions.at)),
    db
      .select()
      .from(assignments)
      .where(and(eq(assignments.workspaceId, workspaceId), inArray(assignments.leadId, wanted)))
      .orderBy(desc(assignments.at)),
    db
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.workspaceId, workspaceId), inArray(deliveries.leadId, wanted)))
      .orderBy(desc(deliveries.createdAt), desc(deliveries.kind)),
  ])
  const tried = await loadAttempts(
    db,
    workspaceId,
    owed.map(({ id }) => id),
  )
  return ids.flatMap(id => {
    const lead = people.find(person => person.id === id)
    if (!lead) return []
    const itsDeliveries = owed.filter(({ leadId }) => leadId === id)
    return {
      lead,
      submissions: submitted.filter(({ leadId }) => leadId === id),
      decisions: decided.filter(({ leadId }) => leadId === id),
      assignments: assigned.filter(({ leadId }) => leadId === id),
      deliveries: itsDeliveries,
      attempts: tried.filter(({ deliveryId }) => itsDeliveries.some(delivery => delivery.id === deliveryId)),
    }
  })
}

async function loadAttempts(db: Database, workspaceId: string, deliveryIds: string[]): Promise<StoredLead['attempts']> {
  if (deliveryIds.length === 0) return []
  return db
    .select()
    .from(attempts)
    .where(and(eq(attempts.workspaceId, workspaceId), inArray(attempts.deliveryId, deliveryIds)))
    .orderBy(asc(attempts.number))
}
