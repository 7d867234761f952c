import { claimDeliveries } from '../db/deliveries.ts'
import { codeOf } from '../db/unavailable.ts'
import type { Desk } from '../desk.ts'
import { attemptDelivery } from './attempt.ts'

export interface Worker {
  /** Stops taking more; resolves when what was taken is done. */
  stop(): Promise<void>
}

const batch = 10
const restMs = 1000

/** Retries what is owed: looks for due deliveries, sends them side by side, rests when there is nothing left to do. */
export function startWorker(desk: Desk): Worker {
  const stopping = new AbortController()
  const done = work(desk, stopping.signal)
  return {
    stop() {
      stopping.abort()
      return done
    },
  }
}

async function work(desk: Desk, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const sent = await sendDue(desk)
    if (sent < batch) await rest(stopping)
  }
}

/** How many were due. A database that is away is looked for again after the rest. */
export async function sendDue(desk: Desk): Promise<number> {
  try {
    const claimed = await claimDeliveries(desk.db, batch)
    const attempted = await Promise.allSettled(claimed.map(delivery => attemptDelivery(desk, delivery)))
    const failed = attempted.find(one => one.status === 'rejected')
    if (failed) throw failed.reason
    return claimed.length
  } catch (error) {
    desk.effects.log.warn({ reason: codeOf(error) ?? 'unknown' }, 'Owed deliveries could not be looked at; trying again.')
    return 0
  }
}

function rest(stopping: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(timer)
      stopping.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, restMs)
    stopping.addEventListener('abort', end)
  })
}
