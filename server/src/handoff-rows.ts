import type { CreditMove } from '@baton/shared/decide'
import type { DecisionRecord } from '@baton/shared/decision-record'
import type { Answers } from '@baton/shared/form'
import type { Sign } from './bots/find-signs.ts'
import type { StoredReply, SubmissionContext } from './db/schema.ts'
import type { OwedMail } from './effects.ts'
import type { MailLimit } from './mail-limits.ts'
import type { SenderLimit } from './sender-limit.ts'

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
