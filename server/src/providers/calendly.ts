import createClient from 'openapi-fetch'
import type { Calendar } from '../effects.ts'
import type { paths } from './calendly-api.ts'

const defaultMinutes = 30

/**
 * Calendly's API v2, as far as Baton calls it. Times are asked for with at most 31 days between start and end, the start a little
 * ahead (`booking.ts` sees to it). Calendly tells starts, not ends: an event is taken to last half an hour.
 */
export function createCalendly(options: { token: string; baseUrl: string }): Calendar {
  const client = createClient<paths>({ baseUrl: options.baseUrl, headers: { authorization: `Bearer ${options.token}` }, redirect: 'error' })
  return {
    async fetchTimes(eventType, from, to, signal) {
      const query = { event_type: eventType, start_time: from.toISOString(), end_time: to.toISOString() }
      const { data, response } = await client.GET('/event_type_available_times', { params: { query }, signal })
      if (!data || !Array.isArray(data.collection)) throw new Error(`Calendly answered ${response.status} to a request for times.`)
      const starts = data.collection.filter(time => time.status === 'available' && !Number.isNaN(Date.parse(time.start_time)))
      const slots = starts.map(time => readSlot(time.start_time)).sort((a, b) => (a.startAt < b.startAt ? -1 : 1))
      const [first] = starts
      const urlTemplate = first?.scheduling_url.includes(first.start_time) ? first.scheduling_url.replace(first.start_time, '{startAt}') : null
      return { slots, urlTemplate }
    },
  }
}

/** Calendly writes instants with and without microseconds; ours have neither, so that they fit into its booking pages' addresses. */
function readSlot(startTime: string): { startAt: string; endAt: string } {
  const start = Date.parse(startTime)
  return { startAt: instant(start), endAt: instant(start + defaultMinutes * 60_000) }
}

function instant(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z')
}
