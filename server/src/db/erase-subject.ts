import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { Database } from './connect.ts'
import type { Subject } from './find-subject.ts'
import { decisions, leads, repOpenLeads, seals, submissions } from './schema.ts'
import { attempts, deliveries, mailbox, mailEvents } from './schema-deliveries.ts'
import { drafts } from './schema-drafts.ts'

/** How many rows went. */
export interface ErasedRows {
  leads: number
  submissions: number
  /** Of these the record; their moment, version and place in the chain stay. */
  decisions: number
  deliveries: number
  drafts: number
}

/**
 * Takes everything about somebody out of the database, mails that are still owed with it. What stays names nobody: who was given
 * something and when, and the ledger. `awaitChain` comes first: a decision must not be sealed meanwhile. See `personal-data.ts`.
 */
export async function eraseSubject(tx: Database, workspaceId: string, { leadIds, held, drafts: begun }: Omit<Subject, 'address'>): Promise<ErasedRows> {
  const mails = await eraseDeliveries(tx, workspaceId, leadIds)
  const blanked = await blankDecisions(tx, workspaceId, leadIds)
  await freeCapacity(tx, workspaceId, leadIds)
  const isHeld = held.map(({ formId, id }) => and(eq(submissions.formId, formId), eq(submissions.id, id)))
  const sent = await tx
    .delete(submissions)
    .where(and(eq(submissions.workspaceId, workspaceId), or(inArray(submissions.leadId, leadIds), ...isHeld)))
    .returning({ id: submissions.id })
  const people = await tx
    .delete(leads)
    .where(and(eq(leads.workspaceId, workspaceId), inArray(leads.id, leadIds)))
    .returning({ id: leads.id })
  const unsent = await eraseDrafts(tx, workspaceId, begun)
  return { leads: people.length, submissions: sent.length, decisions: blanked, deliveries: mails, drafts: unsent }
}

async function eraseDrafts(tx: Database, workspaceId: string, begun: Subject['drafts']): Promise<number> {
  if (begun.length === 0) return 0
  const are = begun.map(({ formId, id }) => and(eq(drafts.formId, formId), eq(drafts.id, id)))
  const rows = await tx
    .delete(drafts)
    .where(and(eq(drafts.workspaceId, workspaceId), or(...are)))
    .returning({ id: drafts.id })
  return rows.length
}

/** Locks the deliveries first: what an attempt or an event is about to write of one it then writes before this, or not at all. */
async function eraseDeliveries(tx: Database, workspaceId: string, leadIds: readonly string[]): Promise<number> {
  const of = and(eq(deliveries.workspaceId, workspaceId), inArray(deliveries.leadId, [...leadIds]))
  const locked = await tx.select({ id: deliveries.id }).from(deliveries).where(of).orderBy(deliveries.id).for('update')
  const ids = tx.select({ id: deliveries.id }).from(deliveries).where(of)
  for (const table of [attempts, mailEvents, mailbox]) await tx.delete(table).where(and(eq(table.workspaceId, workspaceId), inArray(table.deliveryId, ids)))
  await tx.delete(deliveries).where(of)
  return locked.length
}

/** A decision without its record, in a seal without its salt: the chain stays whole, and tells nothing of what was decided. */
async function blankDecisions(tx: Database, workspaceId: string, leadIds: readonly string[]): Promise<number> {
  const blanked = await tx
    .update(decisions)
    .set({ record: null })
    .where(and(eq(decisions.workspaceId, workspaceId), inArray(decisions.leadId, [...leadIds])))
    .returning({ id: decisions.id })
  const ids = blanked.map(({ id }) => id)
  await tx
    .update(seals)
    .set({ salt: null })
    .where(and(eq(seals.workspaceId, workspaceId), inArray(seals.decisionId, ids)))
  return ids.length
}

/** A lead that is gone is nobody's open lead any more. What was counted for a day stays: it was given. */
async function freeCapacity(tx: Database, workspaceId: string, leadIds: readonly string[]): Promise<void> {
  const owned = tx
    .select({ rep: leads.owner, gone: sql<number>`count(*)::int`.as('gone') })
    .from(leads)
    .where(and(eq(leads.workspaceId, workspaceId), inArray(leads.id, [...leadIds]), isNotNull(leads.owner)))
    .groupBy(leads.owner)
    .as('owned')
  await tx
    .update(repOpenLeads)
    .set({ open: sql`greatest(${repOpenLeads.open} - ${owned.gone}, 0)` })
    .from(owned)
    .where(and(eq(repOpenLeads.workspaceId, workspaceId), eq(repOpenLeads.rep, owned.rep)))
}
