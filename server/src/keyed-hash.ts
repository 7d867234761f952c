import { createHmac } from 'node:crypto'

/**
 * HMAC-SHA256 under BATON_SECRET, as 43 characters of base64url. `purpose` keeps what is made for one thing from being taken for
 * another; the parts go in as a JSON list, so that no two lists read the same.
 */
export function keyedHash(
  secret: string,
  purpose: 'render-token' | 'sender' | 'erasure' | 'secret-id' | 'mail-limit',
  parts: readonly (string | number)[],
): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify([purpose, ...parts]))
    .digest('base64url')
}
