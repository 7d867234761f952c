import { readFileSync } from 'node:fs'
import { type CalendarStandIn, localBooking, startCalendarStandIn } from '@baton/demo/calendar-stand-in'
import { localTime, withinHours } from '@baton/shared/hours'
import { type Rep, roster as rosterSchema } from '@baton/shared/roster'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const roster = rosterSchema.parse(JSON.parse(readFileSync(new URL('../../demo/roster.json', import.meta.url), 'utf8')))
const now = new Date('2026-12-21T08:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString()

let calendar: CalendarStandIn
beforeAll(async () => {
  calendar = await startCalendarStandIn({ roster, now: () => now })
})
afterAll(() => calendar.close())

interface Times {
  collection: { status: string; invitees_remaining: number; start_time: string; scheduling_url: string }[]
}

describe('the calendar of the demo', () => {
  it.each(roster.reps.filter(({ booking }) => booking?.kind === 'calendly'))('offers $name only half-hours of their own working days', async rep => {
    const { status, body } = await fetchTimes({ event_type: eventTypeOf(rep) })
    const { collection } = body as Times
    expect(status).toBe(200)
    expect(collection.length).toBeGreaterThan(10)
    for (const { start_time: start, ...rest } of collection) {
      expect(start).toMatch(/^2026-12-\d\dT\d\d:[03]0:00Z$|^2027-01-\d\dT\d\d:[03]0:00Z$/)
      expect(rest).toEqual({ status: 'available', invitees_remaining: 1, scheduling_url: `${calendar.url}/northlight/${rep.id}/${start}` })
      expect(new Date(start) > now).toBe(true)
      const [first, last] = [0, 29].map(minutes => localTime(rep.timeZone, new Date(Date.parse(start) + minutes * 60_000)))
      expect(first && last && withinHours(rep, first) && withinHours(rep, last), start).toBe(true)
      expect(rep.timeOff?.some(({ from, to }) => first && from <= first.date && first.date <= to) ?? false, start).toBe(false)
      expect(first?.date).not.toBe('2026-12-25')
    }
  })

  it('offers the same times when it is asked again, and others for another rep', async () => {
    const [first, again, other] = await Promise.all(['jonas', 'jonas', 'selin'].map(id => fetchTimes({ event_type: eventTypeOf(repOf(id)) })))
    expect(again).toEqual(first)
    expect(startsOf(other)).not.toEqual(startsOf(first))
  })

  it('leaves some of a working day free and some of it taken', async () => {
    const starts = startsOf(await fetchTimes({ event_type: eventTypeOf(repOf('jonas')), start_time: inDays(0.1), end_time: inDays(4) }))
    expect(starts.length / (4 * 16)).toBeGreaterThan(0.15)
    expect(starts.length / (4 * 16)).toBeLessThan(0.7)
  })

  it.each([
    ['no event type', { event_type: '' }, { parameter: 'event_type', message: "can't be blank" }],
    ['no end', { end_time: '' }, { parameter: 'end_time', message: "can't be blank" }],
    ['a start that is no time', { start_time: 'soon' }, { parameter: 'start_time', message: 'is invalid' }],
    ['a start in the past', { start_time: inDays(-1) }, { parameter: 'start_time', message: 'must be in the future' }],
    ['an end before the start', { start_time: inDays(3), end_time: inDays(2) }, { parameter: 'end_time', message: 'must be after start_time' }],
    ['more than 31 days', { start_time: inDays(1), end_time: inDays(32.1) }, { parameter: 'end_time', message: 'date range cannot exceed 31 days' }],
  ])('refuses %s in the words of Calendly', async (_, query, detail) => {
    const { status, body } = await fetchTimes({ event_type: eventTypeOf(repOf('ana')), ...query })
    expect(status).toBe(400)
    expect(body).toEqual({ title: 'Invalid Argument', message: 'The supplied parameters are invalid.', details: [detail] })
  })

  it('takes a window of exactly 31 days', async () => {
    expect((await fetchTimes({ event_type: eventTypeOf(repOf('mei')), start_time: inDays(1), end_time: inDays(32) })).status).toBe(200)
  })

  it('wants its token', async () => {
    for (const token of [null, 'wrong']) {
      const { status, body } = await fetchTimes({ event_type: eventTypeOf(repOf('ana')) }, token)
      expect(status).toBe(401)
      expect(body).toEqual({ title: 'Unauthenticated', message: 'The access token is invalid' })
    }
  })

  it('does not know the event type of somebody else', async () => {
    const { status, body } = await fetchTimes({ event_type: 'https://api.calendly.com/event_types/NOBODY' })
    expect(status).toBe(404)
    expect(body).toEqual({ title: 'Resource Not Found', message: 'The server could not find the requested resource.' })
  })

  it('shows what was chosen on the page of a booking link, and that nothing is booked', async () => {
    const query = new URLSearchParams({ name: 'Zoë <b>Ångström</b>', email: 'zoe@contoso.example' })
    const response = await fetch(`${calendar.url}/northlight/ana/2026-12-22T09:30:00Z?${query}`)
    const page = await response.text()
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    for (const text of ['Ana Kovač', 'Zoë &lt;b&gt;Ångström&lt;/b&gt;', 'zoe@contoso.example', 'Tuesday 22 December', '10:30', 'Nothing is booked']) {
      expect(page).toContain(text)
    }
  })

  it('lists the times of a rep on the page of their plain link', async () => {
    const page = await (await fetch(`${calendar.url}/northlight/tom?name=Zoe&email=z@contoso.example`)).text()
    expect(page).toContain('Times in London')
    expect(page).toMatch(/href="\/northlight\/tom\/2026-12-2\dT\d\d:[03]0:00Z\?name=Zoe&amp;email=z%40contoso.example"/)
  })

  it.each(['/northlight/nobody', '/northlight/ana/soon', '/users/me'])('answers %s as what is not there', async path => {
    expect((await fetch(calendar.url + path)).status).toBe(404)
  })

  it('moves booking pages to this machine and leaves event types alone', () => {
    const moved = localBooking(roster, calendar.url)
    expect(rosterSchema.parse(moved)).toEqual(moved)
    expect(moved.reps.map(({ booking }) => booking?.url)).toEqual(roster.reps.map(({ id }) => `${calendar.url}/northlight/${id}`))
    expect(moved.reps.map(eventTypeOf)).toEqual(roster.reps.map(eventTypeOf))
  })
})

async function fetchTimes(query: Record<string, string>, token: string | null = calendar.token): Promise<{ status: number; body: unknown }> {
  const search = new URLSearchParams({ start_time: inDays(0.01), end_time: inDays(20), ...query })
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
  const response = await fetch(`${calendar.url}/event_type_available_times?${search}`, { headers })
  return { status: response.status, body: await response.json() }
}

function startsOf(answer: { body: unknown } | undefined): string[] {
  return (answer as { body: Times }).body.collection.map(({ start_time }) => start_time)
}

function eventTypeOf(rep: Rep): string {
  return rep.booking?.kind === 'calendly' ? rep.booking.eventType : ''
}

function repOf(id: string): Rep {
  const rep = roster.reps.find(one => one.id === id)
  if (!rep) throw new Error(`No rep ${id} in the demo.`)
  return rep
}
