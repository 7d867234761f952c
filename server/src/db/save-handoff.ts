import { and, eq, sql } from 'drizzle-orm'
import type { Mail } from '../effects.ts'
import type { Database } from './connect.ts'
import type { LockedPool } from './lock-pools.ts'
import { assignments, creditEntries, type DecisionRecord, decisions, deliveries, leads, poolTurns, type StoredReply, submissions } from './schema.ts'

export interface HandoffRows {
  workspaceId: string
  formId: string
  submissionId: string
  leadId: string
  token: string
  decision: { id: string; playbookVersion: number; record: DecisionRecord; at: Date }
  assignment: { id: string; rep: string; by: string; dueAt: Date | null } | null
  /** The pool the turn was taken in, as it was locked. */
  pool: LockedPool | null
  mails: readonly Mail[]
  reply: StoredReply
}

/** How long the request that writes a delivery has it to itself before the worker may take it. Three times a send's limit and more. */
export const leaseSeconds = 30

/** Writes all that came of a decision. The statements go out together: inside one transaction their order is kept. */
export async function saveHandoff(tx: Database, rows: HandoffRows): Promise<void> {
  const { workspaceId, leadId, formId, submissionId, decision, assignment } = rows
  const { credit, rule, facts } = decision.record.decision
  const company = facts['company.name']
  const statements: Promise<unknown>[] = [
    tx
      .update(leads)
      .set({ submittedAt: decision.at, ...(typeof company === 'string' && { company }), ...(assignment && { owner: assignment.rep, ownedAt: decision.at }) })
      .where(and(eq(leads.workspaceId, workspaceId), eq(leads.id, leadId)))
      .execute(),
    tx
      .insert(decisions)
      .values({ workspaceId, leadId, formId, submissionId, ...decision })
      .execute(),
    tx
      .update(submissions)
      .set({ leadId, reply: rows.reply, token: rows.token })
      .where(and(eq(submissions.workspaceId, workspaceId), eq(submissions.formId, formId), eq(submissions.id, submissionId)))
      .execute(),
  ]
  if (assignment) {
    statements.push(
      tx
        .insert(assignments)
        .values({ workspaceId, leadId, decisionId: decision.id, rule, at: decision.at, ...assignment })
        .execute(),
    )
  }
  if (credit) {
    const position = rows.pool?.position ?? 0
    statements.push(
      tx
        .insert(creditEntries)
        .values({ workspaceId, poolId: credit.pool, position, decisionId: decision.id, unit: credit.unit, moves: credit.moves })
        .execute(),
      tx
        .update(poolTurns)
        .set({ position: position + 1, credits: credit.after })
        .where(and(eq(poolTurns.workspaceId, workspaceId), eq(poolTurns.poolId, credit.pool)))
        .execute(),
    )
  }
  if (rows.mails.length > 0) {
    const claimed = sql`now() + make_interval(secs => ${leaseSeconds})`
    const owed = { workspaceId, leadId, formId, submissionId, state: 'owed' as const, attempt: 1, dueAt: claimed, createdAt: decision.at }
    statements.push(
      tx
        .insert(deliveries)
        .values(rows.mails.map(mail => ({ ...owed, id: mail.deliveryId, kind: mail.kind, mail })))
        .execute(),
    )
  }
  await Promise.all(statements)
}
