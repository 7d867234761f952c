import { type Refund, type RefundReason, refundTurn, type TurnEntry } from '@baton/shared/refund'
import { type Credits, noCredits, post, type Rotation, type Turn, takeTurn } from '@baton/shared/rotation'

/** What must not compile, checked by `tsc -b`. Nothing here runs. */

export function somebodyTakesTheTurn(perhapsNobody: Turn[]): Rotation[] {
  return [
    takeTurn([{ rep: 'ana', weight: 1 }], noCredits),
    // @ts-expect-error a turn among nobody: the caller asks who is there first
    takeTurn([], noCredits),
    // @ts-expect-error a list that may be empty is not enough either
    takeTurn(perhapsNobody, noCredits),
    // @ts-expect-error a member has a weight
    takeTurn([{ rep: 'ana' }], noCredits),
  ]
}

export function creditsAreExactAndOnlyPosted(credits: Credits, rotation: Rotation): Credits {
  // @ts-expect-error a balance is changed by an entry that sums to zero, never by hand
  credits.balances.ana = '1'
  // @ts-expect-error what an entry moved stays
  rotation.moves.ana = '0'
  // @ts-expect-error amounts are integers as text: a number would lose what passes 2^53
  return post(credits, { unit: 3, moves: { ana: -1 } })
}

export function aRefundHasAReasonAndAnEntry(entry: TurnEntry, credits: Credits): Refund[] {
  return [
    refundTurn(entry, 'no-show', credits),
    // @ts-expect-error there is no refund without a reason
    refundTurn(entry, null, credits),
    // @ts-expect-error nor for any other
    refundTurn(entry, 'wrong-mood', credits),
    // @ts-expect-error an entry knows its pool and its place
    refundTurn({ unit: '1', moves: {} }, 'no-show', credits),
  ]
}

export function eachReasonIsTold(reason: RefundReason): string {
  switch (reason) {
    case 'no-show':
      return 'did not come'
    default:
      // @ts-expect-error the disqualified were forgotten
      return reason satisfies never
  }
}
