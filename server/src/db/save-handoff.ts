import type { CreditMove } from '@baton/shared/decide'
import type { DecisionRecord } from '@baton/shared/decision-record'
import { and, eq, sql } from 'drizzle-orm'
import type { Mail, MailConnection } from '../effects.ts'
import type { Database } from './connect.ts'
import { assignments, creditEntries, decisions, leads, poolTurns, type StoredReply, submissions } from './schema.ts'
import { connections, deliveries } from './schema-deliveries.ts'

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
  connection: MailConnection | null
  reply: StoredReply
}

/** How long the request that writes a delivery has it to itself before the worker may take it. Three times a send's limit and more. */
export const leaseSeconds = 30

/** How long mail is tried without being asked to. Resend forgets an idempotency key after 24 hours: no automatic attempt comes near it. */
export const automaticMs = 20 * 3_600_000

/**
 * Writes all that came of a decision. The statements go out together: inside one transaction their order is kept. Gives the mails
 * that this request may send itself; the others are owed at once.
 */
export async function saveHandoff(tx: Database, rows: HandoffRows): Promise<readonly Mail[]> {
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
  const [claimed] = await Promise.all([saveDeliveries(tx, rows), ...statements])
  return claimed
}

/** Each delivery begins its first attempt with its row, where the connection is not paused: no statement more than storing it. */
async function saveDeliveries(tx: Database, rows: HandoffRows): Promise<readonly Mail[]> {
  const { workspaceId, leadId, formId, submissionId, decision, mails, connection } = rows
  if (mails.length === 0) return []
  const open = connection
    ? sql`exists (select from ${connections} where ${connections.id} = ${connection.id} and ${connections.pausedUntil} <= now() and ${connections.pausedReason} is null)`
    : sql`true`
  const owed = {
    state: 'owed' as const,
    attempt: sql`case when ${open} then 1 else 0 end`,
    dueAt: sql`case when ${open} then now() + make_interval(secs => ${leaseSeconds}) else now() end`,
    createdAt: decision.at,
    firstAttemptAt: sql`now()`,
    giveUpAt: sql`now() + make_interval(secs => ${automaticMs / 1000})`,
  }
  const saved = await tx
    .insert(deliveries)
    .values(mails.map(mail => ({ workspaceId, leadId, formId, submissionId, id: mail.deliveryId, kind: mail.kind, mail, ...owed })))
    .returning({ id: deliveries.id, attempt: deliveries.attempt })
  return mails.filter(({ deliveryId }) => saved.some(({ id, attempt }) => id === deliveryId && attempt === 1))
}
