import type { Slot } from '@baton/shared/api'
import type { Company } from '@baton/shared/facts'
import type { FilledTemplate } from './filled-template.ts'

/** Everything of the outside world that a handoff needs, given as an argument. Tests fake what lies behind these over HTTP and SMTP. */
export interface Effects {
  now(): Date
  /** From 0 to 1, for the jitter of retries only. */
  random(): number
  /** A fresh UUID. */
  mintId(): string
  mailer: Mailer
  /** Null when no calendar is connected: reps are reached by their plain link. */
  calendar: Calendar | null
  /** Asked side by side for the company behind a work address. */
  enrichment: readonly EnrichmentSource[]
  log: Log
}

/** A mail whose bytes are final. Nothing is rendered again when it is sent a second time. */
export interface Mail {
  /** The provider's idempotency key where it knows one. */
  deliveryId: string
  workspaceId: string
  leadId: string
  kind: MailKind
  to: string
  from: string
  replyTo: string | null
  subject: string
  text: string
  html: string
}

/** As it is stored until it is sent, and after. */
export interface OwedMail extends Omit<Mail, 'html'> {
  html: FilledTemplate
}

/** `bounce-mail` tells the rep that the visitor's did not arrive. */
export type MailKind = 'visitor-mail' | 'rep-mail' | 'bounce-mail'

/**
 * How an attempt ended, by what can be done about it. `retry`: later, after `waitMs` if the provider said how long; the cause is this
 * mail, our sending too fast, or a provider that is not itself. `quota`: what the provider allows a day or month is used up. `config`: the connection is broken
 * until its owner mends it (a key, a domain). `data`: this mail, never. `conflict`: the provider knows the key with other bytes.
 */
export type SendResult =
  | { outcome: 'sent'; providerId: string | null }
  | { outcome: 'retry'; reason: string; waitMs: number | null; cause: 'mail' | 'rate' | 'outage' }
  | { outcome: 'quota'; reason: string; waitMs: number | null }
  | { outcome: 'config' | 'data' | 'conflict'; reason: string }

/** What all mail goes through: of the deployment, as its key is. Replicas know each other's pauses by its id. */
export interface MailConnection {
  id: string
  /** For how long the provider surely takes a mail once however often it is sent; 0 where it knows no keys. */
  remembersKeyMs: number
  /** How many mails a second it may be given, by all replicas together; null where nobody counts. */
  perSecond: number | null
}

export interface Mailer {
  /** Never rejects; gives up when `signal` aborts. */
  send(mail: Mail, signal: AbortSignal): Promise<SendResult>
}

export interface Calendar {
  /** The free times of an event type between two instants at most 31 days apart. Rejects when they cannot be had. */
  fetchTimes(eventType: string, from: Date, to: Date, signal: AbortSignal): Promise<FreeTimes>
}

export interface FreeTimes {
  /** In order. */
  slots: Slot[]
  /** The page that books one of them, with `{startAt}` where its start goes; null when the provider named none. */
  urlTemplate: string | null
}

/** Something that knows companies by their domain. Rejecting, hanging and knowing nothing cost a lead nothing but the budget. */
export interface EnrichmentSource {
  name: string
  findCompany(domain: string, signal: AbortSignal): Promise<Company | null>
}

/** Ids and codes only: never answers, never addresses. */
export interface Log {
  info(facts: object, sentence: string): void
  warn(facts: object, sentence: string): void
  error(facts: object, sentence: string): void
}
