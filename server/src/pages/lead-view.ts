import type { Touches } from '@baton/shared/attribution'
import type { CreditMove } from '@baton/shared/decide'
import type { Answers } from '@baton/shared/form'
import type { RefundReason } from '@baton/shared/refund'
import type { Score } from '@baton/shared/scoring'
import type { Sign } from '../bots/find-signs.ts'
import type { DeliveryState } from '../db/schema-deliveries.ts'
import type { MailKind } from '../effects.ts'

/** What a lead comes to, in one line. `outcome`, `rep`, `grade` and `points` are of the latest decision. Instants are ISO in UTC. */
export interface LeadRow {
  id: string
  email: string
  name: string | null
  company: string | null
  /** An owner tried the handoff: no figure counts it. */
  test: boolean
  createdAt: string
  submittedAt: string
  outcome: DecisionView['outcome'] | null
  rep: PersonView | null
  grade: string | null
  points: number | null
  firstMailAt: string | null
  /** How many of its deliveries did not arrive, as far as is known, and will not by themselves. */
  undelivered: number
}

/** A lead, whole, as `GET /v1/leads` and `/v1/leads/:id` give it and its page shows it. */
export interface LeadView extends LeadRow {
  owner: PersonView | null
  submissions: SubmissionView[]
  /** The latest; null while nothing was decided, as for a quarantined submission. */
  decision: DecisionView | null
  decisions: DecisionView[]
  assignments: AssignmentView[]
  deliveries: DeliveryView[]
}

export interface PersonView {
  id: string
  name: string
}

export interface SubmissionView {
  id: string
  formId: string
  formTitle: string
  playbookVersion: number
  submittedAt: string
  /** As they are stored, by question id. */
  answers: Answers
  /** The same for people: option labels, country names, formatted dates. */
  /** `href`: what a press on it does, `tel:` where it is a phone number. */
  readable: { questionId: string; label: string; value: string; href?: string | undefined }[]
  /** Answers to questions the form did not know, as they came. */
  otherAnswers: Record<string, unknown>
  touches: Touches
  pagesViewed: readonly { path: string; at: string; seconds: number }[]
  timeZone: string | null
  locale: string | null
  /** Sent by an owner to try the handoff. */
  test: boolean
  /** They got no mail for it: their address had had its share for the day. */
  mailWithheld: boolean
  /** What made it look like a program's; one weak sign alone sets nothing aside. */
  signs: { code: Sign; sentence: string }[]
  /** It was set aside when it came. */
  quarantined: boolean
  /** When somebody let it through; null while nobody has. */
  releasedAt: string | null
}

export interface DecisionView {
  submissionId: string
  at: string
  outcome: 'assigned' | 'queued' | 'disqualified'
  /** A rule's id, or "otherwise". */
  rule: string
  /** Zero-based place in the rule's list; null when the list ran out. */
  destination: number | null
  rep: string | null
  queue: string | null
  /** Why it was disqualified. */
  reason: string | null
  territory: { id: string; label: string } | null
  score: Score
  why: string[]
  facts: Record<string, unknown>
  /** Every rule, recomputed when read. `reached`: no rule before it held. */
  rules: { id: string; label: string | null; holds: boolean; reached: boolean; why: string }[]
  candidates: { destination: number; rep: string; name: string; verdict: string; sentence: string }[]
  credit: CreditMove | null
  /** Who is a lead or more away from their share of the pool after the turn. */
  drift: { rep: string; leads: number; sentence: string }[]
  /** The turn was taken back, and why; null while it was not. */
  refund: { reason: RefundReason; at: string } | null
}

export interface AssignmentView {
  id: string
  rep: PersonView
  at: string
  rule: string
  by: string
}

export interface DeliveryView {
  id: string
  kind: MailKind | (string & {})
  /** All but `owed` are ends; `failed` and `needs-review` wait for somebody to send them again, or not. */
  state: DeliveryState
  subject: string
  createdAt: string
  sentAt: string | null
  /** Why it did not arrive, in the provider's words. */
  reason: string | null
  attempts: { number: number; at: string; outcome: string; reason: string | null }[]
}
