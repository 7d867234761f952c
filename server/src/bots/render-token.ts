import { randomBytes, timingSafeEqual } from 'node:crypto'
import { keyedHash } from '../keyed-hash.ts'

/** Longer than a form is left open and still meant. */
const lifeMs = 24 * 60 * 60_000

/** What a render token says: that Baton handed it out for this form, and how long ago. */
export type TokenReading = { kind: 'good'; ageMs: number } | { kind: 'expired' } | { kind: 'forged' } | { kind: 'absent' }

/** `1.<issued>.<expires>.<nonce>.<mac>`; instants in milliseconds, base 36. For one form and one purpose; it names no visitor. */
export function mintRenderToken(secret: string, formId: string, now: Date): { token: string; expiresAt: Date } {
  const expiresAt = new Date(now.getTime() + lifeMs)
  const claims = ['1', now.getTime().toString(36), expiresAt.getTime().toString(36), randomBytes(9).toString('base64url')]
  return { token: [...claims, keyedHash(secret, 'render-token', [formId, ...claims])].join('.'), expiresAt }
}

/**
 * Compared in constant time before anything it says is believed; good under any of these secrets, so that forms which are open while the secret
 * changes stay good. `ageMs` is negative where the clocks of two replicas differ.
 */
export function readRenderToken(secrets: readonly string[], formId: string, token: string | null, now: Date): TokenReading {
  if (!token) return { kind: 'absent' }
  const given = token.split('.')
  const mac = Buffer.from(given.pop() ?? '')
  const isOurs = secrets.some(secret => {
    const wanted = Buffer.from(keyedHash(secret, 'render-token', [formId, ...given]))
    return mac.length === wanted.length && timingSafeEqual(mac, wanted)
  })
  if (!isOurs) return { kind: 'forged' }
  const [, issuedAt = Number.NaN, expiresAt = Number.NaN] = given.map(claim => Number.parseInt(claim, 36))
  return now.getTime() > expiresAt ? { kind: 'expired' } : { kind: 'good', ageMs: now.getTime() - issuedAt }
}
