import type { CreditMove } from '@baton/shared/decide'
import type { DecisionRecord } from '@baton/shared/decision-record'
import type { Answers } from '@baton/shared/form'
import type { Sign } from '../bots/find-signs.ts'
import type { MailConnection, OwedMail } from '../effects.ts'
import type { MailLimit } from '../mail-limits.ts'
import { mailWindowMs } from '../mail-limits.ts'
import type { SenderLimit } from '../sender-limit.ts'
import { bucketOf } from './budget.ts'
import type { ClaimedDelivery } from './claim-deliveries.ts'
import type { Query } from './connect.ts'
import { save } from './functions/save.ts'
import { automaticMs, leaseSeconds } from './lease.ts'
import type { Answered } from './load-snapshot.ts'
import type { StoredReply, SubmissionContext } from './schema.ts'
import { codeOf } from './unavailable.ts'

/** A submission as it is stored. */
export interface SubmissionRow {
  workspaceId: string
  formId: string
  submissionId: string
  bodyHash: string
  playbookVersion: number
  answers: Answers
  otherAnswers: Record<string, unknown>
  context: SubmissionContext
  at: Date
  reply: StoredReply
  token: string
  sender: string | null
  limit: SenderLimit
  test: boolean
  signs: readonly Sign[]
  /** It is there already, set aside: it is handed off now. */
  release: boolean
}

/** A turn that was taken: its entry, and the credits it leaves. */
export interface Turn extends CreditMove {
  /** Its place on the pool's ledger. */
  position: number
}

/** All that came of a decision. */
export interface DecidedRows {
  lead: {
    id: string
    email: string | null
    domain: string | null
    name: string | null
    company: string | null
    /** Who had it, and how many submissions it had made, when it was looked at. */
    owner: string | null
    seen: number
  }
  decision: { id: string; record: DecisionRecord }
  /** `day`: theirs; `perDay` and `open`: what their capacity allows, compared again behind the lock. */
  assignment: { id: string; rep: string; rule: string; by: string; dueAt: Date | null; day: string; perDay: number | null; open: number | null } | null
  turn: Turn | null
  mails: readonly OwedMail[]
  mailWithheld: boolean
  /** What the visitor's mail is counted against, compared again behind the lock. */
  mailLimits: readonly MailLimit[]
}

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
