import { z } from 'zod'
import { oneLine } from '../messages/visitor-text.ts'

/** What became of a mail after the provider took it. */
export interface MailEvent {
  workspaceId: string
  deliveryId: string
  providerId: string
  state: 'sent' | 'delivered' | 'bounced' | 'complained'
  at: Date
  /** Why it did not arrive. */
  reason: string | null
}

/** The tags that a mail is sent with, by which an event finds its delivery, also before the answer to the sending has come. */
export const tagNames = { workspaceId: 'baton_workspace', deliveryId: 'baton_delivery' } as const

const event = z.object({
  type: z.string(),
  created_at: z.string(),
  data: z.object({
    email_id: z.string(),
    tags: z.object({ [tagNames.workspaceId]: z.uuid(), [tagNames.deliveryId]: z.uuid() }),
    bounce: z.object({ type: z.string().optional(), subType: z.string().optional(), message: z.string().optional() }).optional(),
    failed: z.object({ reason: z.string().optional() }).optional(),
    suppressed: z.object({ type: z.string().optional(), message: z.string().optional() }).optional(),
  }),
})

/** Suppressed is a bounce of an earlier mail to the same address; what failed after it was taken did not arrive either. */
const states: Readonly<Record<string, MailEvent['state']>> = {
  'email.sent': 'sent',
  'email.delivered': 'delivered',
  'email.bounced': 'bounced',
  'email.suppressed': 'bounced',
  'email.failed': 'bounced',
  'email.complained': 'complained',
}

/** An event of Resend's; null where it is none that moves a delivery of ours: other mail of the same team, opens, clicks, delays. */
export function readResendEvent(body: unknown): MailEvent | null {
  const parsed = event.safeParse(body)
  const state = parsed.success ? states[parsed.data.type] : undefined
  if (!parsed.success || !state) return null
  const { created_at, data } = parsed.data
  const at = new Date(created_at)
  if (Number.isNaN(at.getTime())) return null
  const { bounce, failed, suppressed } = data
  const told = [bounce?.type, bounce?.subType, bounce?.message, suppressed && 'suppressed', suppressed?.type, suppressed?.message, failed?.reason]
  const reason = oneLine(
    told
      .filter(part => part)
      .join(', ')
      .toWellFormed(),
    300,
  )
  return {
    workspaceId: data.tags[tagNames.workspaceId],
    deliveryId: data.tags[tagNames.deliveryId],
    providerId: oneLine(data.email_id.toWellFormed(), 100),
    state,
    at,
    reason: reason || null,
  }
}
