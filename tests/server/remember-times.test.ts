import type { Calendar, FreeTimes } from '@baton/server/effects'
import { rememberTimes } from '@baton/server/remember-times'
import { expect, test } from 'vitest'
import { monday } from '../support/examples.ts'

const free: FreeTimes = { slots: [], urlTemplate: null }
const patient = () => new AbortController().signal
const inDays = (days: number) => new Date(monday.getTime() + days * 86_400_000)

/** A calendar that answers when it is told to, and counts who was asked for. */
function slowCalendar() {
  const asked: string[] = []
  const waiting: ((times: FreeTimes) => void)[] = []
  const calendar: Calendar = {
    fetchTimes(eventType) {
      asked.push(eventType)
      return new Promise(resolve => waiting.push(resolve))
    },
  }
  const answer = () => {
    for (const resolve of waiting.splice(0)) resolve(free)
  }
  return { asked, answer, calendar: rememberTimes(calendar, () => monday) }
}

test('another event type and another span are other times', async () => {
  const { asked, answer, calendar } = slowCalendar()
  const all = [
    calendar.fetchTimes('ana', monday, inDays(14), patient()),
    calendar.fetchTimes('ben', monday, inDays(14), patient()),
    calendar.fetchTimes('ana', monday, inDays(7), patient()),
    calendar.fetchTimes('ana', inDays(0.0001), inDays(14.0001), patient()), // a moment later
  ]
  answer()
  await Promise.all(all)
  expect(asked).toEqual(['ana', 'ben', 'ana'])
})

test('who gives up early takes nothing from those who wait', async () => {
  const { asked, answer, calendar } = slowCalendar()
  const hurry = new AbortController()
  const given = calendar.fetchTimes('ana', monday, inDays(14), hurry.signal)
  const waited = calendar.fetchTimes('ana', monday, inDays(14), patient())
  hurry.abort(new Error('Too late.'))
  await expect(given).rejects.toThrow('Too late.')
  await expect(calendar.fetchTimes('ana', monday, inDays(14), hurry.signal)).rejects.toThrow('Too late.')
  answer()
  expect(await waited).toBe(free)
  expect(asked).toEqual(['ana'])
})

test('no more than a thousand answers are kept, and the oldest goes first', async () => {
  const { asked, answer, calendar } = slowCalendar()
  const ask = async (eventType: number) => {
    const times = calendar.fetchTimes(String(eventType), monday, inDays(14), patient())
    answer()
    await times
  }
  for (let eventType = 0; eventType <= 1000; eventType++) await ask(eventType)
  await ask(1)
  expect(asked).toHaveLength(1001)
  await ask(0)
  expect(asked).toHaveLength(1002)
})
