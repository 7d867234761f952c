import { rep } from '@baton/shared/roster'
import { readRoster } from '@baton/shared/verify/read-document'
import { describe, expect, test } from 'vitest'

const base = { id: 'ana', name: 'Ana', email: 'ana@example.com', timeZone: 'Europe/Berlin' }
const problemAt = (more: object) => rep.safeParse({ ...base, ...more }).error?.issues[0]?.path.join('.') ?? null

test('the least a rep needs is an id, a name, an address and a zone', () => {
  expect(rep.parse(base)).toEqual({ ...base, title: '', active: true })
})

describe('a rep is taken with', () => {
  test.each<[string, object]>([
    ['hours until midnight', { hours: { mon: [['18:00', '24:00']], tue: [['00:00', '02:00']] } }],
    ['a day off', { hours: { mon: [] } }],
    ['one day of time off', { timeOff: [{ from: '2028-02-29', to: '2028-02-29' }] }],
    ['a zone with three parts', { timeZone: 'America/Argentina/Buenos_Aires' }],
    ['UTC', { timeZone: 'UTC' }],
    ['attributes of every type', { attributes: { languages: ['de'], tier: 'gold', seats: 5, remote: true, floors: [1, 2] } }],
    ['a capacity of none', { capacity: { perDay: 0, open: 0 } }],
    ['a page to book on', { booking: { kind: 'link', url: 'https://example.com/ana' } }],
  ])('%s', (_, more) => expect(problemAt(more)).toBeNull())
})

describe('a rep is refused, at the very place, for', () => {
  test.each<[string, object, string]>([
    ['a range across midnight', { hours: { mon: [['22:00', '06:00']] } }, 'hours.mon.0'],
    ['a range of no length', { hours: { mon: [['09:00', '09:00']] } }, 'hours.mon.0'],
    ['24:00 as a start', { hours: { mon: [['24:00', '24:00']] } }, 'hours.mon.0.0'],
    ['an end after midnight', { hours: { mon: [['09:00', '24:30']] } }, 'hours.mon.0.1'],
    ['9:00 without its zero', { hours: { mon: [['9:00', '17:00']] } }, 'hours.mon.0.0'],
    ['minute 60', { hours: { mon: [['09:60', '17:00']] } }, 'hours.mon.0.0'],
    ['a weekday that does not exist', { hours: { monday: [] } }, 'hours'],
    ['a zone that does not exist', { timeZone: 'Europe/Atlantis' }, 'timeZone'],
    ['an offset for a zone', { timeZone: '+02:00' }, 'timeZone'],
    ['no zone', { timeZone: '' }, 'timeZone'],
    ['29 February 2026', { timeOff: [{ from: '2026-02-29', to: '2026-03-01' }] }, 'timeOff.0.from'],
    ['time off that ends before it starts', { timeOff: [{ from: '2026-12-24', to: '2026-12-23' }] }, 'timeOff.0'],
    ['half a lead a day', { capacity: { perDay: 1.5 } }, 'capacity.perDay'],
    ['a negative capacity', { capacity: { open: -1 } }, 'capacity.open'],
    ['an address that is none', { email: 'ana' }, 'email'],
    ['a booking page that runs code', { booking: { kind: 'link', url: 'javascript:alert(1)' } }, 'booking.url'],
    ['a name of blanks', { name: '  ' }, 'name'],
    ['a key that does not exist', { timezone: 'UTC' }, ''],
    ['an id that is no key', { id: '__proto__' }, 'id'],
  ])('%s', (_, more, path) => expect(problemAt(more)).toBe(path))
})

test('a roster file is a list of reps, or reps and holidays', () => {
  expect(readRoster([base]).document).toMatchObject({ reps: [{ id: 'ana' }], holidays: [] })
  expect(readRoster({ reps: [base], holidays: [{ date: '2026-12-25', label: 'Christmas', reps: ['ana'] }] }).document?.holidays).toHaveLength(1)
  expect(readRoster({ reps: [base], holidays: [{ date: '2026-02-30', label: 'X' }] }).errors).toMatchObject([{ path: '/holidays/0/date' }])
  expect(readRoster([{ ...base, timeZone: 'Berlin' }]).errors).toMatchObject([{ path: '/0/timeZone' }])
})
