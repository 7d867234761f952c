import type { Credits, Posting } from '@baton/shared/rotation'

/** Exact fractions, written without a look at the ones under test: an oracle that shares no arithmetic with what it checks. */
export interface Fraction {
  top: bigint
  bottom: bigint
}

export const fraction = (top: bigint | number | string, bottom: bigint | number | string = 1): Fraction => ({ top: BigInt(top), bottom: BigInt(bottom) })
export const plus = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom })
export const minus = (a: Fraction): Fraction => ({ top: -a.top, bottom: a.bottom })
export const size = (a: Fraction): Fraction => (a.top < 0n ? minus(a) : a)
export const equal = (a: Fraction, b: Fraction): boolean => a.top * b.bottom === b.top * a.bottom
/** Bottoms are positive. */
export const atMost = (a: Fraction, b: Fraction): boolean => a.top * b.bottom <= b.top * a.bottom
export const sumOf = (all: Iterable<Fraction>): Fraction => [...all].reduce(plus, fraction(0))

export const balanceOf = ({ unit, balances }: Credits, rep: string): Fraction => fraction(balances[rep] ?? 0, unit)
export const moveOf = ({ unit, moves }: Posting, rep: string): Fraction => fraction(moves[rep] ?? 0, unit)

/** In leads, for people: not for comparing. */
export const inLeads = ({ top, bottom }: Fraction): number => Number((top * 1_000_000n) / bottom) / 1_000_000
