import { decideHandoff } from '@baton/shared/decide'
import { type Credits, noCredits, takeTurn } from '@baton/shared/rotation'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { aPlaybook, aRep, aRoster, monday } from '../support/examples.ts'
import { atMost, balanceOf, equal, type Fraction, fraction, inLeads, minus, moveOf, plus, size, sumOf } from '../support/fraction.ts'
import { comingsAndGoings, type Eligible, leadsFor, ledgerAfter, type Played, play, pool } from '../support/pool-history.ts'
import { runsOf } from '../support/prove.ts'

const totalOf = (eligible: Eligible) => eligible.reduce((all, { weight }) => all + weight, 0)
/** 1 − 1/(2n − 2); somebody alone is always level. */
const boundOf = (members: number): Fraction => (members === 1 ? fraction(0) : fraction(2 * members - 3, 2 * members - 2))
const repsOf = (played: readonly Played[]) => [...new Set(played.flatMap(({ eligible }) => eligible.map(({ rep }) => rep)))]
const greatest = (all: readonly Fraction[]) => all.reduce((most, one) => (atMost(one, most) ? most : one), fraction(0))

describe('while the eligible set stays the same', () => {
  test('each member is at most 1 − 1/(2n − 2) leads from their share, on every prefix', () => {
    fc.assert(
      fc.property(pool, eligible => {
        const total = totalOf(eligible)
        const given = new Map<string, number>()
        for (const [lead, { turn }] of play(leadsFor(eligible, total + 3)).entries()) {
          given.set(turn.rep, (given.get(turn.rep) ?? 0) + 1)
          for (const { rep, weight } of eligible) {
            const drift = plus(fraction(weight * (lead + 1), total), fraction(-(given.get(rep) ?? 0)))
            if (!atMost(size(drift), boundOf(eligible.length))) throw new Error(`${rep} is ${inLeads(drift)} leads away after lead ${lead + 1}`)
          }
        }
      }),
      { numRuns: runsOf(150) },
    )
  })

  test('after each full round everybody has exactly their share, and the ledger is level and forgets its past', () => {
    fc.assert(
      fc.property(pool, fc.integer({ min: 1, max: 2 }), (eligible, rounds) => {
        const played = play(leadsFor(eligible, rounds * totalOf(eligible)))
        for (const { rep, weight } of eligible) expect(played.filter(({ turn }) => turn.rep === rep).length).toBe(rounds * weight)
        expect(ledgerAfter(played)).toEqual({ unit: '1', balances: Object.fromEntries(eligible.map(({ rep }) => [rep, '0'])) })
      }),
      { numRuns: runsOf(60) },
    )
  })

  test('two teams that a match keeps apart share one ledger and never mix: each keeps its own bound', () => {
    fc.assert(
      fc.property(pool, pool, fc.array(fc.boolean(), { maxLength: 60, size: 'max' }), (one, other, order) => {
        const second = other.map(({ rep, weight }) => ({ rep: `other-${rep}`, weight })) as unknown as Eligible // as many as before
        for (const { turn } of play(order.map(isFirst => (isFirst ? one : second))))
          for (const team of [one, second])
            for (const { rep } of team) if (!atMost(size(balanceOf(turn.after, rep)), boundOf(team.length))) throw new Error(`${rep} passed the bound`)
      }),
      { numRuns: runsOf(60) },
    )
  })
})

