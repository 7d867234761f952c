import { createHash } from 'node:crypto'
import { canonicalJson } from '@baton/shared/canonical-json'

/** SHA-256, in hex, of what JSON can hold: the same content has the same hash, however its keys are ordered. */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex')
}
