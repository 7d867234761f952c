import { own } from './condition.ts'

/**
 * Whose turn it is. A pool's members earn their share of every lead they could have taken and pay one for each they take, in a
 * ledger that sums to exactly zero. The pick is Tijdeman's chairman assignment (R. Tijdeman, “The chairman assignment problem”,
 * Discrete Mathematics 32, 1980): among the members who are due, the one with the earliest deadline. While the eligible set
 * stays the same every member is then at most 1 − 1/(2n − 2) leads from their share, on every prefix. Picking the highest
 * credit (smooth weighted round robin) breaks that bound.
 */

export interface Turn {
  rep: string
  /** A positive integer. */
  weight: number
}

/**
 * What each member has earned and not been given, in `unit`-ths of a lead, in lowest terms: the same balances are the same bytes,
 * however they came about. Integers as decimal text: the common denominator of the shares of many different eligible sets passes
 * 2^53 (41 weights are enough).
 *
 * It stops growing at the least common multiple of 1 … W, the sum of the pool's weights: at most 0.452 · W digits a member. After
 * 5,000 leads with a fifth of the members absent at random, 20 members with weights up to 10 (W = 107) take 1.2 kB, and 41 with
 * weights up to 100 (W = 1977) 30 kB. Lowest terms save nothing there, for the numerators are as good as random; they take away
 * all of it whenever the pool is level again.
 */
export interface Credits {
  unit: string
  balances: Readonly<Record<string, string>>
}

export const noCredits: Credits = { unit: '1', balances: {} }

/**
 * What one entry of the ledger moves, member by member, in `unit`-ths of a lead; sums to exactly zero. In lowest terms and in a
 * unit of its own, so that its length depends on this lead alone and not on the pool's past: 0.4 kB for 41 members, where the
 * balances' unit made 24 kB of it.
 */
export interface Posting {
  unit: string
  moves: Readonly<Record<string, string>>
}

export interface Rotation extends Posting {
  rep: string
  after: Credits
}

/** The member whose turn it is among those eligible for this lead, and the credits after it. Ties go to member order. */
export function takeTurn(eligible: readonly [Turn, ...Turn[]], credits: Credits): Rotation {
  const total = eligible.reduce((sum, { weight }) => sum + BigInt(weight), 0n)
  const picked = pick(eligible, total, credits)
  const moves = eligible.map(({ rep, weight }) => [rep, BigInt(weight) - (rep === picked ? total : 0n)] as const)
  const lowest = inLowestTerms(total, moves)
  const posting: Posting = { unit: lowest.unit, moves: lowest.amounts }
  return { rep: picked, ...posting, after: post(credits, posting) }
}

/** The credits after one more entry: sums and order of members are kept, whatever the two units. */
export function post(credits: Credits, { unit, moves }: Posting): Credits {
  const [before, moved] = [BigInt(credits.unit), BigInt(unit)]
  const common = (before / greatestCommonDivisor(before, moved)) * moved
  const balances = new Map(Object.entries(credits.balances).map(([rep, balance]) => [rep, BigInt(balance) * (common / before)]))
  for (const [rep, move] of Object.entries(moves)) balances.set(rep, (balances.get(rep) ?? 0n) + BigInt(move) * (common / moved))
  const lowest = inLowestTerms(common, [...balances])
  return { unit: lowest.unit, balances: lowest.amounts }
}

/**
 * Due: balance + share ≥ 1/(2n − 2). Deadline: the first coming lead after which balance would pass 1 − 1/(2n − 2) if it went to
 * somebody else. After a change of the eligible set nobody may be due; then the earliest deadline of all takes it. Both sides of
 * each comparison are multiplied out, so that nothing is rounded: a balance is `balance / unit`, a share `weight / total`.
 */
function pick(eligible: readonly [Turn, ...Turn[]], total: bigint, credits: Credits): string {
  if (eligible.length === 1) return eligible[0].rep
  const unit = BigInt(credits.unit)
  const parts = BigInt(2 * eligible.length - 2)
  const accounts = eligible.map(({ rep, weight }) => ({ rep, weight: BigInt(weight), balance: BigInt(own(credits.balances, rep) ?? '0') }))
  const due = accounts.filter(({ balance, weight }) => (balance * total + weight * unit) * parts >= unit * total)
  let best: { rep: string; deadline: bigint } | null = null
  for (const { rep, balance, weight } of due.length > 0 ? due : accounts) {
    const deadline = floorDivide(((parts - 1n) * unit - parts * balance) * total, parts * unit * weight)
    if (best === null || deadline < best.deadline) best = { rep, deadline }
  }
  return (best as { rep: string }).rep // there is at least one account
}

function inLowestTerms(unit: bigint, amounts: readonly (readonly [string, bigint])[]): { unit: string; amounts: Record<string, string> } {
  let divisor = unit
  for (const [, amount] of amounts) {
    if (divisor === 1n) break // as a rule after two or three members
    divisor = greatestCommonDivisor(divisor, amount < 0n ? -amount : amount)
  }
  return { unit: String(unit / divisor), amounts: Object.fromEntries(amounts.map(([rep, amount]) => [rep, String(amount / divisor)])) }
}

/** The divisor is positive. */
function floorDivide(a: bigint, divisor: bigint): bigint {
  const quotient = a / divisor
  return a < 0n && a % divisor !== 0n ? quotient - 1n : quotient
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y > 0n) [x, y] = [y, x % y]
  return x
}
