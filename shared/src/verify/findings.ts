/** Something in a playbook or a roster that cannot be used as it is written. */
export interface DocumentError {
  document: 'playbook' | 'roster'
  /** JSON Pointer: `/routing/rules/3/when/fact`. */
  path: string
  message: string
  /** The right name that was probably meant. */
  nearest: string | null
}

/** A JSON Pointer (RFC 6901) of keys and places. */
export function pointer(parts: readonly PropertyKey[]): string {
  return parts.map(part => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('')
}

/** One error as a line for a person: where, why, and what was probably meant. */
export function writeError({ document, path, message, nearest }: DocumentError): string {
  return `${document} ${path || '/'}: ${message}${nearest ? ` Did you mean “${nearest}”?` : ''}`
}
