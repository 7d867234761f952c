import { and, asc, desc, eq, getTableColumns, inArray, lte, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Database } from './connect.ts'
import { isKept, type KeptDecision } from './load-sealed.ts'
import { loadRefunds, placeOfTurn, type StoredRefund } from './refunds.ts'
import { assignments, decisions, leads, submissions } from './schema.ts'
import { attempts, deliveries } from './schema-deliveries.ts'

/** Everything stored of a lead, the latest first. */
export interface StoredLead {
  lead: typeof leads.$inferSelect
  submissions: (typeof submissions.$inferSelect)[]
  decisions: KeptDecision[]
  assignments: (typeof assignments.$inferSelect)[]
  deliveries: StoredDelivery[]
  attempts: (typeof attempts.$inferSelect)[]
  refunds: StoredRefund[]
}

/** A delivery without its bytes. */
export type StoredDelivery = Pick<typeof deliveries.$inferSelect, 'id' | 'leadId' | 'kind' | 'state' | 'createdAt' | 'sentAt' | 'reason'> & { subject: string }

/**
 * These leads in this order; one that is not there is left out. Seven statements, however many they are. Of each kind the latest
 * `mostEach` of a lead: somebody who writes 3,000 times must not make the list of all leads 200 MB.
 */
export async function loadLeads(db: Database, workspaceId: string, ids: readonly string[], mostEach: number): Promise<StoredLead[]> {
  if (ids.length === 0) return []
  const wanted = [...ids]
  const of = (table: { workspaceId: PgColumn; leadId: PgColumn }, at: PgColumn) => {
    const place = sql<number>`row_number() over (partition by ${table.leadId} order by ${at} desc)`.as('place')
    return { place, where: and(eq(table.workspaceId, workspaceId), inArray(table.leadId, wanted)) }
  }
  const ofSubmissions = of(submissions, submissions.submittedAt)
  const submitted = db
    .select({ ...getTableColumns(submissions), place: ofSubmissions.place })
    .from(submissions)
    .where(ofSubmissions.where)
    .as('submitted')
  const ofDecisions = of(decisions, decisions.at)
  const decided = db
    .select({ ...getTableColumns(decisions), place: ofDecisions.place })
    .from(decisions)
    .where(ofDecisions.where)
    .as('decided')
  const ofAssignments = of(assignments, assignments.at)
  const assigned = db
    .select({ ...getTableColumns(assignments), place: ofAssignments.place })
    .from(assignments)
    .where(ofAssignments.where)
    .as('assigned')
  const ofDeliveries = of(deliveries, deliveries.createdAt)
  const { id, leadId, kind, state, createdAt, sentAt, reason } = deliveries
  const owed = db
    .select({
      id,
      leadId,
      kind,
      state,
      createdAt,
      sentAt,
      reason,
      subject: sql<string>`${deliveries.mail}->>'subject'`.as('subject'),
      place: ofDeliveries.place,
    })
    .from(deliveries)
    .where(ofDeliveries.where)
    .as('owed')
  const [people, itsSubmissions, itsDecisions, itsAssignments, itsDeliveries] = await Promise.all([
    db
      .select()
      .from(leads)
      .where(and(eq(leads.workspaceId, workspaceId), inArray(leads.id, wanted))),
    db.select().from(submitted).where(lte(submitted.place, mostEach)).orderBy(desc(submitted.submittedAt)),
    db.select().from(decided).where(lte(decided.place, mostEach)).orderBy(desc(decided.at)),
    db.select().from(assigned).where(lte(assigned.place, mostEach)).orderBy(desc(assigned.at)),
    db
      .select()
      .from(owed)
      .where(lte(owed.place, 3 * mostEach))
      .orderBy(desc(owed.createdAt), desc(owed.kind)),
  ])
  const [tried, refunded] = await Promise.all([
    loadAttempts(
      db,
      workspaceId,
      itsDeliveries.map(delivery => delivery.id),
    ),
    loadRefunds(
      db,
      workspaceId,
      itsDecisions.flatMap(({ record }) => (record && placeOfTurn(record)) ?? []),
    ),
  ])
  return ids.flatMap(wantedId => {
    const lead = people.find(person => person.id === wantedId)
    const its = <Row extends { leadId: string | null }>(rows: Row[]) => rows.filter(row => row.leadId === wantedId)
    if (!lead) return []
    const mails = its(itsDeliveries)
    const attempted = tried.filter(({ deliveryId }) => mails.some(mail => mail.id === deliveryId))
    const decided = its(itsDecisions).filter(isKept)
    const refunds = refunded.filter(({ decisionId }) => decided.some(decision => decision.id === decisionId))
    return { lead, submissions: its(itsSubmissions), decisions: decided, assignments: its(itsAssignments), deliveries: mails, attempts: attempted, refunds }
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
