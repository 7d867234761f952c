import type { CreditMove } from '@baton/shared/decide'
import type { DecisionRecord } from '@baton/shared/decision-record'
import { and, eq, sql } from 'drizzle-orm'
import type { Mail, MailConnection } from '../effects.ts'
import { grantNew } from './budget.ts'
import type { ClaimedDelivery } from './claim-deliveries.ts'
import type { Database } from './connect.ts'
import { automaticMs, leaseSeconds } from './lease.ts'
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
  connection: MailConnection | null
  mailWithheld: boolean
  reply: StoredReply
}

/**
 * Writes all that came of a decision. The statements go out together: inside one transaction their order is kept. Gives the mails
 * that this request may send itself; the others are owed at once.
 */
export async function saveHandoff(tx: Database, rows: HandoffRows): Promise<ClaimedDelivery[]> {
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
  const [claimed] = await Promise.all([saveDeliveries(tx, rows), ...statements])
  return claimed
}

/** Each delivery begins its first attempt with its row, where connection and budget allow it: no statement more than storing it. */
async function saveDeliveries(tx: Database, rows: HandoffRows): Promise<ClaimedDelivery[]> {
  const { workspaceId, leadId, formId, submissionId, decision, mails, connection } = rows
  if (mails.length === 0) return []
  const grant = connection ? grantNew(tx, connection, mails.length) : { first: [], granted: sql`${mails.length}::int`, failing: sql`false` }
  const claim = (place: number) => {
    const claimed = sql`${place}::int < ${grant.granted}`
    return {
      attempt: sql`case when ${claimed} then 1 else 0 end`,
      dueAt: sql`case when ${claimed} then now() + make_interval(secs => ${leaseSeconds}) else now() end`,
    }
  }
  const owed = {
    state: 'owed' as const,
    createdAt: decision.at,
    firstAttemptAt: sql`now()`,
    giveUpAt: sql`now() + make_interval(secs => ${automaticMs / 1000})`,
  }
  const saved = await tx
    .with(...grant.first)
    .insert(deliveries)
    // The visitor's comes first: where the budget has one left, it is theirs.
    .values(mails.map((mail, place) => ({ workspaceId, leadId, formId, submissionId, id: mail.deliveryId, kind: mail.kind, mail, ...owed, ...claim(place) })))
    .returning({ id: deliveries.id, attempt: deliveries.attempt, isNews: sql<boolean>`${grant.failing}` })
  const byId = new Map(mails.map(mail => [mail.deliveryId, mail])) // the bytes are here: they need not come back
  return saved.flatMap(({ id, attempt, isNews }) => {
    const mail = byId.get(id)
    return mail && attempt > 0 ? { workspaceId, id, attempt, isNews, mail, leftMs: automaticMs } : []
  })
}
