import { and, eq, inArray, or } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Database } from './connect.ts'
import type { Subject } from './find-subject.ts'
import { assignments, creditEntries, decisions, leads, submissions } from './schema.ts'
import { attempts, deliveries, mailbox, mailEvents } from './schema-deliveries.ts'
import { drafts } from './schema-drafts.ts'

/** Everything that is held about somebody, table by table, as it is stored: a column that is added later is in it by itself. */
export async function loadSubject(db: Database, workspaceId: string, { leadIds, held, drafts: begun }: Subject) {
  const theirs = (table: { workspaceId: PgColumn; leadId: PgColumn }) => and(eq(table.workspaceId, workspaceId), inArray(table.leadId, leadIds))
  const isHeld = held.map(({ formId, id }) => and(eq(submissions.formId, formId), eq(submissions.id, id)))
  const isBegun = begun.map(({ formId, id }) => and(eq(drafts.formId, formId), eq(drafts.id, id)))
  const ofDeliveries = (table: { workspaceId: PgColumn; deliveryId: PgColumn }) => {
    const ids = db.select({ id: deliveries.id }).from(deliveries).where(theirs(deliveries))
    return and(eq(table.workspaceId, workspaceId), inArray(table.deliveryId, ids))
  }
  const decided = db.select({ id: decisions.id }).from(decisions).where(theirs(decisions))
  return {
    leads: await db
      .select()
      .from(leads)
      .where(and(eq(leads.workspaceId, workspaceId), inArray(leads.id, leadIds))),
    submissions: await db
      .select()
      .from(submissions)
      .where(and(eq(submissions.workspaceId, workspaceId), or(inArray(submissions.leadId, leadIds), ...isHeld)))
      .orderBy(submissions.submittedAt),
    /** What they began and did not send. */
    drafts:
      begun.length === 0
        ? []
        : await db
            .select()
            .from(drafts)
            .where(and(eq(drafts.workspaceId, workspaceId), or(...isBegun)))
            .orderBy(drafts.startedAt),
    decisions: await db.select().from(decisions).where(theirs(decisions)).orderBy(decisions.at),
    assignments: await db.select().from(assignments).where(theirs(assignments)).orderBy(assignments.at),
    /** The turns that were taken with them, and those given back. */
    creditEntries: await db
      .select()
      .from(creditEntries)
      .where(and(eq(creditEntries.workspaceId, workspaceId), inArray(creditEntries.decisionId, decided)))
      .orderBy(creditEntries.at, creditEntries.position),
    deliveries: await db.select().from(deliveries).where(theirs(deliveries)).orderBy(deliveries.createdAt),
    attempts: await db.select().from(attempts).where(ofDeliveries(attempts)).orderBy(attempts.at),
    mailEvents: await db.select().from(mailEvents).where(ofDeliveries(mailEvents)).orderBy(mailEvents.at),
    mailbox: await db.select().from(mailbox).where(ofDeliveries(mailbox)).orderBy(mailbox.at),
  }
}
