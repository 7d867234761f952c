import { type Credits, type Posting, post } from './rotation.ts'

/** Why a meeting that was given did not count as one. */
export const refundReasons = ['no-show', 'disqualified'] as const
export type RefundReason = (typeof refundReasons)[number]

/** A turn as the ledger keeps it: the entry at a place of its pool's ledger. */
export interface TurnEntry extends Posting {
  pool: string
  position: number
}

/** The entry that undoes a turn's, beside it: the ledger is only ever added to. */
export interface Refund extends Posting {
  pool: string
  /** The place of the turn that is undone. A turn is refunded once: whoever stores refunds keeps this unique among them. */
  position: number
  reason: RefundReason
  after: Credits
}

/**
 * Takes a turn back: whoever was picked gets their lead back, and the shares the others earned on it are taken back, so that the
 * sum stays exactly zero. Only that turn's amounts move, however long ago it was and whoever has left since. Right after the turn
 * it restores the credits, so the same member is next; later it leaves them owed up to a lead more than the bound of an untouched
 * ledger, which they get as soon as they are due: from a lead on, `driftOf` shows it as it does that of a changed set.
 */
export function refundTurn(turn: TurnEntry, reason: RefundReason, credits: Credits): Refund {
  const moves = Object.fromEntries(Object.entries(turn.moves).map(([rep, move]) => [rep, String(-BigInt(move))]))
  return { pool: turn.pool, position: turn.position, reason, unit: turn.unit, moves, after: post(credits, { unit: turn.unit, moves }) }
}
