import { ConfigError } from './config.ts'
import { codeOf, isUnavailable } from './db/unavailable.ts'

/** What stopped a boot or a command, for the person at the terminal: a sentence, and a stack only where it is our own mistake. */
export function sayFailure(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  const code = codeOf(error)
  const refused = code === null ? undefined : refusals[code]
  if (refused || isUnavailable(error)) return `The database ${refused ?? `cannot be reached (${code})`}. Check DATABASE_URL, or unset it for an embedded one.`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

const refusals: Record<string, string> = {
  '28P01': 'does not take this password',
  '28000': 'does not let this user in',
  '3D000': 'with this name does not exist',
  '42501': 'does not let this user make tables',
}
