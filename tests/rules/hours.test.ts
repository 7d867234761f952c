import { addDays, instantOf, localTime, minuteOf, type WorkingTime, weekdayOf, withinHours, workingIntervals } from '@baton/shared/hours'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const berlin = 'Europe/Berlin' // 2026: forward on 29 March 02:00, back on 25 October 03:00
const newYork = 'America/New_York' // 2026: forward on 8 March 02:00, back on 1 November 02:00
const kathmandu = 'Asia/Kathmandu' // +05:45, all year

describe('the local time of an instant', () => {
  test.each([
    [berlin, '2026-03-29T00:59:00Z', '2026-03-29', 'sun', '01:59'],
    [berlin, '2026-03-29T01:00:00Z', '2026-03-29', 'sun', '03:00'],
    [berlin, '2026-10-25T00:30:00Z', '2026-10-25', 'sun', '02:30'],
    [berlin, '2026-10-25T01:30:00Z', '2026-10-25', 'sun', '02:30'],
    [newYork, '2026-03-08T06:59:00Z', '2026-03-08', 'sun', '01:59'],
    [newYork, '2026-03-08T07:00:00Z', '2026-03-08', 'sun', '03:00'],
    [newYork, '2026-11-01T05:30:00Z', '2026-11-01', 'sun', '01:30'],
    [newYork, '2026-11-01T06:30:00Z', '2026-11-01', 'sun', '01:30'],
    [kathmandu, '2026-11-22T18:15:00Z', '2026-11-23', 'mon', '00:00'],
    [kathmandu, '2026-11-22T18:14:59Z', '2026-11-22', 'sun', '23:59'],
    ['UTC', '2028-02-29T23:59:59Z', '2028-02-29', 'tue', '23:59'],
  ])('%s at %s: %s, a %s, %s', (timeZone, at, date, weekday, clock) => {
    expect(localTime(timeZone, new Date(at))).toEqual({ date, weekday, minute: minuteOf(clock) })
  })
})

describe('the instant of a local time', () => {
  test.each([
    ['an ordinary time', berlin, '2026-11-23', '09:00', '2026-11-23T08:00:00Z'],
    ['a time skipped in spring is when the clocks jump', berlin, '2026-03-29', '02:30', '2026-03-29T01:00:00Z'],
    ['the minute after the jump', berlin, '2026-03-29', '03:00', '2026-03-29T01:00:00Z'],
    ['a time shown twice in autumn is the first', berlin, '2026-10-25', '02:30', '2026-10-25T00:30:00Z'],
    ['the hour after it', berlin, '2026-10-25', '03:00', '2026-10-25T02:00:00Z'],
    ['skipped in New York', newYork, '2026-03-08', '02:15', '2026-03-08T07:00:00Z'],
    ['twice in New York', newYork, '2026-11-01', '01:15', '2026-11-01T05:15:00Z'],
    ['24:00 is the next midnight', newYork, '2026-11-01', '24:00', '2026-11-02T05:00:00Z'],
    ['quarter hours off', kathmandu, '2026-11-23', '09:00', '2026-11-23T03:15:00Z'],
    ['a midnight that is skipped', 'Africa/Cairo', '2026-04-24', '00:00', '2026-04-23T22:00:00Z'],
  ])('%s: %s %s %s', (_, timeZone, date, clock, at) => {
    expect(instantOf(timeZone, date, minuteOf(clock)).toISOString()).toBe(new Date(at).toISOString())
  })

  test('there and back again is the same minute, or the same reading one hour earlier in autumn', () => {
    const minutes = fc.integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2030, 0) / 60_000 })
    fc.assert(
      fc.property(minutes, fc.constantFrom(berlin, newYork, kathmandu, 'Australia/Lord_Howe', 'America/St_Johns'), (minute, timeZone) => {
        const at = new Date(minute * 60_000)
        const local = localTime(timeZone, at)
        const back = instantOf(timeZone, local.date, local.minute)
        expect(localTime(timeZone, back)).toEqual(local)
        expect([0, 1_800_000, 3_600_000]).toContain(at.getTime() - back.getTime())
        expect(weekdayOf(local.date)).toBe(local.weekday)
      }),
      { numRuns: 300 },
    )
  })
})

