import { createHash } from 'node:crypto'

/** From so many submissions of a network to a form within the limit's window on, browsers there work before they send: a third of what it may send. */
const busyFrom = 10

/** Leading zero bits. In Chromium at a quarter of this machine's speed 14 took 0.7 s on average, beside whoever types, and blocked nothing. */
const bits = 13
const bitsWhenBusier = 14

/** How hard a browser works whose network sent so many submissions lately; 0 is not at all. */
export function workOf(recent: number): number {
  if (recent < busyFrom) return 0
  return recent < 2 * busyFrom ? bits : bitsWhenBusier
}

/**
 * Whether `solution` is the work for a token: SHA-256 of the seed and it begins with so many zero bits. The seed is of the token and of one
 * submission, so each of them is worked for anew, and no replica has to remember what was used.
 */
export function isSolved(token: string, submissionId: string, solution: string, zeroBits: number): boolean {
  if (!/^\d{1,10}$/.test(solution)) return false
  const seed = createHash('sha256').update(`${token} ${submissionId}`).digest('hex').slice(0, 32)
  const digest = createHash('sha256').update(`${seed}${solution}`).digest()
  return digest.readUInt32BE(0) >>> (32 - zeroBits) === 0
}
