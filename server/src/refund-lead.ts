import { BatonError } from '@baton/shared/errors'
import { type RefundReason, refundTurn } from '@baton/shared/refund'
import type { Database } from './db/connect.ts'
import { inTransaction } from './db/in-transaction.ts'
import { hasLead } from './db/list-leads.ts'
import { lockPools } from './db/lock-pools.ts'
import { findLatestTurn, loadTurn, saveRefund } from './db/refunds.ts'

/** A refund as the API and the command tell it. */
export interface Refunded {
  leadId: string
  decisionId: string
  pool: string
  /** The refund's own place on the pool's ledger, and the one of the turn it takes back. */
  position: number
  undoes: number
  reason: RefundReason
  at: string
}

/**
 * Takes back the turn of a lead's latest decision that took one: who was picked is owed that lead again. Moves credits only: the
 * lead stays with its rep, and so does what it takes of their capacity, until it changes hands. One transaction behind the pool's
 * lock, as a handoff's. Throws `not_found`, `no_turn_taken`, `already_refunded`.
 */
export function refundLead(db: Database, asked: { workspaceId: string; leadId: string; reason: RefundReason; at: Date }): Promise<Refunded> {
  const { workspaceId, leadId, reason, at } = asked
  return inTransaction(db, async tx => {
    const place = await findLatestTurn(tx, workspaceId, leadId)
    if (!place) throw new BatonError((await hasLead(tx, workspaceId, leadId)) ? 'no_turn_taken' : 'not_found')
    const { [place.pool]: pool } = await lockPools(tx, workspaceId, [place.pool])
    const turn = await loadTurn(tx, workspaceId, place)
    if (!pool || !turn) throw new Error('A turn that was taken stands on its pool’s ledger.')
    const refund = refundTurn(turn, reason, pool.credits)
    const { position } = pool
    if (!(await saveRefund(tx, { workspaceId, decisionId: turn.decisionId, position, at, refund }))) throw new BatonError('already_refunded')
    return { leadId, decisionId: turn.decisionId, pool: place.pool, position, undoes: place.position, reason, at: at.toISOString() }
  })
}
