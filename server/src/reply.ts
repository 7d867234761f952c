import type { SubmissionReply } from '@baton/shared/api'
import { normalise } from '@baton/shared/condition'
import type { Roster } from '@baton/shared/roster'
import { findBooking } from './booking.ts'
import type { StoredReply } from './db/schema.ts'
import type { Desk } from './desk.ts'

/** The stored reply with the rep's times as they are now. */
export async function completeReply(desk: Desk, roster: Roster, stored: StoredReply, timeZone: string | null): Promise<SubmissionReply> {
  const { body, rep: repId, prefill } = stored
  if (body.outcome !== 'assigned') return body
  const rep = repId === null ? undefined : roster.reps.find(({ id }) => normalise(id) === normalise(repId))
  const booking = rep ? await findBooking(desk.effects, rep, { ...prefill, timeZone }) : { kind: 'none' as const }
  const { message, ...before } = body
  return { ...before, booking, message }
}
