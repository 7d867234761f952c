import { claimDeliveries, giveUpDeliveries } from '../db/claim-deliveries.ts'
import { codeOf } from '../db/unavailable.ts'
import type { Desk } from '../desk.ts'
import { startWork, type Worker } from '../work-loop.ts'
import { attemptDelivery } from './attempt.ts'

const batch = 10

/** Retries what is owed: looks for due deliveries, sends them side by side, rests when there is nothing left to do. */
export function startWorker(desk: Desk): Worker {
  return startWork(async () => ({ more: (await sendDue(desk)) === batch }))
}

/** How many were due. A database that is away is looked for again after the rest. */
export async function sendDue(desk: Desk): Promise<number> {
  try {
    for (const deliveryId of await giveUpDeliveries(desk.db)) desk.effects.log.error({ deliveryId }, 'A mail was tried for 20 hours; it needs review.')
    const claimed = await claimDeliveries(desk.db, desk.connection, batch)
    const attempted = await Promise.allSettled(claimed.map(delivery => attemptDelivery(desk, delivery)))
    const failed = attempted.find(one => one.status === 'rejected')
    if (failed) throw failed.reason
    return claimed.length
  } catch (error) {
    desk.effects.log.warn({ reason: codeOf(error) ?? 'unknown' }, 'Owed deliveries could not be looked at; trying again.')
    return 0
  }
}
