import { formatLocalTime } from '@baton/shared/format-local-time'
import { localTime } from '@baton/shared/local-time'
import fc from 'fast-check'
import { expect, test } from 'vitest'

/** Half-hour shifts, changes at midnight or the minute after, zones across the date line, and one that left daylight saving time. */
const zones =
  'Europe/Berlin America/New_York America/St_Johns Australia/Lord_Howe Asia/Kathmandu Pacific/Apia Africa/Casablanca America/Santiago Africa/Monrovia Asia/Tehran UTC'.split(
    ' ',
  )

test('a local time is the one Intl gives, whatever the zone, the year and the order it is asked in', () => {
  const instant = fc.oneof(
    fc.integer({ min: Date.UTC(1960, 0), max: Date.UTC(2040, 0) }),
    fc.integer({ min: Date.UTC(2026, 2, 28), max: Date.UTC(2026, 2, 30) }),
    fc.integer({ min: Date.UTC(2026, 9, 24), max: Date.UTC(2026, 10, 2) }),
    fc.integer({ min: Date.UTC(2011, 11, 29), max: Date.UTC(2012, 0, 1) }), // Apia left a day out
    fc.integer({ min: -8.64e15, max: 8.64e15 }),
  )
  fc.assert(
    fc.property(fc.constantFrom(...zones), instant, (zone, at) => {
      expect(localTime(zone, new Date(at))).toEqual(formatLocalTime(zone, new Date(at)))
    }),
    { numRuns: 3000 },
  )
})

test('minute by minute through the nights the clocks change', () => {
  for (const [zone, day] of [
    ['Europe/Berlin', '2026-03-29'],
    ['Europe/Berlin', '2026-10-25'],
    ['Australia/Lord_Howe', '2026-04-04'],
    ['America/St_Johns', '2010-11-07'],
  ] as const)
    for (let minute = 0; minute < 1440; minute++) {
      const at = new Date(Date.parse(`${day}T00:00:00Z`) + minute * 60_000)
      if (JSON.stringify(localTime(zone, at)) !== JSON.stringify(formatLocalTime(zone, at))) expect(`${zone} ${at.toISOString()}`).toBe('as Intl has it')
    }
})
