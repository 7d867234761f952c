import { randomBytes } from 'node:crypto'
import type { Rep, Roster } from '@baton/shared/roster'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { bookingPage, bookingPagePolicy, instant, pagePath } from './booking-page.ts'
import { findOpenTimes } from './open-times.ts'

export interface CalendarStandIn {
  /** For `CALENDLY_BASE_URL` and `localBooking`. */
  url: string
  /** For `CALENDLY_TOKEN`. */
  token: string
  close(): Promise<void>
}

const dayMs = 86_400_000

/** The bodies of Calendly's refusals. */
const refusals = {
  unauthenticated: { title: 'Unauthenticated', message: 'The access token is invalid' },
  notFound: { title: 'Resource Not Found', message: 'The server could not find the requested resource.' },
}

/**
 * The part of Calendly that Baton talks to, on a free port of this machine, so that the demo shows free times without an account
 * anywhere: `GET /event_type_available_times`, and the pages its links open.
 */
export async function startCalendarStandIn({ roster, now }: { roster: Roster; now: () => Date }): Promise<CalendarStandIn> {
  const token = randomBytes(24).toString('base64url')
  const app = Fastify()
  app.setNotFoundHandler((_, reply) => reply.code(404).send(refusals.notFound))

  app.get('/event_type_available_times', (request: FastifyRequest<{ Querystring: Record<string, unknown> }>, reply) => {
    if (request.headers.authorization !== `Bearer ${token}`) return reply.code(401).send(refusals.unauthenticated)
    const details = checkTimesQuery(request.query, now())
    if (details.length > 0) return reply.code(400).send({ title: 'Invalid Argument', message: 'The supplied parameters are invalid.', details })
    const { event_type: eventType, start_time: start, end_time: end } = request.query as Record<string, string> // text, as was just checked
    const rep = roster.reps.find(({ booking }) => booking?.kind === 'calendly' && booking.eventType === eventType)
    if (!rep) return reply.code(404).send(refusals.notFound)
    const times = findOpenTimes({ roster, rep, from: new Date(start ?? ''), to: new Date(end ?? ''), now: now() })
    const page = addressOf(request) + pagePath(rep)
    return {
      collection: times.map(at => ({ status: 'available', invitees_remaining: 1, start_time: instant(at), scheduling_url: `${page}/${instant(at)}` })),
    }
  })

  const sendPage = (request: FastifyRequest<{ Params: { rep: string; start?: string } }>, reply: FastifyReply) => {
    const rep = roster.reps.find(({ id }) => id === request.params.rep)
    const startAt = request.params.start === undefined ? null : new Date(request.params.start)
    if (!rep || (startAt && Number.isNaN(startAt.getTime()))) return reply.code(404).send(refusals.notFound)
    const search = new URL(request.url, 'http://localhost').searchParams
    const open = startAt ? [] : findOpenTimes({ roster, rep, from: now(), to: new Date(now().getTime() + 14 * dayMs), now: now() })
    const visitor = { name: search.get('name'), email: search.get('email') }
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', bookingPagePolicy)
      .send(bookingPage({ rep, visitor, startAt, open, query: search.size > 0 ? `?${search}` : '' }))
  }
  app.get('/northlight/:rep', sendPage)
  app.get('/northlight/:rep/:start', sendPage)

  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { url, token, close: () => app.close() }
}

/** The roster with every booking page moved to the stand-in. Event types stay, so times are asked for as they would be of Calendly. */
export function localBooking(roster: Roster, url: string): Roster {
  const move = (rep: Rep): Rep => (rep.booking ? { ...rep, booking: { ...rep.booking, url: url + pagePath(rep) } } : rep)
  return { ...roster, reps: roster.reps.map(move) }
}

function addressOf(request: FastifyRequest): string {
  return `http://127.0.0.1:${request.socket.localPort}`
}

/** What Calendly would object to, parameter by parameter. */
function checkTimesQuery(query: Record<string, unknown>, now: Date): { parameter: string; message: string }[] {
  const details: { parameter: string; message: string }[] = []
  const object = (parameter: string, message: string) => void details.push({ parameter, message })
  const read = (parameter: string): number => {
    const value = query[parameter]
    const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
    if (value === undefined || value === '') object(parameter, "can't be blank")
    else if (Number.isNaN(time)) object(parameter, 'is invalid')
    return time
  }
  if (typeof query.event_type !== 'string' || query.event_type === '') object('event_type', "can't be blank")
  const start = read('start_time')
  const end = read('end_time')
  if (start < now.getTime()) object('start_time', 'must be in the future')
  if (end <= start) object('end_time', 'must be after start_time')
  if (end - start > 31 * dayMs) object('end_time', 'date range cannot exceed 31 days')
  return details
}
