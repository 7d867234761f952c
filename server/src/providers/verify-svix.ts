import { createHmac, timingSafeEqual } from 'node:crypto'

const toleranceMs = 300_000

export interface SignedRequest {
  id: string | undefined
  /** Seconds since 1970. */
  timestamp: string | undefined
  /** `v1,<base64>`, several with blanks between while a secret is being changed. */
  signature: string | undefined
  /** As it came: one byte more or less is another body. */
  body: Buffer
}

/**
 * Whether a webhook of the Svix scheme (Standard Webhooks) was signed with this secret (`whsec_` and base64) within five minutes of
 * `now`, before or after.
 */
export function isSigned({ id, timestamp, signature, body }: SignedRequest, secret: string, now: Date): boolean {
  if (!id || !signature || !timestamp || !/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(now.getTime() - Number(timestamp) * 1000) > toleranceMs) return false
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest()
  return signature.split(' ').some(one => {
    const [version, text = ''] = one.split(',')
    const given = Buffer.from(text, 'base64')
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
  })
}
