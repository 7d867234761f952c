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
 * What each member has earned and not been given, in `unit`-ths of a lead. Integers as decimal text: the common denominator of
 * the shares of many different eligible sets passes 2^53 (41 weights are enough).
 */
export interface Credits {
  unit: string
  balances: Readonly<Record<string, string>>
}

export const noCredits: Credits = { unit: '1', balances: {} }

export interface Rotation {
  rep: string
  /** What this turn moved, member by member, in `after.unit`-ths of a lead; sums to zero. */
  moves: Record<string, string>
  after: Credits
}

/** The member whose turn it is among those eligible for this lead, and the credits after it. Ties go to member order. */
export function takeTurn(eligible: readonly [Turn, ...Turn[]], credits: Credits): Rotation {
  const total = eligible.reduce((sum, { weight }) => sum + weight, 0)
  const unit = leastCommonMultiple(BigInt(credits.unit), BigInt(total))
  const scale = unit / BigInt(credits.unit)
  const shareOfOne = unit / BigInt(total)
  const accounts = eligible.map(({ rep, weight }) => ({
    rep,
    share: BigInt(weight) * shareOfOne,
    balance: BigInt(own(credits.balances, rep) ?? '0') * scale,
  }))
  const picked = pick(accounts, unit)

  const balances: Record<string, string> = {}
  for (const [rep, balance] of Object.entries(credits.balances)) balances[rep] = String(BigInt(balance) * scale)
  const moves: Record<string, string> = {}
  for (const { rep, share, balance } of accounts) {
    const move = rep === picked ? share - unit : share
    moves[rep] = String(move)
    balances[rep] = String(balance + move)
  }
  return { rep: picked, moves, after: { unit: String(unit), balances } }
}

interface Account {
  rep: string
  /** What one lead earns, and what is owed, in `unit`-ths of a lead. */
  share: bigint
  balance: bigint
}

/**
 * Due: balance + share ≥ 1/(2n − 2). Deadline: the first coming lead after which balance would pass 1 − 1/(2n − 2) if it went to
 * somebody else. After a change of the eligible set nobody may be due; then the earliest deadline of all takes it.
 */
function pick(accounts: readonly Account[], unit: bigint): string {
  const first = accounts[0] as Account // takeTurn's type asks for one
  if (accounts.length === 1) return first.rep
  const parts = BigInt(2 * accounts.length - 2)
  const due = accounts.filter(({ balance, share }) => (balance + share) * parts >= unit)
  let best: { rep: string; deadline: bigint } | null = null
  for (const { rep, balance, share } of due.length > 0 ? due : accounts) {
    const deadline = floorDivide((parts - 1n) * unit - parts * balance, parts * share)
    if (best === null || deadline < best.deadline) best = { rep, deadline }
  }
  return (best as { rep: string }).rep // there is at least one account
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y > 0n) [x, y] = [y, x % y]
  return (a / x) * b
}
