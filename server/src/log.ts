import pino from 'pino'
import type { Log } from './effects.ts'

/** One JSON line per event on standard error. Callers pass ids and codes, never answers or addresses. */
export function createLog(level: 'info' | 'warn'): Log {
  return pino({ level, base: undefined }, pino.destination({ fd: 2, sync: false }))
}
