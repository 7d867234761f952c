import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { readEmail } from '../email-domain.ts'
import type { Database } from './connect.ts'
import { leads, submissions } from './schema.ts'
import { drafts } from './schema-drafts.ts'

/** Somebody as the database knows them: what is theirs hangs on these. */
export interface Subject {
  /** As a lead has it; null where a form asked for none, and then every submission is somebody of its own. */
  address: string | null
  /** The lead of the address, and the tests that were made with it. */
  leadIds: string[]
  /** Submissions that are no lead's: set aside, and not let through. */
  held: SubmissionKey[]
  /** What they began and did not send. */
  drafts: SubmissionKey[]
}

export interface SubmissionKey {
  formId: string
  id: string
}

export type Wanted = { email: string } | { leadId: string }

/**
 * Who is meant, by their address or by a lead; null when nothing is held of them. With `lock` their rows wait for the transaction's end, in a
 * handoff's own order: submissions, then leads; drafts, which no handoff touches, last.
 */
export async function findSubject(tx: Database, workspaceId: string, wanted: Wanted, { lock }: { lock: boolean }): Promise<Subject | null> {
  if ('leadId' in wanted) {
    const [lead] = await tx
      .select({ email: leads.email })
      .from(leads)
      .where(and(eq(leads.workspaceId, workspaceId), eq(leads.id, wanted.leadId)))
    if (!lead) return null
    if (lead.email === null) return { address: null, leadIds: [wanted.leadId], held: [], drafts: [] }
    return findSubject(tx, workspaceId, { email: lead.email }, { lock })
  }
  const { address } = readEmail(wanted.email)
  const apart = await findApart(tx, workspaceId, address, lock)
  const tests = apart.flatMap(({ leadId }) => leadId ?? [])
  const query = tx
    .select({ id: leads.id })
    .from(leads)
    .where(and(eq(leads.workspaceId, workspaceId), or(eq(leads.email, address), inArray(leads.id, tests))))
    .orderBy(leads.id)
  const found = await (lock ? query.for('update') : query)
  const held = apart.flatMap(({ leadId, formId, id }) => (leadId === null ? [{ formId, id }] : []))
  const begun = await findDrafts(tx, workspaceId, address, lock)
  if (found.length + held.length + begun.length === 0) return null
  return { address, leadIds: found.map(({ id }) => id), held, drafts: begun }
}

function findDrafts(tx: Database, workspaceId: string, address: string, lock: boolean): Promise<SubmissionKey[]> {
  const query = tx
    .select({ formId: drafts.formId, id: drafts.id })
    .from(drafts)
    .where(and(eq(drafts.workspaceId, workspaceId), eq(drafts.address, address)))
    .orderBy(drafts.formId, drafts.id)
  return lock ? query.for('update') : query
}

/** The submissions of an address that the lead of that address does not lead to: tests, and what was set aside. */
function findApart(tx: Database, workspaceId: string, address: string, lock: boolean) {
  const query = tx
    .select({ formId: submissions.formId, id: submissions.id, leadId: submissions.leadId })
    .from(submissions)
    .where(and(eq(submissions.workspaceId, workspaceId), or(submissions.quarantined, submissions.test), eq(sql`${submissions.reply}->>'address'`, address)))
    .orderBy(submissions.formId, submissions.id)
  return lock ? query.for('update') : query
}
