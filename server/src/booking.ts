import type { PublicBooking, Slot } from '@baton/shared/api'
import type { Rep } from '@baton/shared/roster'
import type { Effects } from './effects.ts'

/** How far ahead times are offered, and how many of them. */
const days = 14
const most = 60

/** Long enough for a slow calendar, short enough for a reply within 2.5 s. */
const slotsTimeoutMs = 2000

export interface Visitor {
  name: string | null
  email: string | null
  timeZone: string | null
}

/** A rep's next free times, else their plain link, else nothing to press. Never rejects and never takes longer than its limit. */
export async function findBooking(effects: Effects, rep: Rep, visitor: Visitor, limitMs = slotsTimeoutMs): Promise<PublicBooking> {
  const { booking } = rep
  if (!booking) return { kind: 'none' }
  const link = booking.url ? prefilled(booking.url, visitor) : null
  if (booking.kind === 'calendly' && effects.calendar) {
    const times = await fetchTimes(effects, booking.eventType, Math.min(limitMs, slotsTimeoutMs))
    if (times && times.slots.length > 0) {
      const template = times.urlTemplate ?? (booking.url ? `${booking.url.replace(/\/+$/, '')}/{startAt}` : null)
      return { kind: 'slots', slots: times.slots, timeZone: visitor.timeZone ?? rep.timeZone, url: template && prefilled(template, visitor) }
    }
  }
  return link ? { kind: 'link', url: link } : { kind: 'none' }
}

async function fetchTimes(effects: Effects, eventType: string, limitMs: number): Promise<{ slots: Slot[]; urlTemplate: string | null } | null> {
  const from = new Date(effects.now().getTime() + 60_000) // Calendly refuses a start in the past, and clocks differ
  const to = new Date(from.getTime() + days * 86_400_000)
  try {
    // A signal takes whole milliseconds only, and what a slow handoff leaves of the time is seldom one.
    const times = await effects.calendar?.fetchTimes(eventType, from, to, AbortSignal.timeout(Math.ceil(limitMs)))
    return times ? { ...times, slots: times.slots.slice(0, most) } : null
  } catch (error) {
    effects.log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'The calendar gave no times; the visitor gets the plain link.')
    return null
  }
}

/** A booking page's address with name and e-mail filled in, as Calendly and most others read them. */
function prefilled(url: string, visitor: Visitor): string {
  const parameters = new URLSearchParams()
  if (visitor.name) parameters.set('name', visitor.name)
  if (visitor.email) parameters.set('email', visitor.email)
  const query = parameters.toString()
  const [page = '', ...fragment] = url.split('#')
  const filled = query ? `${page}${page.includes('?') ? '&' : '?'}${query}` : page
  return [filled, ...fragment].join('#')
}
