import { type Credits, noCredits, type Turn, takeTurn } from '@baton/shared/rotation'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

type Eligible = readonly [Turn, ...Turn[]]
const members = (...weights: number[]) => weights.map((weight, index) => ({ rep: `rep${index}`, weight })) as unknown as Eligible // never called with none

/** Whom `leads` leads go to, one after the other. */
function play(eligible: Eligible, leads: number, credits: Credits = noCredits): { turns: string[]; credits: Credits } {
  const turns: string[] = []
  let after = credits
  for (let lead = 0; lead < leads; lead++) {
    const turn = takeTurn(eligible, after)
    turns.push(turn.rep)
    after = turn.after
  }
  return { turns, credits: after }
}

const sum = (amounts: Iterable<string>) => [...amounts].reduce((total, amount) => total + BigInt(amount), 0n)
const count = (turns: string[], rep: string) => turns.filter(turn => turn === rep).length

const pool = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }).map(weights => members(...weights))
/** A pool and, lead by lead, which of its members could take it (never none). */
const comingsAndGoings = pool.chain(eligible =>
  fc.record({
    eligible: fc.constant(eligible),
    present: fc.array(fc.subarray([...eligible], { minLength: 1 }), { maxLength: 40 }) as unknown as fc.Arbitrary<Eligible[]>, // minLength 1 is not in its type
  }),
)

