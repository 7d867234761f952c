import { and, asc, eq, gt, or, sql } from 'drizzle-orm'
import type { Database } from './connect.ts'
import type { Subject } from './find-subject.ts'
import { leads, submissions } from './schema.ts'
import { drafts } from './schema-drafts.ts'

/** A lead, a submission that is no lead of its address, or a draft: who it is about, and since when it has been here. */
export interface Held extends Omit<Subject, 'address'> {
  /** Their address as leads have it; a lead's id where there is none. */
  name: string
  since: Date
}

const first = '00000000-0000-0000-0000-000000000000'

/** Everybody a workspace holds something about, some rows at a time. */
export async function* readHeld(db: Database, workspaceId: string, most: number): AsyncGenerator<Held[]> {
  for (let after = first; ; ) {
    const page = await db
      .select({ id: leads.id, email: leads.email, since: leads.createdAt })
      .from(leads)
      .where(and(eq(leads.workspaceId, workspaceId), gt(leads.id, after)))
      .orderBy(asc(leads.id))
      .limit(most)
    const last = page.at(-1)
    if (!last) break
    yield page.map(({ id, email, since }) => ({ name: email ?? id, since, leadIds: [id], held: [], drafts: [] }))
    after = last.id
  }
  for (let after = { id: first, formId: '' }; ; ) {
    // A browser mints the id, so two forms may have one of the same.
    const isAfter = or(gt(submissions.id, after.id), and(eq(submissions.id, after.id), gt(submissions.formId, after.formId)))
    const name = sql<string | null>`${submissions.reply}->>'address'`
    const page = await db
      .select({ id: submissions.id, formId: submissions.formId, leadId: submissions.leadId, name, since: submissions.submittedAt })
      .from(submissions)
      .where(and(eq(submissions.workspaceId, workspaceId), or(submissions.quarantined, submissions.test), isAfter))
      .orderBy(asc(submissions.id), asc(submissions.formId))
      .limit(most)
    const last = page.at(-1)
    if (!last) break
    yield page.flatMap(({ id, formId, leadId, name, since }) =>
      name === null ? [] : [{ name, since, drafts: [], ...(leadId === null ? { leadIds: [], held: [{ formId, id }] } : { leadIds: [leadId], held: [] }) }],
    )
    after = last
  }
  for (let after = { id: first, formId: '' }; ; ) {
    const isAfter = or(gt(drafts.id, after.id), and(eq(drafts.id, after.id), gt(drafts.formId, after.formId)))
    const page = await db
      .select({ id: drafts.id, formId: drafts.formId, name: drafts.address, since: drafts.startedAt })
      .from(drafts)
      .where(and(eq(drafts.workspaceId, workspaceId), isAfter))
      .orderBy(asc(drafts.id), asc(drafts.formId))
      .limit(most)
    const last = page.at(-1)
    if (!last) return
    yield page.flatMap(({ id, formId, name, since }) => (name === null ? [] : [{ name, since, leadIds: [], held: [], drafts: [{ formId, id }] }]))
    after = last
  }
}
