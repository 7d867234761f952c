import { inTransaction } from '../db/in-transaction.ts'
import { findBounced, lockForEvent, moveDelivery, saveBounceMail, saveEvent } from '../db/mail-events.ts'
import { loadPublishedRoster } from '../db/publish.ts'
import type { DeliveryState } from '../db/schema-deliveries.ts'
import type { Desk } from '../desk.ts'
import { bounceMail } from '../messages/bounce-mail.ts'
import { sender } from '../messages/compose-handoff.ts'
import type { MailEvent } from '../providers/resend-events.ts'

/** Later says more: whatever the order events come in, the strongest stands. */
const strength: Readonly<Record<DeliveryState, number>> = { owed: 0, failed: 0, 'needs-review': 0, sent: 1, delivered: 2, bounced: 3, complained: 4 }

/**
 * Moves a delivery to what became of it, once an event: its id is stored in the same transaction. An event also says that a mail went
 * out whose attempt never heard so. A visitor's mail that bounced is told to the rep who has the lead, once. False: the event was
 * here before, or its delivery is none of ours.
 */
export async function applyMailEvent(desk: Desk, { source, id, event }: { source: string; id: string; event: MailEvent }): Promise<boolean> {
  return inTransaction(desk.store.of(event.workspaceId), async tx => {
    const delivery = await lockForEvent(tx, event)
    if (!delivery || !(await saveEvent(tx, { source, id, event }))) return false
    if (strength[event.state] > strength[delivery.state]) await moveDelivery(tx, event)
    // Not only where it moves: a complaint that came before it would else keep the rep from knowing.
    if (event.state !== 'bounced' || delivery.kind !== 'visitor-mail') return true
    const [bounced, roster] = await Promise.all([findBounced(tx, event), loadPublishedRoster(tx, event.workspaceId)])
    const rep = roster.reps.find(one => one.id === bounced?.owner)
    if (!bounced || !rep) return true
    const { config, effects } = desk
    const leadPage = `${config.publicBaseUrl}/leads/${delivery.leadId}`
    await saveBounceMail(tx, {
      delivery,
      createdAt: effects.now(),
      mail: {
        deliveryId: effects.mintId(),
        workspaceId: event.workspaceId,
        leadId: delivery.leadId,
        kind: 'bounce-mail',
        to: rep.email,
        from: sender('Baton', config.mailFrom),
        replyTo: null,
        ...bounceMail({ rep: rep.name, name: bounced.name, address: delivery.to, subject: delivery.subject, reason: event.reason, leadPage }),
      },
    })
    return true
  })
}
