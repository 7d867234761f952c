// @vitest-environment happy-dom
import type { PublicBooking } from '@baton/shared/api'
import { groupByDay, offsetAt, readingOf, say } from '@baton/widget/result/moments.ts'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Answer, assigned, formOf, name, serverThat, show } from './form-on-page.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
  sessionStorage.clear()
})

const slotAt = (startAt: string) => ({ startAt, endAt: startAt })

async function resultOf(answer: Answer) {
  const page = show(formOf([name]), { fetch: serverThat(answer).fetch })
  await page.press('Send')
  await page.pass(0)
  return page
}

const slots = (more: Partial<Extract<PublicBooking, { kind: 'slots' }>> = {}) =>
  assigned({ kind: 'slots', timeZone: 'Europe/Berlin', url: 'https://cal.test/ana?at={startAt}', slots: [slotAt('2026-11-25T08:30:00Z')], ...more })

it('puts each time under the day it is where the visitor is', async () => {
  const offered = ['2026-11-25T22:30:00Z', '2026-11-25T23:30:00Z', '2026-11-25T14:00:00Z'].map(slotAt)
  const days = (timeZone: string) => groupByDay(offered, timeZone).map(day => day.slots.map(slot => slot.startAt.slice(11, 16)))
  expect(days('UTC')).toEqual([['14:00', '22:30', '23:30']])
  expect(days('Europe/Berlin')).toEqual([['14:00', '22:30'], ['23:30']])
  expect(days('America/Los_Angeles')).toEqual([['14:00', '22:30', '23:30']])
  expect(days('Asia/Tokyo')).toEqual([['14:00'], ['22:30', '23:30']])
})

it('tells the right hour and offset on both sides of the night the clocks go back', async () => {
  const reading = readingOf('en', ['en-GB'], 'Europe/Berlin')
  const [before, after] = ['2026-10-24T22:30:00Z', '2026-10-25T22:30:00Z']
  expect([before, after].map(at => [say(at, 'time', reading), offsetAt(at, reading)])).toEqual([
    ['00:30', 'GMT+2'],
    ['23:30', 'GMT+1'],
  ])
  expect(groupByDay([before, after].map(slotAt), 'Europe/Berlin')).toHaveLength(1)
})

it('writes days in the language of the form and hours as the visitor’s browser does', async () => {
  expect(say('2026-11-25T08:30:00Z', 'time', readingOf('en', ['de-DE'], 'Europe/Berlin'))).toBe('09:30')
  expect(say('2026-11-25T08:30:00Z', 'time', readingOf('en', ['en-US'], 'Europe/Berlin'))).toMatch(/^9:30\sAM$/)
  expect(say('2026-11-25T08:30:00Z', 'weekday', readingOf('en', ['de-DE'], 'Europe/Berlin'))).toBe('Wed')
})

it('shows who looks after the visitor, puts the cursor on it and says it', async () => {
  const { text, cursor, see, told } = await resultOf(slots())
  expect(text()).toContain('Ana Lindqvist')
  expect(cursor()).toBe(see.getByRole('heading', { name: 'Ana looks after you' }))
  expect(see.getByRole('status').textContent).toBe('Ana looks after you')
  expect(told.at(-1)).toMatchObject({ name: 'assigned', detail: { formId: 'demo', submissionId: 'b1' } })
})

it('opens the rep’s calendar at the chosen time, and says what is left to do', async () => {
  const { see, press, told, text, root } = await resultOf(slots())
  await press(/:\d\d/)
  const link = see.getByRole('link', { name: /^Book Wed 25, / })
  expect(link.getAttribute('href')).toBe('https://cal.test/ana?at=2026-11-25T08%3A30%3A00Z')
  expect(link.getAttribute('target')).toBe('_blank')
  expect(link.getAttribute('rel')).toContain('noopener')
  root.addEventListener('click', event => event.preventDefault()) // there is no calendar behind this address
  link.click()
  expect(told.at(-1)).toEqual({ name: 'booked', detail: { formId: 'demo', eventId: 'b1.booked', submissionId: 'b1', startAt: '2026-11-25T08:30:00Z' } })
  expect(text()).toContain('Confirm there')
  await press('Choose another time')
  expect(see.queryByRole('link')).toBeNull()
  expect(see.getByText('Choose a time above.')).toBeTruthy()
})

it('starts with five days of nine times, and shows the rest when asked', async () => {
  const many = Array.from({ length: 7 * 12 }, (_, index) =>
    slotAt(new Date(Date.UTC(2026, 10, 20 + Math.floor(index / 12), 8, (index % 12) * 15)).toISOString()),
  )
  const { root, press } = await resultOf(slots({ slots: many }))
  const count = (selector: string) => root.querySelectorAll(`${selector} button`).length
  expect([count('.days'), count('.times')]).toEqual([5, 9])
  await press('More times')
  expect([count('.days'), count('.times')]).toEqual([7, 12])
})

it.each([
  ['there are no free times', slots({ slots: [] })],
  ['the times cannot be booked from here', slots({ url: null })],
  ['the rep has no calendar', assigned({ kind: 'none' })],
  ['the calendar’s address would run script', assigned({ kind: 'link', url: 'javascript:alert(1)' })],
])('says that the rep will write when %s', async (_, answer) => {
  const { text, see } = await resultOf(answer)
  expect(text()).toContain('Ana Lindqvist will write to you')
  expect(see.queryByRole('link')).toBeNull()
})

it('gives one button to the rep’s own page when there is nothing but a link', async () => {
  const { see } = await resultOf(assigned({ kind: 'link', url: 'https://cal.test/ana' }))
  expect(see.getByRole('link', { name: 'Choose a time' }).getAttribute('href')).toBe('https://cal.test/ana')
})

it('says by when a waiting visitor hears from somebody', async () => {
  const message = { heading: 'We have it', body: 'Somebody writes to you.' }
  const body = { outcome: 'queued', submissionId: 'b1', token: 't', replyBy: '2026-11-24T09:30:00Z', message }
  const { text, told } = await resultOf({ status: 201, body })
  expect(text()).toContain('You will hear from us by Tuesday')
  expect(told.at(-1)?.name).toBe('queued')
})

it('promises no time where none can be promised', async () => {
  const message = { heading: 'We have it', body: 'Somebody writes to you.' }
  const { text } = await resultOf({ status: 201, body: { outcome: 'queued', submissionId: 'b1', token: 't', replyBy: null, message } })
  expect(text()).toContain('Somebody writes to you.')
  expect(text()).not.toMatch(/ by /)
})

it.each([
  ['https://example.com/free', 'Continue to example.com'],
  ['javascript:alert(1)', null],
])('leads a visitor we cannot help to %s only if it is a web page', async (redirectUrl, label) => {
  const body = { outcome: 'disqualified', submissionId: 'b1', message: { heading: 'Our free plan fits', body: '' }, redirectUrl }
  const { see } = await resultOf({ status: 201, body })
  expect(see.queryByRole('link')?.textContent ?? null).toBe(label)
})
