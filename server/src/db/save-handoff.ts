import type { CreditMove } from '@baton/shared/decide'
import type { DecisionRecord } from '@baton/shared/decision-record'
import { and, eq, sql } from 'drizzle-orm'
import type { Mail } from '../effects.ts'
import type { Database } from './connect.ts'
import { assignments, creditEntries, decisions, leads, poolTurns, type StoredReply, submissions } from './schema.ts'
import { deliveries } from './schema-deliveries.ts'

/** A turn that was taken: its entry, and the credits it leaves. */
export interface Turn extends CreditMove {
  /** Its place on the pool's ledger. */
  position: number
}

export interface HandoffRows {
  workspaceId: string
  formId: string
  submissionId: string
  leadId: string
  token: string
  decision: { id: string; playbookVersion: number; record: DecisionRecord; at: Date }
  assignment: { id: string; rep: string; by: string; dueAt: Date | null } | null
  turn: Turn | null
  mails: readonly Mail[]
  mailWithheld: boolean
  reply: StoredReply
}

/** How long the request that writes a delivery has it to itself before the worker may take it. Three times a send's limit and more. */
export const leaseSeconds = 30

/** Writes all that came of a decision. The statements go out together: inside one transaction their order is kept. */
export async function saveHandoff(tx: Database, rows: HandoffRows): Promise<void> {
  const { workspaceId, leadId, formId, submissionId, decision, assignment, turn } = rows
  const { rule, facts } = decision.record.decision
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
      .set({ leadId, reply: rows.reply, token: rows.token, mailWithheld: rows.mailWithheld })
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
  if (turn) {
    const { pool: poolId, position, unit, moves } = turn
    statements.push(
      tx.insert(creditEntries).values({ workspaceId, poolId, position, kind: 'turn', decisionId: decision.id, at: decision.at, unit, moves }).execute(),
      tx
        .update(poolTurns)
        .set({ position: position + 1, credits: turn.after })
        .where(and(eq(poolTurns.workspaceId, workspaceId), eq(poolTurns.poolId, poolId)))
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
