import { instantOfIso, isWithinCalendar } from '@baton/shared/iso-date'
import { UsageError } from './fail-command.ts'

/** The moment that an option names, in UTC unless it says otherwise; null where it was not given. */
export function readMoment(option: string, written: string | null): Date | null {
  if (written === null) return null
  const instant = instantOfIso(written)
  if (instant === null) throw new UsageError(`${option} ${written} is no moment that exists: write it as 2026-11-23 or 2026-11-23T10:00:00Z.`)
  if (!isWithinCalendar(instant)) throw new UsageError(`${option} ${written} is out of reach: years go from 1 to 9998.`)
  return new Date(instant)
}