describe('working hours', () => {
  const working: WorkingTime = {
    timeZone: berlin,
    hours: {
      mon: [
        ['09:00', '12:00'],
        ['13:00', '17:30'],
      ],
      sat: [['20:00', '24:00']],
      sun: [['00:00', '04:00']],
    },
  }
  const at = (time: string) => withinHours(working, localTime(berlin, new Date(time)))

  test.each([
    ['the start is included', '2026-11-23T08:00:00Z', true],
    ['the minute before it is not', '2026-11-23T07:59:59Z', false],
    ['the end is excluded', '2026-11-23T11:00:00Z', false],
    ['the last minute before it is included', '2026-11-23T10:59:59Z', true],
    ['the second range of a day counts', '2026-11-23T16:29:00Z', true],
    ['24:00 is the end of the day', '2026-11-21T22:59:59Z', true],
    ['two ranges cross midnight', '2026-11-21T23:00:00Z', true],
    ['a weekday missing from hours is off', '2026-11-24T10:00:00Z', false],
    ['the hour shown twice in autumn is worked twice', '2026-10-25T01:30:00Z', true],
  ])('%s', (_, time, expected) => expect(at(time)).toBe(expected))

  test('no hours at all means always', () => expect(withinHours({ timeZone: berlin }, localTime(berlin, new Date()))).toBe(true))
  test('an empty day is off', () => expect(workingIntervals({ timeZone: berlin, hours: { mon: [] } }, '2026-11-23')).toEqual([]))

  test.each([
    ['spring', '2026-03-29', 23],
    ['autumn', '2026-10-25', 25],
    ['any other', '2026-11-23', 24],
  ])('a whole day in %s (%s) has %d hours', (_, date, hours) => {
    const [day] = workingIntervals({ timeZone: berlin }, date)
    expect(((day?.endAt.getTime() ?? 0) - (day?.startAt.getTime() ?? 0)) / 3_600_000).toBe(hours)
  })

  test('ranges that overlap are one stretch: no minute is worked twice', () => {
    const hours: WorkingTime['hours'] = {
      mon: [
        ['09:00', '12:00'],
        ['11:00', '13:00'],
        ['11:30', '11:45'],
      ],
    }
    expect(workingIntervals({ timeZone: 'UTC', hours }, '2026-11-23')).toEqual([
      { startAt: new Date('2026-11-23T09:00:00Z'), endAt: new Date('2026-11-23T13:00:00Z') },
    ])
  })

  test('stretches of a day come in order', () => {
    const starts = workingIntervals(
      {
        timeZone: 'UTC',
        hours: {
          mon: [
            ['13:00', '17:00'],
            ['09:00', '12:00'],
          ],
        },
      },
      '2026-11-23',
    ).map(({ startAt }) => startAt.toISOString())
    expect(starts).toEqual(['2026-11-23T09:00:00.000Z', '2026-11-23T13:00:00.000Z'])
  })

  test.each([
    [
      'Europe/Berlin',
      '2026-10-25',
      ['00:00', '02:30'],
      [
        ['22:00', '00:30'],
        ['01:00', '01:30'],
      ],
    ],
    [
      'Europe/Berlin',
      '2026-10-25',
      ['02:30', '09:00'],
      [
        ['00:30', '01:00'],
        ['01:30', '08:00'],
      ],
    ],
    ['Europe/Berlin', '2026-03-29', ['00:00', '02:30'], [['23:00', '01:00']]],
    ['Europe/Berlin', '2026-03-29', ['02:15', '02:45'], []],
    ['Europe/Berlin', '2026-03-29', ['02:30', '09:00'], [['01:00', '07:00']]],
  ] as const)('%s on %s, %j: %j in UTC', (timeZone, date, range, expected) => {
    const working: WorkingTime = { timeZone, hours: { sun: [range] } }
    expect(workingIntervals(working, date).map(({ startAt, endAt }) => [startAt, endAt].map(at => at.toISOString().slice(11, 16)))).toEqual(expected)
  })

  test('every minute is within hours exactly when a stretch of that day covers it, also in nights the clocks change', () => {
    const clock = (quarters: number) => `${String(quarters >> 2).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`
    const quarter = fc.oneof(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 0, max: 95 })) // clocks change before four
    const range = fc.tuple(quarter, quarter).map(([a, b]) => [clock(Math.min(a, b)), clock(Math.max(a, b) + 1)] as const)
    const change = fc.constantFrom(
      [newYork, '2026-03-08T07:00Z'],
      [newYork, '2026-11-01T06:00Z'],
      [berlin, '2026-03-29T01:00Z'],
      [berlin, '2026-10-25T01:00Z'],
      ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
      ['Africa/Cairo', '2026-10-29T21:00Z'],
      [kathmandu, '2026-06-01T00:00Z'],
    )
    fc.assert(
      fc.property(change, fc.integer({ min: -180, max: 180 }), range, ([timeZone = '', near = ''], minutes, hours) => {
        const rep: WorkingTime = { timeZone, hours: { sat: [hours], sun: [hours], mon: [hours], fri: [hours], thu: [hours] } }
        const now = new Date(Date.parse(near) + minutes * 60_000)
        const local = localTime(timeZone, now)
        expect(workingIntervals(rep, local.date).some(({ startAt, endAt }) => startAt <= now && now < endAt)).toBe(withinHours(rep, local))
      }),
      { numRuns: 3000 },
    )
  })
})

test.each([
  ['2026-12-31', 1, '2027-01-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-03-29', -1, '2026-03-28'],
])('%s and %d days is %s', (date, days, expected) => expect(addDays(date, days)).toBe(expected))
