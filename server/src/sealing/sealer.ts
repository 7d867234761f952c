import { inTransaction } from '../db/in-transaction.ts'
import { findUnsealed } from '../db/seals.ts'
import { codeOf } from '../db/unavailable.ts'
import type { Desk } from '../desk.ts'
import { startWork, type Worker } from '../work-loop.ts'
import { sealBatch, sealNext } from './seal-next.ts'

type Hands = Pick<Desk, 'store' | 'effects'>

/** Seals finished decisions behind the handoffs' back: no handoff waits for it, and nothing that a handoff locks is waited for. */
export function startSealer(desk: Hands): Worker {
  return startWork(() => sealDue(desk))
}

/** One batch of every workspace that has some. `more`: one of them was full. What fails is told and tried again, and holds up no other workspace. */
export async function sealDue(desk: Hands): Promise<{ sealed: number; more: boolean }> {
  let [sealed, more] = [0, false]
  for (const workspaceId of (await orTold(desk, null, () => findUnsealed(desk.store.deployment))) ?? []) {
    const count = (await orTold(desk, workspaceId, () => inTransaction(desk.store.of(workspaceId), tx => sealNext(tx, workspaceId)))) ?? 0
    sealed += count
    more ||= count === sealBatch
  }
  return { sealed, more }
}

/** Null, and a line in the log, where the work failed, as it does while a database is away. */
async function orTold<Result>({ effects }: Hands, workspaceId: string | null, work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work()
  } catch (error) {
    effects.log.warn({ workspaceId, reason: codeOf(error) ?? 'unknown' }, 'Decisions could not be sealed; trying again.')
    return null
  }
}
