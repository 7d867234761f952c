import type { Slot } from '@baton/shared/api'

/** Everything of the outside world that a handoff needs, given as an argument. Tests fake what lies behind these over HTTP and SMTP. */
export interface Effects {
  now(): Date
  /** A fresh UUID. */
  mintId(): string
  mailer: Mailer
  /** Null when no calendar is connected: reps are reached by their plain link. */
  calendar: Calendar | null
  log: Log
}

/** A mail whose bytes are final. Nothing is rendered again when it is sent a second time. */
export interface Mail {
  /** The provider's idempotency key where it knows one. */
  deliveryId: string
  leadId: string
  kind: MailKind
  to: string
  from: string
  replyTo: string | null
  subject: string
  text: string
  html: string
}

export type MailKind = 'visitor-mail' | 'rep-mail'

/** `retry`: try again later, after `waitMs` if the provider said how long. `failed`: trying again cannot help. */
export type SendResult = { outcome: 'sent'; providerId: string | null } | { outcome: 'retry'; reason: string; waitMs: number | null } | { outcome: 'failed'; reason: string }

export interface Mailer {
  name: 'resend' | 'smtp' | 'mailbox'
  /** Never rejects; gives up when `signal` aborts. */
  send(mail: Mail, signal: AbortSignal): Promise<SendResult>
}

export interface Calendar {
  /** The free times of an event type between two instants at most 31 days apart, in order. Rejects when they cannot be had. */
  fetchSlots(eventType: string, from: Date, to: Date, signal: AbortSignal): Promise<Slot[]>
}

/** Ids and codes only: never answers, never addresses. */
export interface Log {
  info(facts: object, sentence: string): void
  warn(facts: object, sentence: string): void
  error(facts: object, sentence: string): void
}
