import { z } from 'zod'
import { id } from './form.ts'
import { isTimeZone, minuteOf } from './hours.ts'
import { isDate } from './iso-date.ts'

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time as HH:MM, from 00:00 to 23:59.')
const endClock = z.union([z.literal('24:00'), clock], 'Write a time as HH:MM, from 00:00 to 24:00.')
const range = z
  .tuple([clock, endClock])
  .refine(([start, end]) => minuteOf(start) < minuteOf(end), 'A range ends after it starts; write one that crosses midnight as two.')

const day = z.string().refine(isDate, 'Write a day that exists as YYYY-MM-DD.')

const timeZone = z.string().refine(isTimeZone, 'Write an IANA time zone such as Europe/Berlin.')

const httpUrl = z.url({ protocol: /^https?$/ })
const booking = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('calendly'), eventType: httpUrl, /** The public page, where times cannot be listed. */ url: httpUrl.optional() }),
  z.strictObject({ kind: z.literal('link'), url: httpUrl }),
])
export type Booking = z.infer<typeof booking>

const attribute = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.array(z.number())])

export const rep = z.strictObject({
  id,
  name: z.string().trim().min(1).max(200),
  title: z.string().max(200).default(''),
  email: z.email(),
  /** A file beside the roster ("photos/ana.png"), taken into the database at import; visitors get it from Baton's own origin. */
  photoUrl: z.string().nullish(),
  active: z.boolean().default(true),
  timeZone,
  /** Absent: always. A weekday missing from it: off. */
  hours: z
    .strictObject({
      mon: z.array(range).optional(),
      tue: z.array(range).optional(),
      wed: z.array(range).optional(),
      thu: z.array(range).optional(),
      fri: z.array(range).optional(),
      sat: z.array(range).optional(),
      sun: z.array(range).optional(),
    })
    .optional(),
  /** The rep's local days, both ends included. */
  timeOff: z
    .array(
      z.strictObject({ from: day, to: day, label: z.string().optional() }).refine(({ from, to }) => from <= to, 'Time off ends on or after the day it starts.'),
    )
    .optional(),
  attributes: z.record(z.string(), attribute).optional(),
  /** Absent: unlimited. `perDay` counts assignments on the rep's local day, `open` the leads not closed yet. */
  capacity: z.strictObject({ perDay: z.int().min(0).optional(), open: z.int().min(0).optional() }).optional(),
  booking: booking.optional(),
})
export type Rep = z.infer<typeof rep>

const holiday = z.strictObject({ date: day, label: z.string(), /** Absent: everybody's. */ reps: z.array(z.string()).optional() })

export const roster = z.strictObject({ reps: z.array(rep), holidays: z.array(holiday).default([]) })
export type Roster = z.infer<typeof roster>
