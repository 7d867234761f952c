import { inTransaction } from '../db/in-transaction.ts'
import { findUnsealed } from '../db/seals.ts'
import { codeOf } from '../db/unavailable.ts'
import type { Desk } from '../desk.ts'
import { startWork, type Worker } from '../work-loop.ts'
import { sealBatch, sealNext } from './seal-next.ts'

/** Seals finished decisions behind the handoffs' back: no handoff waits for it, and nothing that a handoff locks is waited for. */
export function startSealer(desk: Pick<Desk, 'db' | 'effects'>): Worker {
  return startWork(() => sealDue(desk))
}

/** One batch of every workspace that has some. `more`: one of them was full. A database that is away is looked for again later. */
export async function sealDue({ db, effects }: Pick<Desk, 'db' | 'effects'>): Promise<{ sealed: number; more: boolean }> {
  let [sealed, more] = [0, false]
  try {
    for (const workspaceId of await findUnsealed(db)) {
      const count = await inTransaction(db, tx => sealNext(tx, workspaceId))
      sealed += count
      more ||= count === sealBatch
    }
    return { sealed, more }
  } catch (error) {
    effects.log.warn({ reason: codeOf(error) ?? 'unknown' }, 'Decisions could not be sealed; trying again.')
    return { sealed, more: false }
  }
}