describe('whoever comes and goes, joins, leaves or is weighed anew', () => {
  let worst = fraction(0)
  let leads = 0

  test('credits are what was earned less what was given, and sum to exactly zero: as fractions say that know nothing of units', () => {
    fc.assert(
      fc.property(comingsAndGoings, history => {
        const owed = new Map<string, Fraction>()
        for (const { eligible, turn } of play(history)) {
          const total = totalOf(eligible)
          for (const { rep, weight } of eligible) {
            const share = plus(owed.get(rep) ?? fraction(0), fraction(weight, total))
            owed.set(rep, rep === turn.rep ? plus(share, fraction(-1)) : share)
          }
          const balances = Object.values(turn.after.balances).map(BigInt)
          if (balances.reduce((sum, one) => sum + one, 0n) !== 0n) throw new Error('the ledger does not sum to zero')
          for (const [rep, amount] of owed) if (!equal(balanceOf(turn.after, rep), amount)) throw new Error(`${rep} has another balance`)
          worst = greatest([worst, ...[...owed.values()].map(size)])
          leads++
        }
      }),
      { numRuns: runsOf(150) },
    )
  })
  afterAll(() => {
    if (runsOf(0)) console.log(`Sets that change: over ${leads} leads of random histories nobody drifted further than ${inLeads(worst)} leads.`)
  })

  test('absence earns nothing and owes nothing; an entry holds those who could take the lead, and sums to zero', () => {
    fc.assert(
      fc.property(comingsAndGoings, history => {
        for (const { eligible, before, turn } of play(history)) {
          const here = eligible.map(({ rep }) => rep)
          expect(Object.keys(turn.moves)).toEqual(here)
          expect(here).toContain(turn.rep)
          expect(Object.values(turn.moves).reduce((sum, move) => sum + BigInt(move), 0n)).toBe(0n)
          for (const rep of Object.keys(before.balances))
            if (!here.includes(rep) && !equal(balanceOf(turn.after, rep), balanceOf(before, rep))) throw new Error(`${rep} was not there and is moved`)
        }
      }),
      { numRuns: runsOf(80) },
    )
  })

  test('somebody who joins starts level, and a weight counts from the next lead on: each earns their share of that lead alone', () => {
    fc.assert(
      fc.property(comingsAndGoings, history => {
        for (const { eligible, turn } of play(history)) {
          for (const { rep, weight } of eligible) {
            const earned = fraction(rep === turn.rep ? weight - totalOf(eligible) : weight, totalOf(eligible))
            if (!equal(moveOf(turn, rep), earned)) throw new Error(`${rep} does not earn ${weight} of ${totalOf(eligible)}`)
          }
        }
        const played = play(history)
        for (const rep of repsOf(played)) {
          const first = played.find(({ eligible }) => eligible.some(member => member.rep === rep)) as Played // found above
          expect(first.before.balances[rep]).toBeUndefined()
          expect(equal(balanceOf(first.turn.after, rep), moveOf(first.turn, rep))).toBe(true)
        }
      }),
      { numRuns: runsOf(80) },
    )
  })

  test('the turn is taken by whoever is due and first has to: as counted out lead by lead', () => {
    fc.assert(
      fc.property(comingsAndGoings, history => {
        for (const { eligible, before, turn } of play(history)) expect(turn.rep).toBe(chairman(eligible, before))
      }),
      { numRuns: runsOf(80) },
    )
  })

  test('the same history gives the same bytes, the given credits are not touched, and what was stored goes on like what was not', () => {
    fc.assert(
      fc.property(comingsAndGoings, history => {
        const bytes = JSON.stringify(play(history))
        expect(JSON.stringify(play(history))).toBe(bytes)
        const turns: Played[] = JSON.parse(bytes)
        let stored = JSON.stringify(noCredits)
        for (const [lead, eligible] of history.entries()) {
          const given: Credits = JSON.parse(stored)
          const { after } = takeTurn(eligible, given)
          expect(JSON.stringify(given)).toBe(stored)
          stored = JSON.stringify(after)
          expect(stored).toBe(JSON.stringify(turns[lead]?.turn.after))
        }
      }),
      { numRuns: runsOf(30) },
    )
  })

  test('credits and moves are in lowest terms: equal balances are equal bytes', () => {
    fc.assert(
      fc.property(comingsAndGoings, history => {
        for (const { turn } of play(history)) {
          expect(commonDivisor([turn.after.unit, ...Object.values(turn.after.balances)])).toBe(1n)
          expect(commonDivisor([turn.unit, ...Object.values(turn.moves)])).toBe(1n)
        }
      }),
      { numRuns: runsOf(60) },
    )
  })
})