describe('while the eligible set stays the same', () => {
  test('each member is at most 1 − 1/(2n − 2) leads from their share, on every prefix', () => {
    fc.assert(
      fc.property(pool, eligible => {
        const total = eligible.reduce((all, { weight }) => all + weight, 0)
        const { turns } = play(eligible, 2 * total + 3)
        const parts = Math.max(1, 2 * eligible.length - 2)
        const given = new Map<string, number>()
        for (const [lead, rep] of turns.entries()) {
          given.set(rep, (given.get(rep) ?? 0) + 1)
          for (const member of eligible) {
            // In whole numbers: |n·total − weight·leads| · parts ≤ (parts − 1)·total
            const drift = Math.abs((given.get(member.rep) ?? 0) * total - member.weight * (lead + 1))
            expect(drift * parts).toBeLessThanOrEqual(eligible.length === 1 ? 0 : (parts - 1) * total)
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  test('after a full round everybody has exactly their share, and the ledger is level', () => {
    fc.assert(
      fc.property(pool, fc.integer({ min: 1, max: 3 }), (eligible, rounds) => {
        const total = eligible.reduce((all, { weight }) => all + weight, 0)
        const { turns, credits } = play(eligible, rounds * total)
        for (const { rep, weight } of eligible) expect(count(turns, rep)).toBe(rounds * weight)
        for (const balance of Object.values(credits.balances)) expect(balance).toBe('0')
      }),
      { numRuns: 100 },
    )
  })

  test('nobody drifts a whole lead away where picking the highest credit would let them', () => {
    const weights = [1, 1, 1, 1, 7, 7]
    expect(worstDrift(weights, highestCreditFirst(weights))).toBeGreaterThan(1)
    expect(worstDrift(weights, play(members(...weights), 18).turns)).toBeLessThanOrEqual(1 - 1 / 10)
  })
})

/** Smooth weighted round robin over one round. */
function highestCreditFirst(weights: number[]): string[] {
  const total = weights.reduce((all, weight) => all + weight, 0)
  const credits = weights.map(() => 0)
  return Array.from({ length: total }, () => {
    for (const [index, weight] of weights.entries()) credits[index] = (credits[index] ?? 0) + weight
    const picked = credits.indexOf(Math.max(...credits))
    credits[picked] = (credits[picked] ?? 0) - total
    return `rep${picked}`
  })
}

/** How many leads any member was away from their share, at worst. */
function worstDrift(weights: number[], turns: string[]): number {
  const total = weights.reduce((all, weight) => all + weight, 0)
  return Math.max(
    ...turns.flatMap((_, lead) => weights.map((weight, index) => Math.abs(count(turns.slice(0, lead + 1), `rep${index}`) - (weight * (lead + 1)) / total))),
  )
}

describe('whoever comes and goes', () => {
  test('credits sum to exactly zero after every lead, and so do its moves', () => {
    fc.assert(
      fc.property(comingsAndGoings, ({ present }) => {
        let credits = noCredits
        for (const eligible of present) {
          const turn = takeTurn(eligible, credits)
          expect(sum(Object.values(turn.moves))).toBe(0n)
          expect(sum(Object.values(turn.after.balances))).toBe(0n)
          expect(eligible.map(({ rep }) => rep)).toContain(turn.rep)
          credits = turn.after
        }
      }),
    )
  })

  test('members who could not take a lead earn and owe nothing on it', () => {
    fc.assert(
      fc.property(comingsAndGoings, ({ present }) => {
        let credits = noCredits
        for (const eligible of present) {
          const turn = takeTurn(eligible, credits)
          const here = eligible.map(({ rep }) => rep)
          expect(Object.keys(turn.moves).sort()).toEqual([...here].sort())
          const scale = BigInt(turn.after.unit) / BigInt(credits.unit)
          for (const [rep, balance] of Object.entries(credits.balances))
            if (!here.includes(rep)) expect(BigInt(turn.after.balances[rep] ?? '')).toBe(BigInt(balance) * scale)
          credits = turn.after
        }
      }),
    )
  })

  test('somebody who joins starts level: they are owed nothing for leads before their time', () => {
    const { credits } = play(members(1, 1), 100)
    const joined = play(members(1, 1, 1), 30, credits)
    for (const rep of ['rep0', 'rep1', 'rep2']) expect(count(joined.turns, rep)).toBe(10)
  })

  test('somebody who leaves keeps what they are owed for their return', () => {
    const both = members(1, 1)
    const first = takeTurn(both, noCredits)
    expect(first.rep).toBe('rep0')
    const alone = takeTurn([both[0]], first.after)
    const scale = BigInt(alone.after.unit) / BigInt(first.after.unit)
    expect(BigInt(alone.after.balances.rep1 ?? '')).toBe(BigInt(first.after.balances.rep1 ?? '') * scale)
    expect(takeTurn(both, alone.after).rep).toBe('rep1')
  })
})

test('a member alone takes every lead and stays level', () => {
  const { turns, credits } = play(members(7), 20)
  expect(new Set(turns)).toEqual(new Set(['rep0']))
  expect(credits.balances).toEqual({ rep0: '0' })
})

test('equal members take turns in member order', () => {
  expect(play(members(1, 1, 1), 6).turns).toEqual(['rep0', 'rep1', 'rep2', 'rep0', 'rep1', 'rep2'])
})

test('the same credits and the same members give the same turn, and the given credits are not touched', () => {
  fc.assert(
    fc.property(comingsAndGoings, ({ present }) => {
      let credits = noCredits
      for (const eligible of present) {
        const before = JSON.stringify(credits)
        const turn = takeTurn(eligible, credits)
        expect(JSON.stringify(takeTurn(eligible, JSON.parse(before)))).toBe(JSON.stringify(turn))
        expect(JSON.stringify(credits)).toBe(before)
        credits = turn.after
      }
    }),
    { numRuns: 30 },
  )
})

test('shares whose common denominator passes 2^53 stay exact', () => {
  const primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71]
  const all = members(...primes, ...primes, 97)
  let credits = noCredits
  for (let lead = 0; lead < 60; lead++) {
    const here = all.filter((_, index) => (index * lead + lead * lead) % 11 < 8) as unknown as Eligible // most are here
    credits = takeTurn(here, credits).after
    expect(sum(Object.values(credits.balances))).toBe(0n)
  }
  expect(BigInt(credits.unit)).toBeGreaterThan(2n ** 53n)
})

test('a rep may be called like a method of every object', () => {
  expect(takeTurn([{ rep: 'constructor', weight: 1 }], noCredits)).toMatchObject({ rep: 'constructor', after: { balances: { constructor: '0' } } })
})
