const codes = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  '53100', // disk full
  '53200', // out of memory
  '53300', // too many connections
  '25006', // read-only: a replica after a failover
  '25P02', // an earlier statement of the transaction failed
  '25P03', // idle in transaction for too long
  '55P03', // lock not available
  '57014', // statement timeout
  '57P01', // shut down by the administrator
  '57P02', // crash shutdown
  '57P03', // starting up
  '40001', // serialization failure
  '40P01', // deadlock
])

/** Whether an error says that the database could not do it now, so that the same request may be sent again. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = (error as { code?: unknown }).code
  return (typeof code === 'string' && (codes.has(code) || isConnectionException(code))) || isUnavailable(error.cause)
}

/** Class 08 of SQLSTATE. A PgBouncer says 08P01 of all that goes wrong behind it: a database that is gone, refuses it or has no connection left. */
function isConnectionException(code: string): boolean {
  return /^08[0-9A-Z]{3}$/.test(code)
}

/** The first code on an error or its causes: PostgreSQL's or the system's. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' ? code : codeOf(error.cause)
}
