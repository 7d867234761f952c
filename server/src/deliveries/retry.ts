import { BatonError, type ErrorCode } from '@baton/shared/errors'
import { inTransaction } from '../db/in-transaction.ts'
import { type DeliveryStanding, loadDelivery, lockDelivery, reopenDelivery } from '../db/retry-delivery.ts'
import type { DeliveryState } from '../db/schema-deliveries.ts'
import type { Desk } from '../desk.ts'
import { attemptDelivery } from './attempt.ts'

/** A delivery as the API tells it after a retry. Instants are ISO in UTC. */
export interface Retried {
  id: string
  leadId: string
  kind: string
  state: DeliveryState
  attempts: { number: number; at: string; outcome: string; reason: string | null }[]
}

const waitsMs = 2000

/**
 * Sends a delivery again at somebody's word, with the bytes and the key it always had: one attempt now, and automatic ones as long as
 * they may. Throws `not_found`, `delivery_owed`, `delivery_done`, `provider_remembers`, `may_arrive_twice`.
 */
export async function retryDelivery(desk: Desk, asked: { workspaceId: string; id: string; mayArriveTwice: boolean }): Promise<Retried> {
  const { connection } = desk
  const db = desk.store.of(asked.workspaceId)
  const rememberedMs = connection ? connection.remembersKeyMs : Number.POSITIVE_INFINITY // the local mailbox is a table
  const claimed = await inTransaction(db, async tx => {
    const standing = await lockDelivery(tx, asked)
    const refusal = standing ? refuseRetry(standing, { rememberedMs, mayArriveTwice: asked.mayArriveTwice }) : 'not_found'
    if (refusal || !standing) throw new BatonError(refusal ?? 'not_found')
    return reopenDelivery(tx, { ...asked, connection, keyIsKnown: standing.ageMs < rememberedMs })
  })
  if (claimed) await desk.background.run(attemptDelivery(desk, claimed), waitsMs)
  const { attempts, ...delivery } = await loadDelivery(db, asked)
  return { ...delivery, attempts: attempts.map(({ at, ...attempt }) => ({ ...attempt, at: at.toISOString() })) }
}

/**
 * Why a delivery is not sent again; null: it is. Within the time that the provider remembers its key a second copy cannot come of it.
 * After that it could, unless every attempt was refused for certain.
 */
export function refuseRetry(
  { state, ageMs, uncertain }: DeliveryStanding,
  { rememberedMs, mayArriveTwice }: { rememberedMs: number; mayArriveTwice: boolean },
): ErrorCode | null {
  switch (state) {
    case 'owed':
      return 'delivery_owed'
    case 'sent':
    case 'delivered':
    case 'complained':
      return 'delivery_done'
    case 'bounced': // within its memory the same key gives the same answer, and no mail
      return ageMs < rememberedMs ? 'provider_remembers' : null
    case 'failed':
    case 'needs-review':
      return uncertain && ageMs >= rememberedMs && !mayArriveTwice ? 'may_arrive_twice' : null
  }
}
