import { randomBytes, timingSafeEqual } from 'node:crypto'
import { keyedHash } from '../keyed-hash.ts'
import { isSolved } from './proof-of-work.ts'

/** Longer than a form is left open and still meant. */
const lifeMs = 24 * 60 * 60_000

/** What a render token says: that Baton handed it out for this form, how long ago, and whether work was asked for, and done. */
export type TokenReading =
  | { kind: 'good'; ageMs: number; worked: boolean }
  | { kind: 'expired' }
  | { kind: 'forged' }
  | { kind: 'absent' }
  | { kind: 'unsolved' }

/**
 * `1.<issued>.<expires>.<nonce>.<work>.<mac>`; instants in milliseconds, base 36, as is the work: how many zero bits. For one form and one
 * purpose; it names no visitor.
 */
export function mintRenderToken(secret: string, formId: string, now: Date, work = 0): { token: string; expiresAt: Date } {
  const expiresAt = new Date(now.getTime() + lifeMs)
  const claims = ['1', now.getTime().toString(36), expiresAt.getTime().toString(36), randomBytes(9).toString('base64url'), work.toString(36)]
  return { token: [...claims, keyedHash(secret, 'render-token', [formId, ...claims])].join('.'), expiresAt }
}

/**
 * Compared in constant time before anything it says is believed; good under any of these secrets, so that forms which are open while the secret
 * changes stay good. `ageMs` is negative where the clocks of two replicas differ. Where it asks for work, `~` and the solution for this submission follow.
 */
export function readRenderToken(
  secrets: readonly string[],
  { formId, submissionId, now }: { formId: string; submissionId: string; now: Date },
  given: string | null,
): TokenReading {
  if (!given) return { kind: 'absent' }
  const [token = '', solution = ''] = given.split('~')
  const claims = token.split('.')
  const mac = Buffer.from(claims.pop() ?? '')
  const isOurs = secrets.some(secret => {
    const wanted = Buffer.from(keyedHash(secret, 'render-token', [formId, ...claims]))
    return mac.length === wanted.length && timingSafeEqual(mac, wanted)
  })
  if (!isOurs) return { kind: 'forged' }
  const [, issuedAt = Number.NaN, expiresAt = Number.NaN, , work = Number.NaN] = claims.map(claim => Number.parseInt(claim, 36))
  if (now.getTime() > expiresAt) return { kind: 'expired' }
  if (work > 0 && !isSolved(token, submissionId, solution, work)) return { kind: 'unsolved' }
  return { kind: 'good', ageMs: now.getTime() - issuedAt, worked: work > 0 }
}
