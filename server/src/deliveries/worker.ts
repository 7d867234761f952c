import { claimDeliveries, giveUpDeliveries } from '../db/claim-deliveries.ts'
import { codeOf } from '../db/unavailable.ts'
import type { Desk } from '../desk.ts'
import { startWork, type Worker } from '../work-loop.ts'
import { attemptDelivery } from './attempt.ts'

type Hands = Pick<Desk, 'config' | 'store' | 'effects' | 'connection' | 'joinMail' | 'mark'>

const batch = 10
/** Where the rate is known it limits what goes out, and a slow provider must not do so instead; elsewhere this many at once are enough. */
const mostWithRate = 60

/** Retries what is owed: begins attempts as the budget allows, whether or not earlier ones are done, and rests when there is nothing to do. */
export function startWorker(desk: Hands): Worker {
  const underWay = new Set<Promise<void>>()
  const most = desk.connection?.perSecond ? mostWithRate : batch
  const worker = startWork(async () => {
    if (underWay.size >= most) await Promise.race(underWay)
    const { attempts, moreInMs } = await beginDue(desk, Math.min(batch, most - underWay.size))
    for (const attempt of attempts) {
      underWay.add(attempt)
      attempt.finally(() => underWay.delete(attempt))
    }
    return { more: moreInMs === null && attempts.length > 0, ...(moreInMs !== null && { restMs: moreInMs }) }
  })
  return {
    async stop() {
      await worker.stop()
      await Promise.all(underWay)
    },
  }
}

/**
 * Begins attempts at up to `most` deliveries that are due; they never reject. `moreInMs`: when the budget allows more, where it was what
 * ended this. A database that is away is looked for again after the rest.
 */
export async function beginDue(desk: Hands, most: number): Promise<{ attempts: Promise<void>[]; moreInMs: number | null }> {
  try {
    for (const deliveryId of await giveUpDeliveries(desk.store.deployment))
      desk.effects.log.error({ deliveryId }, 'A mail was tried for 20 hours; it needs review.')
    const { claimed, moreInMs } = await claimDeliveries(desk.store.deployment, desk.connection, most)
    return { attempts: claimed.map(delivery => attemptDelivery(desk, delivery).catch(error => tellAway(desk, error))), moreInMs }
  } catch (error) {
    tellAway(desk, error)
    return { attempts: [], moreInMs: null }
  }
}

function tellAway({ effects }: Hands, error: unknown): void {
  effects.log.warn({ reason: codeOf(error) ?? 'unknown' }, 'Owed deliveries could not be looked at; trying again.')
}
