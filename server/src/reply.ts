import type { Message, PublicBooking, SubmissionReply } from '@baton/shared/api'
import { normalise } from '@baton/shared/condition'
import type { Roster } from '@baton/shared/roster'
import { findBooking } from './booking.ts'
import type { ReplyBody, StoredReply } from './db/schema.ts'
import type { Desk } from './desk.ts'

/** The stored reply with the rep's times as they are now. */
export async function completeReply(
  desk: Desk,
  roster: Roster,
  stored: StoredReply,
  reading: { timeZone: string | null; limitMs?: number },
): Promise<SubmissionReply> {
  const { body, rep: repId, prefill } = stored
  const rep = repId === null ? undefined : roster.reps.find(({ id }) => normalise(id) === normalise(repId))
  const booking = rep ? await findBooking(desk.effects, rep, { ...prefill, timeZone: reading.timeZone }, reading.limitMs) : { kind: 'none' as const }
  return write(body, booking)
}

/** Key by key: jsonb keeps its own order, and an answer that is given twice has the same bytes both times. */
function write(body: ReplyBody, booking: PublicBooking): SubmissionReply {
  const { submissionId } = body
  const message: Message = { heading: body.message.heading, body: body.message.body }
  switch (body.outcome) {
    case 'assigned': {
      const { name, title, photoUrl } = body.rep
      return { outcome: 'assigned', submissionId, token: body.token, rep: { name, title, photoUrl }, booking, message }
    }
    case 'queued':
      return { outcome: 'queued', submissionId, token: body.token, replyBy: body.replyBy, message }
    case 'disqualified':
      return { outcome: 'disqualified', submissionId, message, redirectUrl: body.redirectUrl }
  }
}
