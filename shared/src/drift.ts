import type { Credits } from './rotation.ts'

/** Somebody a lead or more away from their share of a pool. */
export interface Drift {
  rep: string
  /** How many leads, to a hundredth: what they are owed, or below zero what they had too many. */
  leads: number
}

/**
 * Who has drifted a lead or more from their share. While the same members can take leads nobody does; where people come and go no
 * rule that knows nothing of tomorrow can keep it so (n equal members, each picked one leaves: 1/n + … + 1/2), so it is shown.
 */
export function driftOf({ unit, balances }: Credits): Drift[] {
  const whole = BigInt(unit)
  return Object.entries(balances).flatMap(([rep, balance]) => {
    const amount = BigInt(balance)
    return amount >= whole || amount <= -whole ? [{ rep, leads: Number((amount * 100n) / whole) / 100 }] : []
  })
}

export function sayDrift(name: string, leads: number): string {
  const away = `${Math.abs(leads)} ${Math.abs(leads) === 1 ? 'lead' : 'leads'}`
  return leads > 0
    ? `${name} is owed ${away}, for who could take leads has changed.`
    : `${name} has had ${away} more than their share, for who could take leads has changed.`
}
