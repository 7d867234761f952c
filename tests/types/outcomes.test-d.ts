import type { PublicBooking, SubmissionReply } from '@baton/shared/api'
import type { Candidate, Decision, Outcome } from '@baton/shared/decide'

/**
 * What must not compile, checked by `tsc -b`: a line that is expected to be an error and is none is an error itself. Nothing here
 * runs.
 */

export function onlyAnAssignedDecisionHasARep(decision: Decision): string | null {
  // @ts-expect-error before the outcome is known nobody can ask who has the lead
  if (decision.rep) return null
  if (decision.outcome === 'queued') {
    // @ts-expect-error a queued lead has no rep
    return decision.rep
  }
  if (decision.outcome === 'disqualified') {
    // @ts-expect-error a disqualified lead stands in no queue
    return decision.queue
  }
  // @ts-expect-error an assigned lead stands in no queue
  const queue = decision.queue
  // @ts-expect-error an assigned lead was disqualified for no reason
  const reason = decision.reason
  return queue ?? reason ?? decision.rep
}

export function nobodyIsAssignedAndQueued(): Outcome[] {
  return [
    { outcome: 'assigned', rep: 'ana', by: 'turn' },
    { outcome: 'queued', queue: 'overflow' },
    { outcome: 'disqualified', reason: 'student', redirectUrl: null },
    // @ts-expect-error a queued lead has no rep
    { outcome: 'queued', queue: 'overflow', rep: 'ana' },
    // @ts-expect-error who has a lead has it by something
    { outcome: 'assigned', rep: 'ana' },
    // @ts-expect-error there is no such way to get a lead
    { outcome: 'assigned', rep: 'ana', by: 'chance' },
    // @ts-expect-error a lead is not disqualified without a reason
    { outcome: 'disqualified', redirectUrl: null },
    // @ts-expect-error there is no fourth outcome
    { outcome: 'lost' },
  ]
}

/** Every outcome is told; a new one makes this not compile, as the next function shows. */
export function sayEach(decision: Decision): string {
  switch (decision.outcome) {
    case 'assigned':
      return decision.rep
    case 'queued':
      return decision.queue
    case 'disqualified':
      return decision.reason
    default:
      return decision satisfies never
  }
}

export function forgetOne(decision: Decision): string {
  switch (decision.outcome) {
    case 'assigned':
      return decision.rep
    case 'queued':
      return decision.queue
    default:
      // @ts-expect-error the disqualified were forgotten
      return decision satisfies never
  }
}

// @ts-expect-error a switch that forgets an outcome ends without a value
export function forgetOneAndTheRest(decision: Decision): string {
  switch (decision.outcome) {
    case 'assigned':
      return decision.rep
    case 'queued':
      return decision.queue
  }
}

export function eachVerdictHasItsOwnWords({ verdict }: Candidate): unknown {
  switch (verdict.kind) {
    case 'time-off':
      return verdict.until
    case 'day-full':
      // @ts-expect-error a full day says how many it takes, not how many are open
      return verdict.open ?? verdict.perDay
    case 'off-hours':
      // @ts-expect-error who is at home has not gone away until a day
      return verdict.until ?? verdict.opensAt
    default:
      // @ts-expect-error the others have no day in common
      return verdict.until
  }
}

export function aReplyShowsWhatItsOutcomeHas(reply: SubmissionReply): unknown {
  // @ts-expect-error before the outcome is known there is no rep to show
  if (reply.rep) return null
  if (reply.outcome === 'queued') {
    // @ts-expect-error a queued visitor is promised a time, not a rep
    return reply.rep
  }
  if (reply.outcome === 'disqualified') {
    // @ts-expect-error a disqualified visitor has no page to come back to
    return reply.token
  }
  // @ts-expect-error who has a rep needs no promise of one
  return reply.replyBy ?? reply.booking
}

const message = { heading: 'Thank you', body: 'We will write.' }

export function aReplyIsWhole(): SubmissionReply[] {
  return [
    { outcome: 'queued', submissionId: '1', token: 't', replyBy: null, message },
    // @ts-expect-error a queued reply says by when, or null
    { outcome: 'queued', submissionId: '1', token: 't', message },
    // @ts-expect-error an assigned reply has a rep and something to press
    { outcome: 'assigned', submissionId: '1', token: 't', message },
    {
      outcome: 'assigned',
      submissionId: '1',
      token: 't',
      message,
      booking: { kind: 'none' },
      // @ts-expect-error the address of a rep is not for visitors
      rep: { name: 'Ana', title: '', photoUrl: null, email: 'ana@example.com' },
    },
  ]
}

export function aBookingIsOneKind(): PublicBooking[] {
  return [
    { kind: 'none' },
    // @ts-expect-error a link has an address
    { kind: 'link' },
    // @ts-expect-error times come in a zone
    { kind: 'slots', slots: [], url: null },
    // @ts-expect-error there is no link without a calendar
    { kind: 'none', url: 'https://example.com' },
  ]
}
