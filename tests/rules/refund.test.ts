import { refundTurn, type TurnEntry } from '@baton/shared/refund'
import { type Credits, noCredits, takeTurn } from '@baton/shared/rotation'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balanceOf, equal, fraction, minus, moveOf, plus } from '../support/fraction.ts'
import { comingsAndGoings, leadsFor, members, play } from '../support/pool-history.ts'
import { runsOf } from '../support/prove.ts'

const entryOf = (turn: { unit: string; moves: TurnEntry['moves'] }, position: number): TurnEntry => ({
  pool: 'sales',
  position,
  unit: turn.unit,
  moves: turn.moves,
})
const balances = (credits: Credits) => Object.keys(credits.balances).filter(rep => credits.balances[rep] !== '0')
const isLevel = (credits: Credits) => balances(credits).length === 0

test('a no-show gives the picked member their lead back and takes back what the others earned on it', () => {
  const turn = takeTurn(members(2, 1), noCredits)
  expect(turn).toMatchObject({ rep: 'rep0', unit: '3', moves: { rep0: '-1', rep1: '1' } })
  expect(refundTurn(entryOf(turn, 7), 'no-show', turn.after)).toEqual({
    pool: 'sales',
    position: 7,
    reason: 'no-show',
    unit: '3',
    moves: { rep0: '1', rep1: '-1' },
    after: { unit: '1', balances: { rep0: '0', rep1: '0' } },
  })
})

test('a disqualified meeting may be taken back after others: whoever had it is owed a lead, and is next', () => {
  const [first, second] = play(leadsFor(members(1, 1), 2)).map(({ turn }) => turn)
  if (!first || !second) throw new Error('two leads make two turns')
  const refund = refundTurn(entryOf(first, 0), 'disqualified', second.after)
  expect(refund).toMatchObject({ reason: 'disqualified', after: { unit: '2', balances: { rep0: '1', rep1: '-1' } } })
  expect(play(leadsFor(members(1, 1), 3), refund.after).map(({ turn }) => turn.rep)).toEqual(['rep0', 'rep0', 'rep1'])
})

test('a turn of somebody alone moved nothing, and so does its refund', () => {
  const turn = takeTurn(members(3), noCredits)
  expect(refundTurn(entryOf(turn, 0), 'no-show', turn.after)).toMatchObject({ moves: { rep0: '0' }, after: turn.after })
})

describe('whoever comes and goes', () => {
  test('a refund right after its turn restores the credits exactly, so the same member is next', () => {
    fc.assert(
      fc.property(comingsAndGoings, history => {
        for (const [position, { eligible, before, turn }] of play(history).entries()) {
          const { after } = refundTurn(entryOf(turn, position), 'no-show', turn.after)
          expect(after.unit).toBe(before.unit)
          expect({ ...after.balances, ...before.balances }).toEqual(after.balances)
          expect(balances(after)).toEqual(balances(before))
          expect(takeTurn(eligible, after)).toEqual({ ...turn, after: expect.objectContaining({ unit: turn.after.unit }) })
        }
      }),
      { numRuns: runsOf(60) },
    )
  })

  test('a later refund keeps the sum at zero and changes that turn’s amounts only', () => {
    fc.assert(
      fc.property(comingsAndGoings, fc.array(fc.nat(40), { maxLength: 10 }), (history, which) => {
        const played = play(history)
        let credits = played.at(-1)?.turn.after ?? noCredits
        for (const position of new Set(which.filter(place => place < played.length))) {
          const { turn } = played[position] as (typeof played)[number] // within the history
          const refund = refundTurn(entryOf(turn, position), 'no-show', credits)
          expect(Object.values(refund.after.balances).reduce((sum, balance) => sum + BigInt(balance), 0n)).toBe(0n)
          for (const rep of Object.keys(credits.balances)) {
            const expected = plus(balanceOf(credits, rep), minus(moveOf(turn, rep)))
            if (!equal(balanceOf(refund.after, rep), expected)) throw new Error(`${rep} has another balance`)
            if (!(rep in turn.moves)) expect(equal(moveOf(refund, rep), fraction(0))).toBe(true)
          }
          expect(Object.keys(refund.after.balances)).toEqual(Object.keys(credits.balances))
          credits = refund.after
        }
      }),
      { numRuns: runsOf(60) },
    )
  })

  test('when every turn is refunded, in any order, the pool is level', () => {
    fc.assert(
      fc.property(comingsAndGoings, fc.infiniteStream(fc.nat(1000)), (history, order) => {
        const turns = play(history).map(({ turn }, position) => entryOf(turn, position))
        let credits = play(history).at(-1)?.turn.after ?? noCredits
        while (turns.length > 0) {
          const [turn] = turns.splice((order.next().value as number) % turns.length, 1) // the stream has no end
          if (turn) credits = refundTurn(turn, 'disqualified', credits).after
        }
        expect(isLevel(credits)).toBe(true)
        expect(credits.unit).toBe('1')
      }),
      { numRuns: runsOf(40) },
    )
  })
})
