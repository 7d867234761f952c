import { sql } from 'drizzle-orm'
import { doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Mail, MailKind, OwedMail } from '../effects.ts'
import { at, workspaceId } from './columns.ts'

/**
 * `needs-review`: whether it went out is not known, and somebody has to say what now. After `sent` the provider tells more, where it does:
 * `delivered`, `bounced`, `complained`.
 */
export type DeliveryState = 'owed' | 'sent' | 'failed' | 'needs-review' | 'delivered' | 'bounced' | 'complained'

/** Outbox and history in one: a row holds the final bytes, and its id is the provider's idempotency key. */
export const deliveries = pgTable(
  'deliveries',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull(),
    leadId: uuid('lead_id').notNull(),
    formId: text('form_id').notNull(),
    submissionId: uuid('submission_id').notNull(),
    kind: text('kind').$type<MailKind>().notNull(),
    mail: jsonb('mail').$type<OwedMail>().notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    /** Attempts begun; fences a late writer: only the latest attempt may mark the row. */
    attempt: integer('attempt').notNull(),
    /** By the database's clock. Claimed until then by whoever began the latest attempt, or waiting until then for the next. */
    dueAt: at('due_at').notNull(),
    createdAt: at('created_at').notNull(),
    /** Since when the provider may know its key. By the database's clock, as the next. */
    firstAttemptAt: at('first_attempt_at').notNull(),
    /** The last moment for an attempt that nobody asked for. */
    giveUpAt: at('give_up_at').notNull(),
    sentAt: at('sent_at'),
    providerId: text('provider_id'),
    /** Why it did not arrive, in the provider's words. */
    reason: text('reason'),
  },
  table => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    unique('deliveries_once').on(table.workspaceId, table.formId, table.submissionId, table.kind),
    // The worker's questions: what is owed and due, and what has been owed for too long. As short as the backlog.
    index('deliveries_due').on(table.dueAt).where(sql`state = 'owed'`),
    index('deliveries_give_up').on(table.giveUpAt).where(sql`state = 'owed'`),
    index('deliveries_lead').on(table.workspaceId, table.leadId),
  ],
)

export const attempts = pgTable(
  'attempts',
  {
    workspaceId: workspaceId(),
    deliveryId: uuid('delivery_id').notNull(),
    number: integer('number').notNull(),
    at: at('at').notNull(),
    outcome: text('outcome').notNull(),
    reason: text('reason'),
  },
  table => [primaryKey({ columns: [table.workspaceId, table.deliveryId, table.number] }), index('attempts_at').on(table.workspaceId, table.at)], // what is too old
)

/** What providers told of mails: each event once, by its own id. */
export const mailEvents = pgTable(
  'mail_events',
  {
    workspaceId: workspaceId(),
    source: text('source').notNull(),
    id: text('id').notNull(),
    deliveryId: uuid('delivery_id').notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    at: at('at').notNull(),
    reason: text('reason'),
  },
  table => [primaryKey({ columns: [table.workspaceId, table.source, table.id] }), index('mail_events_at').on(table.workspaceId, table.at)], // what is too old
)

/**
 * What all replicas know of a connection to a mail provider. One row a connection; of the deployment and no workspace's, for its key
 * stands in the environment.
 */
export const connections = pgTable('connections', {
  id: text('id').primaryKey(),
  /** Nothing goes through it before. By the database's clock. */
  pausedUntil: at('paused_until').notNull(),
  /** What its owner has to mend; a single mail looks from time to time whether they have. */
  pausedReason: text('paused_reason'),
  /** Attempts since the last that got through which failed for the provider's sake. */
  failures: integer('failures').notNull().default(0),
  /** The bucket that mails are paid from, as it was at `refilled_at`. */
  tokens: doublePrecision('tokens').notNull(),
  refilledAt: at('refilled_at').notNull(),
})

/** What mails were made of, by any version: see `filled-template.ts`. Nobody's data. */
export const mailTemplates = pgTable('mail_templates', { hash: text('hash').primaryKey(), text: text('text').notNull() })

/** Code of the widget that a page may still ask for by a name of its own day: see `endpoints/widget-scripts.ts`. Nobody's data. */
export const widgetFiles = pgTable('widget_files', {
  name: text('name').primaryKey(),
  code: text('code').notNull(),
  keptAt: at('kept_at').notNull().defaultNow(),
})

/** The local mailbox: what would have been sent, where no provider is configured. */
export const mailbox = pgTable(
  'mailbox',
  { workspaceId: workspaceId(), deliveryId: uuid('delivery_id').notNull(), mail: jsonb('mail').$type<Mail>().notNull(), at: at('at').notNull().defaultNow() },
  table => [primaryKey({ columns: [table.workspaceId, table.deliveryId] }), index('mailbox_latest').on(table.workspaceId, table.at)],
)
