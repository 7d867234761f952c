import { afterWorking, findHindrance, localDay, nextOpening, readAvailability } from '@baton/shared/eligibility'
import type { Roster } from '@baton/shared/roster'
import { describe, expect, test } from 'vitest'
import { aRep, aRoster, monday } from '../support/examples.ts'

const office = { mon: [['09:00', '17:00']], tue: [['09:00', '17:00']] } as { mon: [string, string][]; tue: [string, string][] }
const berliner = aRep('ana', { timeZone: 'Europe/Berlin', hours: office })

const hindrance = (roster: Roster, loads = {}, now = monday, anyHour = false) => findHindrance(readAvailability(roster, loads, now), 'ana', anyHour)

describe('somebody can take a lead', () => {
  test('when nothing stands in the way', () => expect(hindrance(aRoster(aRep('ana')))).toBeNull())
  test('in their own working hours, in their own zone', () => expect(hindrance(aRoster(berliner), {}, new Date('2026-11-23T08:00:00Z'))).toBeNull())
  test('whatever the case their id is written in', () => expect(findHindrance(readAvailability(aRoster(aRep('ana')), {}, monday), ' ANA ')).toBeNull())
})

describe('somebody cannot take a lead', () => {
  test('when the roster does not know them', () => expect(hindrance(aRoster())).toEqual({ kind: 'unknown-rep' }))
  test('when they are not active', () => expect(hindrance(aRoster(aRep('ana', { active: false })))).toEqual({ kind: 'inactive' }))
  test('on the first and the last day of their time off', () => {
    const roster = aRoster(aRep('ana', { timeOff: [{ from: '2026-11-20', to: '2026-11-23', label: 'Skiing' }] }))
    expect(hindrance(roster)).toEqual({ kind: 'time-off', until: '2026-11-23', label: 'Skiing' })
    expect(hindrance(roster, {}, new Date('2026-11-20T00:00:00Z'))?.kind).toBe('time-off')
    expect(hindrance(roster, {}, new Date('2026-11-19T23:59:59Z'))).toBeNull()
    expect(hindrance(roster, {}, new Date('2026-11-24T00:00:00Z'))).toBeNull()
  })
  test('by their own calendar, not ours: time off starts at their midnight', () => {
    const roster = aRoster(aRep('ana', { timeZone: 'Asia/Kathmandu', timeOff: [{ from: '2026-11-24', to: '2026-11-24' }] }))
    expect(hindrance(roster, {}, new Date('2026-11-23T18:14:00Z'))).toBeNull()
    expect(hindrance(roster, {}, new Date('2026-11-23T18:15:00Z'))?.kind).toBe('time-off')
  })
  test('outside working hours, and it says when they open', () => {
    expect(hindrance(aRoster(berliner), {}, new Date('2026-11-23T16:00:00Z'))).toEqual({ kind: 'off-hours', opensAt: '2026-11-24T08:00:00.000Z' })
  })
  test('on a holiday of everybody', () => {
    const roster = { ...aRoster(aRep('ana')), holidays: [{ date: '2026-11-23', label: 'Founding day' }] }
    expect(hindrance(roster)).toEqual({ kind: 'holiday', label: 'Founding day' })
  })
  test.each([
    [['ANA'], 'holiday'],
    [['ben'], undefined],
    [[], undefined],
  ])('on a holiday of %j: %s', (reps, kind) => {
    expect(hindrance({ ...aRoster(aRep('ana')), holidays: [{ date: '2026-11-23', label: 'X', reps }] })?.kind).toBe(kind)
  })
})

describe('capacity is never passed', () => {
  const roster = aRoster(aRep('ana', { capacity: { perDay: 2, open: 5 } }))
  test.each([
    [1, 4, null],
    [2, 0, { kind: 'day-full', perDay: 2 }],
    [3, 9, { kind: 'day-full', perDay: 2 }],
    [0, 5, { kind: 'open-full', open: 5 }],
  ])('with %d today and %d open', (today, open, expected) => {
    expect(hindrance(roster, { ana: { today, open } })).toEqual(expected)
    expect(hindrance(roster, { ana: { today, open } }, monday, true)).toEqual(expected)
  })
  test('a capacity of none takes none', () => expect(hindrance(aRoster(aRep('ana', { capacity: { perDay: 0 } })))?.kind).toBe('day-full'))
  test('no capacity is no limit', () => expect(hindrance(aRoster(aRep('ana')), { ana: { today: 999, open: 9999 } })).toBeNull())
})