test('a match narrows whose turn it is: who does not match earns and owes nothing, and where nobody does no turn is taken', () => {
  const languages = ['de', 'en', 'fr']
  const spoken = fc.array(fc.subarray(languages, { minLength: 1 }), { minLength: 1, maxLength: 6 })
  const wanted = fc.array(fc.constantFrom(...languages, 'it'), { maxLength: 25, size: 'max' })
  const match = [{ attribute: 'languages', has: 'locale' }]
  fc.assert(
    fc.property(spoken, wanted, (team, locales) => {
      const names = team.map((_, index) => `rep${index}`)
      const roster = aRoster(...team.map((spoken, index) => aRep(`rep${index}`, { attributes: { languages: spoken } })))
      const members = names.map((rep, index) => ({ rep, weight: index + 1 }))
      const playbook = aPlaybook({ pools: [{ id: 'sales', members }], routing: { otherwise: [{ kind: 'pool', pool: 'sales', match }] } })
      let credits = noCredits
      for (const locale of locales) {
        const decision = decideHandoff({ playbook, roster, facts: { locale }, credits: { sales: credits }, loads: {}, now: monday })
        const matched = names.filter((_, index) => team[index]?.includes(locale))
        expect(Object.keys(decision.credit?.moves ?? {})).toEqual(matched)
        if (!decision.credit) continue
        const { after } = decision.credit
        for (const rep of names) if (!matched.includes(rep)) expect(equal(balanceOf(after, rep), balanceOf(credits, rep))).toBe(true)
        expect(Object.values(after.balances).reduce((sum, balance) => sum + BigInt(balance), 0n)).toBe(0n)
        credits = after
      }
    }),
    { numRuns: runsOf(40) },
  )
})

/** Tijdeman's rule by its words: nothing is divided, leads are counted until the deadline is there. */
function chairman(eligible: Eligible, credits: Credits): string {
  const total = totalOf(eligible)
  const bound = boundOf(eligible.length)
  const accounts = eligible.map(({ rep, weight }) => {
    const share = fraction(weight, total)
    const balance = balanceOf(credits, rep)
    const due = eligible.length === 1 || atMost(plus(fraction(1), minus(bound)), plus(balance, share))
    return { rep, due, deadline: firstLeadBeyond(bound, balance, share) }
  })
  const due = accounts.filter(account => account.due)
  const able = due.length > 0 ? due : accounts
  const earliest = Math.min(...able.map(({ deadline }) => deadline))
  return able.find(({ deadline }) => deadline === earliest)?.rep ?? ''
}

function firstLeadBeyond(bound: Fraction, balance: Fraction, share: Fraction): number {
  const isBeyond = (lead: number) => !atMost(plus(balance, fraction(share.top * BigInt(lead), share.bottom)), bound)
  let lead = 0
  while (isBeyond(lead)) lead--
  while (!isBeyond(lead)) lead++
  return lead
}

function commonDivisor(amounts: readonly string[]): bigint {
  return amounts.map(BigInt).reduce((a, b) => {
    let [x, y] = [a, b < 0n ? -b : b]
    while (y > 0n) [x, y] = [y, x % y]
    return x
  }, 0n)
}

test('the oracle of these tests adds up by itself', () => {
  expect(equal(sumOf([fraction(1, 2), fraction(1, 3), fraction(-5, 6)]), fraction(0))).toBe(true)
  expect(atMost(fraction(1, 3), fraction(1, 2))).toBe(true)
  expect(atMost(fraction(-1, 3), fraction(-1, 2))).toBe(false)
  expect(inLeads(size(fraction(-3, 2)))).toBe(1.5)
})
