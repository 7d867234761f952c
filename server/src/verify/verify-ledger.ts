import { canonicalJson } from '@baton/shared/canonical-json'
import type { RecordedMove } from '@baton/shared/decision-record'
import { refundReasons, refundTurn } from '@baton/shared/refund'
import { type Credits, noCredits, type Posting, post } from '@baton/shared/rotation'
import { type LedgerLine, type PoolTurns, readLedger } from '../db/load-ledger.ts'
import { type Book, pageSize } from './book.ts'

/** Replays a pool's ledger from level credits, beside the records of its turns, to where the pool goes on from now. */
export async function verifyLedger(book: Book, pool: string, turns: PoolTurns | null): Promise<void> {
  let credits = noCredits
  let next = 0
  for await (const page of readLedger(book.db, book.workspaceId, pool, pageSize)) {
    for (const line of page) {
      const { position } = line.entry
      if (position !== next) book.report({ kind: 'entry-missing', pool, message: `The ledger has no entry from ${next} to ${position - 1}.` })
      next = position + 1
      credits = line.entry.kind === 'turn' ? replayTurn(book, line, credits) : replayRefund(book, line, credits)
    }
  }
  const goesOn = canonicalJson({ position: turns?.position, credits: turns?.credits }) === canonicalJson({ position: next, credits })
  if (!goesOn) book.report({ kind: 'turns-differ', pool, message: `Replaying its ${next} entries gives other credits than the pool goes on with.` })
}

/** The credits after a turn. Where entry and record disagree the record counts from there on: so one fault is told once. */
function replayTurn({ report }: Book, { entry, recorded }: LedgerLine, credits: Credits): Credits {
  const { poolId: pool, position, decisionId: decision } = entry
  const edited = (message: string) => report({ kind: 'entry-edited', pool, decision, message: `Entry ${position}: ${message}` })
  if (!sumsToZero(entry)) edited('it does not sum to zero.')
  if (!recorded) report({ kind: 'decision-missing', pool, decision, message: `Entry ${position} is of a decision that is not stored.` })
  const move = recorded?.credit ?? null
  if (!recorded || !isMove(move)) {
    if (recorded && !recorded.erased) edited('its decision took no turn.')
    return isPosting(entry) ? post(credits, entry) : credits
  }
  if (entry.at.getTime() !== recorded.at.getTime()) edited('its moment is not that of its decision.')
  const written = { pool, position, unit: entry.unit, moves: entry.moves }
  const decided = { pool: move.pool, position: recorded.position, unit: move.unit, moves: move.moves }
  if (canonicalJson(written) !== canonicalJson(decided)) edited('it is not the turn that its decision took.')
  if (canonicalJson(move.before) !== canonicalJson(credits))
    report({ kind: 'credits-differ', pool, decision, message: `It saw other credits than the ${position} entries before it give.` })
  return post(move.before, move)
}

function replayRefund({ report }: Book, { entry, undone }: LedgerLine, credits: Credits): Credits {
  const { poolId: pool, position, decisionId: decision, reason, unit, moves } = entry
  const edited = (message: string) => report({ kind: 'entry-edited', pool, decision, message: `Entry ${position}: ${message}` })
  if (!sumsToZero(entry)) edited('it does not sum to zero.')
  if (undone?.kind !== 'turn' || undone.position >= position || undone.decisionId !== decision || !isPosting(undone)) {
    edited('it takes back a turn that is not there.')
    return isPosting(entry) ? post(credits, entry) : credits
  }
  const [standard] = refundReasons
  if (!refundReasons.some(known => known === reason)) edited(`“${reason}” is no reason for a refund.`)
  const due = refundTurn({ pool, position: undone.position, unit: undone.unit, moves: undone.moves }, reason ?? standard, credits)
  if (canonicalJson({ unit, moves }) !== canonicalJson({ unit: due.unit, moves: due.moves })) edited('it is not what takes its turn back.')
  return due.after
}

function sumsToZero(entry: Posting): boolean {
  return isPosting(entry) && Object.values(entry.moves).reduce((sum, move) => sum + BigInt(move), 0n) === 0n
}

function isMove(move: RecordedMove | null): move is RecordedMove {
  return typeof move?.before === 'object' && move.before !== null && isPosting({ unit: move.before.unit, moves: move.before.balances }) && isPosting(move)
}

/** What somebody edited may be anything: only whole numbers, written as text, can be reckoned with. */
function isPosting({ unit, moves }: Posting): boolean {
  return /^[1-9]\d*$/.test(unit) && typeof moves === 'object' && moves !== null && Object.values(moves).every(move => /^-?\d+$/.test(move))
}