describe('anyHour', () => {
  const night = new Date('2026-11-23T02:00:00Z')
  test('sets aside hours and holidays', () => {
    expect(hindrance(aRoster(berliner), {}, night, true)).toBeNull()
    expect(hindrance({ ...aRoster(berliner), holidays: [{ date: '2026-11-23', label: 'X' }] }, {}, night, true)).toBeNull()
  })
  test('never sets aside time off or leaving', () => {
    expect(hindrance(aRoster(aRep('ana', { timeOff: [{ from: '2026-11-23', to: '2026-11-23' }] })), {}, night, true)?.kind).toBe('time-off')
    expect(hindrance(aRoster(aRep('ana', { active: false })), {}, night, true)?.kind).toBe('inactive')
  })
})

describe('the next time somebody is at work', () => {
  const opening = (roster: Roster, from: string) => nextOpening(roster, roster.reps[0] as Roster['reps'][number], new Date(from))?.toISOString() ?? null // each has one rep

  test.each([
    ['is now, at work', '2026-11-23T10:00:00Z', '2026-11-23T10:00:00.000Z'],
    ['is this morning, before it', '2026-11-23T03:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['is the next day, after it', '2026-11-23T16:00:00Z', '2026-11-24T08:00:00.000Z'],
    ['is after the weekend', '2026-11-24T16:00:00Z', '2026-11-30T08:00:00.000Z'],
  ])('%s', (_, from, expected) => expect(opening(aRoster(berliner), from)).toBe(expected))

  test('skips time off and holidays', () => {
    const rep = { ...berliner, timeOff: [{ from: '2026-11-23', to: '2026-11-23' }] }
    expect(opening({ reps: [rep], holidays: [{ date: '2026-11-24', label: 'X' }] }, '2026-11-23T10:00:00Z')).toBe('2026-11-30T08:00:00.000Z')
  })
  test('is unknown for somebody who never works', () => expect(opening(aRoster(aRep('ana', { hours: {} })), '2026-11-23T10:00:00Z')).toBeNull())
})

test('working minutes are counted through nights, weekends and time off', () => {
  const due = (from: string, minutes: number) => afterWorking(aRoster(berliner), berliner, new Date(from), minutes)?.toISOString() ?? null
  expect(due('2026-11-23T10:00:00Z', 15)).toBe('2026-11-23T10:15:00.000Z')
  expect(due('2026-11-23T15:50:00Z', 15)).toBe('2026-11-24T08:05:00.000Z')
  expect(due('2026-11-24T15:50:00Z', 8 * 60)).toBe('2026-11-30T15:50:00.000Z')
  expect(due('2026-11-23T15:50:00Z', 10)).toBe('2026-11-23T16:00:00.000Z')
  expect(due('2026-11-23T10:00:00Z', 60 * 24 * 90)).toBeNull()
})

test('a rep’s day starts at their midnight', () => {
  expect(localDay(berliner, new Date('2026-11-23T23:30:00Z'))).toBe('2026-11-24')
})

test('when somebody opens is the same however often, and in whatever order, it is asked', () => {
  const roster = {
    ...aRoster(
      aRep('ana', {
        timeZone: 'Europe/Berlin',
        hours: {
          mon: [
            ['09:00', '12:00'],
            ['13:00', '17:00'],
          ],
          thu: [['10:00', '24:00']],
        },
      }),
      aRep('ben', { hours: {} }),
    ),
    holidays: [{ date: '2026-11-26', label: 'Off' }],
  }
  const instants = Array.from({ length: 400 }, (_, index) => monday.getTime() + (((index * 131) % 400) - 100) * 47 * 60_000) // forth and back over two weeks
  for (const instant of instants)
    for (const rep of roster.reps) {
      const now = new Date(instant)
      const found = findHindrance(readAvailability(roster, {}, now), rep.id)
      if (found?.kind === 'off-hours') expect(found.opensAt).toBe(nextOpening(roster, rep, now)?.toISOString() ?? null)
    }
})
