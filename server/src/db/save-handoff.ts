import type { MailConnection, OwedMail } from '../effects.ts'
import type { DecidedRows, SubmissionRow } from '../handoff-rows.ts'
import { mailWindowMs } from '../mail-limits.ts'
import { bucketOf } from './budget.ts'
import type { ClaimedDelivery } from './claim-deliveries.ts'
import type { Query } from './connect.ts'
import { save } from './functions/save.ts'
import { automaticMs, leaseSeconds } from './lease.ts'
import type { Answered } from './load-snapshot.ts'
import { codeOf } from './unavailable.ts'

/** `moved`: what the decision rested on is not so any more, and nothing was written. */
export type Saved =
  | { outcome: 'saved'; claimed: ClaimedDelivery[] }
  | { outcome: 'taken'; answered: Answered }
  | { outcome: 'limited'; fullSince: Date }
  | { outcome: 'moved' }

/** Writes and commits a handoff; with `decided` null, a submission that is set aside. Gives the mails that this request may send itself. */
export async function saveHandoff(query: Query, submission: SubmissionRow, decided: DecidedRows | null, connection: MailConnection | null): Promise<Saved> {
  const { answers, otherAnswers, context, signs, reply, limit, ...row } = submission
  const mails = decided?.mails ?? []
  const bucket = connection?.perSecond ? bucketOf(connection.perSecond) : null
  const rows = {
    ...row,
    senderSince: new Date(row.at.getTime() - limit.windowMs),
    senderMost: limit.most,
    mailSince: new Date(row.at.getTime() - mailWindowMs),
    quarantined: decided === null,
    lead: decided?.lead ?? null,
    decisionId: decided?.decision.id ?? null,
    assignment: decided?.assignment ?? null,
    turn: decided?.turn ?? null,
    mailWithheld: decided?.mailWithheld ?? false,
    mailLimits: decided?.mailLimits ?? [],
    connection: connection?.id ?? null,
    perSecond: connection?.perSecond ?? null,
    bucket: bucket?.most ?? null,
    refill: bucket?.refill ?? null,
    leaseSeconds,
    automaticSeconds: automaticMs / 1000,
  }
  const parameters = [rows, answers, otherAnswers, context, signs, reply, decided?.decision.record ?? null, mails]
  const { save: saved } = await query<{ save: Written }>(`select ${save.name}($1, $2, $3, $4, $5, $6, $7, $8) as save`, parameters).catch(error => {
    // Two leads that swap their reps wait for each other in a ring; the database undid this one.
    if (codeOf(error) === deadlock) return { save: { outcome: 'moved' as const } }
    throw error
  })
  switch (saved.outcome) {
    case 'saved':
      return { outcome: 'saved', claimed: claimed(row.workspaceId, mails, saved) }
    case 'taken':
      if (!saved.answered) return { outcome: 'moved' } // it was erased a moment ago: submissions are committed together with their replies
      return { outcome: 'taken', answered: saved.answered }
    case 'limited':
      return { outcome: 'limited', fullSince: new Date(saved.fullSince) }
    case 'moved':
      return saved
  }
}

const deadlock = '40P01'

type Written =
  | { outcome: 'saved'; granted: number; failing: boolean }
  | { outcome: 'taken'; answered: Answered | null }
  | { outcome: 'limited'; fullSince: string }
  | { outcome: 'moved' }

/** The bytes are here: they need not come back. */
function claimed(workspaceId: string, mails: readonly OwedMail[], { granted, failing }: { granted: number; failing: boolean }): ClaimedDelivery[] {
  return mails.slice(0, granted).map(mail => ({ workspaceId, id: mail.deliveryId, attempt: 1, isNews: failing, mail, leftMs: automaticMs }))
}
