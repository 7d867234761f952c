import { type Aftermath, type ClaimedDelivery, finishAttempt } from '../db/deliveries.ts'
import type { Desk } from '../desk.ts'
import { ownerMendsMs, type SendResult } from '../effects.ts'

/** Less than a third of the lease: a worker never takes over what is still being sent. The reply waits for none of it that long. */
export const sendTimeoutMs = 9000

const mostWaitMs = 3_600_000
/** Resend forgets an idempotency key after 24 hours: no automatic attempt comes near it. */
const lastAttemptAfterMs = 20 * 3_600_000

/** Sends one claimed delivery once and records how it went. The same function inside the request and in the worker. */
export async function attemptDelivery(desk: Pick<Desk, 'db' | 'effects'>, delivery: ClaimedDelivery): Promise<void> {
  const { effects } = desk
  const result = await effects.mailer.send(delivery.mail, AbortSignal.timeout(sendTimeoutMs))
  const aftermath = readAftermath(result, delivery, effects.now(), effects.random())
  if (result.outcome !== 'sent') {
    const facts = { deliveryId: delivery.id, attempt: delivery.attempt, outcome: result.outcome, reason: result.reason }
    const needsSomebody = aftermath.state === 'failed' || (result.outcome === 'retry' && result.waitMs === ownerMendsMs)
    effects.log[needsSomebody ? 'error' : 'warn'](
      facts,
      aftermath.state === 'owed' ? 'A mail could not be sent yet; it stays owed.' : 'A mail could not be sent and will not be tried again.',
    )
  }
  await finishAttempt(desk.db, delivery, result, aftermath)
}

/**
 * When to try again: what the provider asked for, else 1 s doubled by each attempt with full jitter (`chance` from 0 to 1), spaced
 * out to an hour.
 */
export function readAftermath(result: SendResult, delivery: Pick<ClaimedDelivery, 'attempt' | 'createdAt'>, now: Date, chance: number): Aftermath {
  if (result.outcome === 'sent') return { state: 'sent', waitMs: 0 }
  if (result.outcome === 'failed') return { state: 'failed', waitMs: 0 }
  const ceiling = Math.min(mostWaitMs, 1000 * 2 ** Math.min(delivery.attempt, 20))
  const waitMs = Math.min(mostWaitMs, Math.max(500, result.waitMs ?? chance * ceiling))
  const tooLate = now.getTime() + waitMs - delivery.createdAt.getTime() > lastAttemptAfterMs
  return tooLate ? { state: 'failed', waitMs: 0 } : { state: 'owed', waitMs }
}
