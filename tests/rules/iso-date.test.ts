import { instantOfIso, isDate } from '@baton/shared/iso-date'
import { expect, test } from 'vitest'

test.each([
  ['2026-11-23', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['2026-1-1', false],
  ['2026-11-23T10:00', false],
  ['+012026-11-23', false],
  ['', false],
])('“%s” is a day that exists: %s', (text, expected) => expect(isDate(text)).toBe(expected))

test.each([
  ['2026-11-23', '2026-11-23T00:00:00.000Z'],
  [' 2026-11-23T10:00 ', '2026-11-23T10:00:00.000Z'],
  ['2026-11-23T10:00:30.25+05:45', '2026-11-23T04:15:30.250Z'],
  ['2026-11-23T24:00Z', '2026-11-24T00:00:00.000Z'],
])('“%s” is the moment %s', (text, expected) => expect(new Date(instantOfIso(text) ?? Number.NaN).toISOString()).toBe(expected))

test.each(['2026-02-30', '2026-11-23T25:00Z', '2026-11-23 10:00', 'at 2026-11-23', '2026-11-23!', 'tomorrow', ''])('“%s” is no moment', text =>
  expect(instantOfIso(text)).toBeNull(),
)
