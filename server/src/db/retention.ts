import { and, asc, eq, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Database } from './connect.ts'
import { isSent } from './list-drafts.ts'
import { leads, mailCounts, submissions } from './schema.ts'
import { attempts, mailEvents } from './schema-deliveries.ts'
import { drafts } from './schema-drafts.ts'

/** What is older than this, of a workspace; so many rows at a time. */
export interface Old {
  workspaceId: string
  before: Date
  most: number
}

/** Leads that have not written since, the oldest first. */
export async function findOldLeads(db: Database, { workspaceId, before, most }: Old): Promise<string[]> {
  const rows = await db
    .select({ id: leads.id })
    .from(leads)
    .where(and(eq(leads.workspaceId, workspaceId), lt(leads.submittedAt, before)))
    .orderBy(asc(leads.submittedAt))
    .limit(most)
  return rows.map(({ id }) => id)
}

/** Takes a lead until the transaction ends. False: it wrote again meanwhile, or another process has it. */
export async function lockOldLead(tx: Database, id: string, { workspaceId, before }: Pick<Old, 'workspaceId' | 'before'>): Promise<boolean> {
  const rows = await tx
    .select({ id: leads.id })
    .from(leads)
    .where(and(eq(leads.workspaceId, workspaceId), eq(leads.id, id), lt(leads.submittedAt, before)))
    .for('update', { skipLocked: true })
  return rows.length === 1
}

/** Deletes what was set aside and never let through. */
export async function deleteOldHeld(db: Database, old: Old): Promise<number> {
  const { workspaceId, submittedAt, quarantined, releasedAt, id } = submissions
  const which = and(eq(workspaceId, old.workspaceId), eq(quarantined, true), isNull(releasedAt), lt(submittedAt, old.before))
  const rows = await db
    .delete(submissions)
    .where(someOf(submissions, which, old.most))
    .returning({ id })
  return rows.length
}

/** Deletes attempts, of mails to people who are still here. */
export async function deleteOldAttempts(db: Database, old: Old): Promise<number> {
  const which = and(eq(attempts.workspaceId, old.workspaceId), lt(attempts.at, old.before))
  const rows = await db
    .delete(attempts)
    .where(someOf(attempts, which, old.most))
    .returning({ id: attempts.deliveryId })
  return rows.length
}

/** The same of what providers told of mails. */
export async function deleteOldEvents(db: Database, old: Old): Promise<number> {
  const which = and(eq(mailEvents.workspaceId, old.workspaceId), lt(mailEvents.at, old.before))
  const rows = await db
    .delete(mailEvents)
    .where(someOf(mailEvents, which, old.most))
    .returning({ id: mailEvents.id })
  return rows.length
}

/** Forgets from which network a submission came. */
export async function forgetOldSenders(db: Database, old: Old): Promise<number> {
  const { workspaceId, sender, submittedAt, id } = submissions
  const which = and(eq(workspaceId, old.workspaceId), isNotNull(sender), lt(submittedAt, old.before))
  const rows = await db
    .update(submissions)
    .set({ sender: null })
    .where(someOf(submissions, which, old.most))
    .returning({ id })
  return rows.length
}

/** Deletes drafts that were sent, however old, and those that nobody has gone on with. */
export async function deleteOldDrafts(db: Database, old: Old): Promise<number> {
  const which = and(eq(drafts.workspaceId, old.workspaceId), or(lt(drafts.savedAt, old.before), isSent(db, old.workspaceId)))
  const rows = await db
    .delete(drafts)
    .where(someOf(drafts, which, old.most))
    .returning({ id: drafts.id })
  return rows.length
}

/** Deletes counts of mails whose day is over. */
export async function deleteOldCounts(db: Database, old: Old): Promise<number> {
  const which = and(eq(mailCounts.workspaceId, old.workspaceId), lt(mailCounts.since, old.before))
  const rows = await db
    .delete(mailCounts)
    .where(someOf(mailCounts, which, old.most))
    .returning({ name: mailCounts.name })
  return rows.length
}

/** Rows by their place, which neither DELETE nor UPDATE could limit; those that somebody else has in hand are passed over. */
function someOf(table: PgTable, which: SQL | undefined, most: number): SQL {
  return sql`ctid = any(array(select ctid from ${table} where ${which} limit ${most} for update skip locked))`
}
