import type { Calendar, FreeTimes } from './effects.ts'

/** Whoever looks twice in a row, or sends the same submission again, is shown the same times; nobody chooses and books in less. */
const rememberedMs = 12_000
/** What failed is asked again sooner, and not by each of a hundred visitors. */
const failedMs = 2000
/** As long as anybody waits: `booking.ts`. */
const timeoutMs = 2000
const mostKept = 1000

/**
 * A calendar that is asked for the same times once at a time, whoever waits for them, and again when the answer is twelve seconds old. The same are those of an
 * event type for a span of one length from about now on. Who gives up early takes nothing from the others.
 */
export function rememberTimes(calendar: Calendar, now: () => Date): Calendar {
  const known = new Map<string, { times: Promise<FreeTimes>; until: number }>()
  const ask = (key: string, ...[eventType, from, to]: Asked) => {
    const asked = { times: calendar.fetchTimes(eventType, from, to, AbortSignal.timeout(timeoutMs)), until: Number.POSITIVE_INFINITY }
    const keep = (forMs: number) => () => {
      asked.until = now().getTime() + forMs
    }
    asked.times.then(keep(rememberedMs), keep(failedMs))
    known.delete(key) // in the order of asking: the first is the oldest
    known.set(key, asked)
    for (const [oldest] of known) if (known.size > mostKept) known.delete(oldest)
    return asked
  }
  return {
    fetchTimes(eventType, from, to, signal) {
      const key = JSON.stringify([eventType, to.getTime() - from.getTime()])
      const last = known.get(key)
      const { times } = last && now().getTime() < last.until ? last : ask(key, eventType, from, to)
      return Promise.race([times, aborted(signal)])
    },
  }
}

type Asked = [eventType: string, from: Date, to: Date]

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
