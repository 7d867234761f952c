import { and, eq, sql } from 'drizzle-orm'
import type { MailKind, OwedMail } from '../effects.ts'
import type { MailEvent } from '../providers/resend-events.ts'
import type { Database } from './connect.ts'
import { automaticMs } from './lease.ts'
import { leads } from './schema.ts'
import { type DeliveryState, deliveries, mailEvents } from './schema-deliveries.ts'

const named = ({ workspaceId, deliveryId }: Pick<MailEvent, 'workspaceId' | 'deliveryId'>) =>
  and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.id, deliveryId))

export interface EventDelivery {
  workspaceId: string
  leadId: string
  formId: string
  submissionId: string
  kind: MailKind
  state: DeliveryState
  to: string
  subject: string
}

/** The delivery that an event is about, its row locked: events of one mail come one by one. Null when it is none of ours. */
export async function lockForEvent(tx: Database, event: MailEvent): Promise<EventDelivery | null> {
  const { workspaceId, leadId, formId, submissionId, kind, state, mail } = deliveries
  const [row] = await tx
    .select({ workspaceId, leadId, formId, submissionId, kind, state, to: sql<string>`${mail}->>'to'`, subject: sql<string>`${mail}->>'subject'` })
    .from(deliveries)
    .where(named(event))
    .for('update')
  return row ?? null
}

/** False: it was here before. */
export async function saveEvent(tx: Database, { source, id, event }: { source: string; id: string; event: MailEvent }): Promise<boolean> {
  const { workspaceId, deliveryId, state, at, reason } = event
  const added = await tx
    .insert(mailEvents)
    .values({ workspaceId, source, id, deliveryId, state, at, reason })
    .onConflictDoNothing()
    .returning({ id: mailEvents.id })
  return added.length > 0
}

/** An attempt that is under way moves it no more: its answer says less than this. */
export async function moveDelivery(tx: Database, event: MailEvent): Promise<void> {
  const { state, at, reason, providerId } = event
  await tx
    .update(deliveries)
    .set({
      state,
      reason,
      sentAt: sql`coalesce(${deliveries.sentAt}, ${at.toISOString()}::timestamptz)`,
      providerId: sql`coalesce(${deliveries.providerId}, ${providerId})`,
    })
    .where(named(event))
}

/** Whose mail it was, and who has the lead now; null when it is gone. */
export async function findBounced(tx: Database, { workspaceId, deliveryId }: MailEvent): Promise<{ name: string | null; owner: string | null } | null> {
  const [row] = await tx
    .select({ name: leads.name, owner: leads.owner })
    .from(deliveries)
    .innerJoin(leads, and(eq(leads.workspaceId, deliveries.workspaceId), eq(leads.id, deliveries.leadId)))
    .where(and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.id, deliveryId)))
  return row ?? null
}

/** Owes the rep's word of a bounce, once a submission. */
export async function saveBounceMail(tx: Database, { delivery, mail, createdAt }: { delivery: EventDelivery; mail: OwedMail; createdAt: Date }): Promise<void> {
  const { workspaceId, leadId, formId, submissionId } = delivery
  await tx
    .insert(deliveries)
    .values({
      workspaceId,
      leadId,
      formId,
      submissionId,
      id: mail.deliveryId,
      kind: mail.kind,
      mail,
      state: 'owed',
      attempt: 0,
      createdAt,
      dueAt: sql`now()`,
      firstAttemptAt: sql`now()`,
      giveUpAt: sql`now() + make_interval(secs => ${automaticMs / 1000})`,
    })
    .onConflictDoNothing({ target: [deliveries.workspaceId, deliveries.formId, deliveries.submissionId, deliveries.kind] })
}
