import { randomBytes } from 'node:crypto'
import type { Database } from '../db/connect.ts'
import { loadRefundsBefore, readTurnPlace, refundsBefore } from '../db/refunds.ts'
import { loadHead, loadUnsealed, lockChain, type Seal, saveSeals } from '../db/seals.ts'
import { hashDecision, hashRefunds, hashSeal } from './seal-hash.ts'

/** Decisions of one step: their hashes take some milliseconds, in which a process answers nobody. */
export const sealBatch = 100

/**
 * Seals the next decisions of a workspace, the oldest first, and says how many; none while another process is at it. One transaction:
 * what did not commit was not sealed. A decision that commits later than a younger one is sealed after it.
 */
export async function sealNext(tx: Database, workspaceId: string, most = sealBatch): Promise<number> {
  if (!(await lockChain(tx, workspaceId))) return 0
  // Read after the lock is held, by statements of their own: so they see what whoever held it before committed.
  const [head, decisions] = await Promise.all([loadHead(tx, workspaceId), loadUnsealed(tx, workspaceId, most)])
  const refunded = await loadRefundsBefore(
    tx,
    workspaceId,
    decisions.flatMap(({ record }) => readTurnPlace(record) ?? []),
  )
  let { position, hash: previous } = head
  const made: Seal[] = []
  for (const decision of decisions) {
    const salt = randomBytes(16).toString('hex')
    const content = hashDecision(salt, decision)
    const refunds = hashRefunds(salt, refundsBefore(readTurnPlace(decision.record), refunded))
    position += 1
    const hash = hashSeal({ workspaceId, position, decisionId: decision.id, content, refunds, previous })
    made.push({ position, decisionId: decision.id, salt, content, refunds, hash })
    previous = hash
  }
  await saveSeals(tx, workspaceId, made)
  return made.length
}
