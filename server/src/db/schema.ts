import type { SubmissionReply } from '@baton/shared/api'
import type { Touches } from '@baton/shared/attribution'
import type { DecisionRecord } from '@baton/shared/decision-record'
import type { Answers } from '@baton/shared/form'
import type { RefundReason } from '@baton/shared/refund'
import type { Credits } from '@baton/shared/rotation'
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, date, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { Sign } from '../bots/find-signs.ts'
import { at, bytes, workspaceId } from './columns.ts'

// Every tenant table is keyed by workspace first: one workspace's rows lie together, and a distributed PostgreSQL shards by it.

export const workspaces = pgTable('workspaces', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  /** Made by the demo, which may then keep it up to date; anybody else's is left alone. */
  demo: boolean('demo').notNull().default(false),
  /** The published one; null until the first publish. */
  playbookVersion: integer('playbook_version'),
  /** The roster as it is now, by content hash. */
  rosterHash: text('roster_hash'),
  createdAt: at('created_at').notNull().defaultNow(),
})

/** API keys: shown once, stored as SHA-256. */
export const apiKeys = pgTable(
  'api_keys',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull(),
    hash: text('hash').notNull(),
    prefix: text('prefix').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  table => [primaryKey({ columns: [table.workspaceId, table.id] }), unique('api_keys_hash').on(table.hash)],
)

/** Published playbooks: immutable. */
export const playbooks = pgTable(
  'playbooks',
  {
    workspaceId: workspaceId(),
    version: integer('version').notNull(),
    document: jsonb('document').notNull(),
    /** SHA-256 of the document, which the seal of each decision of this version covers. */
    hash: text('hash').notNull(),
    publishedAt: at('published_at').notNull().defaultNow(),
  },
  table => [primaryKey({ columns: [table.workspaceId, table.version] })],
)

/** Every roster there ever was: immutable, by content hash, so that a decision can name the one it used. */
export const rosters = pgTable(
  'rosters',
  { workspaceId: workspaceId(), hash: text('hash').notNull(), document: jsonb('document').notNull(), createdAt: at('created_at').notNull().defaultNow() },
  table => [primaryKey({ columns: [table.workspaceId, table.hash] })],
)

/** Form ids are unique in a deployment: the embed's address names nothing else. */
export const forms = pgTable('forms', { formId: text('form_id').primaryKey(), workspaceId: workspaceId() })

/** Of the deployment, where BATON_SECRET is not set: made once, the same for every replica. */
export const secrets = pgTable('secrets', { name: text('name').primaryKey(), value: text('value').notNull() })

export const photos = pgTable(
  'photos',
  { workspaceId: workspaceId(), hash: text('hash').notNull(), type: text('type').notNull(), bytes: bytes('bytes').notNull() },
  table => [primaryKey({ columns: [table.workspaceId, table.hash] }), index('photos_hash').on(table.hash)], // served by hash alone
)

export const accounts = pgTable(
  'accounts',
  {
    workspaceId: workspaceId(),
    domain: text('domain').notNull(),
    name: text('name').notNull(),
    employees: integer('employees'),
    industry: text('industry'),
    country: text('country'),
    owner: text('owner'),
    tier: text('tier'),
  },
  table => [primaryKey({ columns: [table.workspaceId, table.domain] })],
)

export const leads = pgTable(
  'leads',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull(),
    /** Lower case, NFC; null where a form asked for none, and then every submission is a lead of its own. */
    email: text('email'),
    /** Registrable domain; null for free mail, which makes nobody a colleague. */
    domain: text('domain'),
    name: text('name'),
    company: text('company'),
    /** The rep of the latest assignment. */
    owner: text('owner'),
    ownedAt: at('owned_at'),
    /** How many submissions were handed off; the first makes it 1. */
    submissionCount: integer('submission_count').notNull(),
    /** Of an owner who tried the handoff: no figure counts it. */
    test: boolean('test').notNull().default(false),
    createdAt: at('created_at').notNull(),
    /** Of the latest submission: the lists are in this order. */
    submittedAt: at('submitted_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    unique('leads_email').on(table.workspaceId, table.email),
    index('leads_colleagues').on(table.workspaceId, table.domain, table.ownedAt),
    index('leads_latest').on(table.workspaceId, table.submittedAt, table.id),
  ],
)

export interface SubmissionContext {
  touches: Touches
  pagesViewed: { path: string; at: string; seconds: number }[]
  page: { url: string; title: string } | null
  timeZone: string | null
  locale: string
}

/**
 * The reply as it was given. `address` is who it went to, as leads have it, for what is no lead of theirs is found by it; `rep` whose times
 * and links belong to it; `prefill` what their booking page is filled with, as it was typed.
 */
export type StoredReply = { address: string | null; rep: string | null; prefill: { name: string | null; email: string | null }; body: ReplyBody }
export type ReplyBody = Omit<Extract<SubmissionReply, { outcome: 'assigned' }>, 'booking'> | Exclude<SubmissionReply, { outcome: 'assigned' }>

/**
 * Immutable but for `leadId`, `reply` and `token`, which the transaction that inserted it fills in before it commits; of a quarantined one
 * the transaction that releases it.
 */
export const submissions = pgTable(
  'submissions',
  {
    workspaceId: workspaceId(),
    formId: text('form_id').notNull(),
    /** Minted in the browser. */
    id: uuid('id').notNull(),
    bodyHash: text('body_hash').notNull(),
    leadId: uuid('lead_id'),
    playbookVersion: integer('playbook_version').notNull(),
    /** Only those that count. */
    answers: jsonb('answers').$type<Answers>().notNull(),
    /** Answers to questions the form does not know or did not ask, kept aside. */
    otherAnswers: jsonb('other_answers').$type<Record<string, unknown>>().notNull(),
    context: jsonb('context').$type<SubmissionContext>().notNull(),
    submittedAt: at('submitted_at').notNull(),
    /** Everything of the reply but the booking, which is always read fresh. */
    reply: jsonb('reply').$type<StoredReply>(),
    /** Names the handoff in the lead's own links; unguessable. */
    token: text('token'),
    /** Who sent it, as a keyed hash of their network and the day; null where no limit hangs on it. */
    sender: text('sender'),
    test: boolean('test').notNull().default(false),
    /** Its visitor got no mail for it: their address had had its share for the day. */
    mailWithheld: boolean('mail_withheld').notNull().default(false),
    /** What made it look like a program's. */
    signs: jsonb('signs').$type<Sign[]>().notNull(),
    /** Set aside when it came: it has a reply, and no lead and no decision before `releasedAt`. */
    quarantined: boolean('quarantined').notNull().default(false),
    releasedAt: at('released_at'),
  },
  table => [
    primaryKey({ columns: [table.workspaceId, table.id, table.formId] }), // in this order: some ask for the id alone
    index('submissions_sender').on(table.workspaceId, table.formId, table.sender, table.submittedAt).where(sql`sender is not null`), // how many lately
    index('submissions_apart').on(table.workspaceId).where(sql`quarantined or test`), // those that no lead with their address leads to
    index('submissions_held').on(table.workspaceId, table.submittedAt, table.id).where(sql`quarantined and released_at is null`), // as short as what waits
    unique('submissions_token').on(table.token),
    index('submissions_lead').on(table.workspaceId, table.leadId),
  ],
)

/** Immutable but for `seal`, until it is erased. With the playbook of its version and the roster its record names, each can be decided again. */
export const decisions = pgTable(
  'decisions',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull(),
    leadId: uuid('lead_id').notNull(),
    formId: text('form_id').notNull(),
    submissionId: uuid('submission_id').notNull(),
    playbookVersion: integer('playbook_version').notNull(),
    /** Null once its lead is erased: what is left says when, and by which version, and nothing of anybody. */
    record: jsonb('record').$type<DecisionRecord>(),
    at: at('at').notNull(),
    /** The place of its seal; null until the sealer has been there. */
    seal: bigint('seal', { mode: 'number' }),
  },
  table => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('decisions_lead').on(table.workspaceId, table.leadId),
    index('decisions_unsealed').on(table.workspaceId, table.at, table.id).where(sql`seal is null`), // the sealer's question; as short as what is left to do
  ],
)

/** A chain over the decisions of a workspace: each seal covers one decision, the refunds before its turn, and the seal before it. Append-only, but for salts. */
export const seals = pgTable(
  'seals',
  {
    workspaceId: workspaceId(),
    /** From 0, without a gap. */
    position: bigint('position', { mode: 'number' }).notNull(),
    decisionId: uuid('decision_id').notNull(),
    /** Goes into `content`, so that the hash tells nothing of a decision that was erased: null then, as its record is. */
    salt: text('salt'),
    /** SHA-256 of the salt, the decision and the hash of its playbook. */
    content: text('content').notNull(),
    /** SHA-256 of the salt and the refunds between its turn and the turn before it on the same ledger; null where there are none. */
    refunds: text('refunds'),
    /** SHA-256 of the workspace, the place, the decision's id, `content`, `refunds` and the hash before. */
    hash: text('hash').notNull(),
  },
  table => [primaryKey({ columns: [table.workspaceId, table.position] }), unique('seals_decision').on(table.workspaceId, table.decisionId)],
)

/** How many mails went to a mailbox or a company lately at their own submissions’ word. Its name is a keyed hash. */
export const mailCounts = pgTable(
  'mail_counts',
  {
    workspaceId: workspaceId(),
    name: text('name').notNull(),
    /** Begins a day, in which so many were sent. */
    since: at('since').notNull(),
    count: integer('count').notNull(),
  },
  table => [primaryKey({ columns: [table.workspaceId, table.name] })],
)

/** Whom the workspace forgot, as a keyed hash of their address: so a backup that still knows them can be made to forget them again. */
export const erasures = pgTable(
  'erasures',
  {
    workspaceId: workspaceId(),
    hash: text('hash').notNull(),
    /** Which BATON_SECRET the hash was made with. */
    secretId: text('secret_id').notNull(),
    /** What they sent later is not meant. */
    erasedAt: at('erased_at').notNull(),
  },
  table => [primaryKey({ columns: [table.workspaceId, table.hash] })],
)

export const assignments = pgTable(
  'assignments',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull(),
    leadId: uuid('lead_id').notNull(),
    decisionId: uuid('decision_id').notNull(),
    rep: text('rep').notNull(),
    rule: text('rule').notNull(),
    by: text('by').notNull(),
    at: at('at').notNull(),
    dueAt: at('due_at'),
  },
  table => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    // One decision, one assignment: the database says so too.
    unique('assignments_decision').on(table.workspaceId, table.decisionId),
    index('assignments_lead').on(table.workspaceId, table.leadId),
  ],
)

/** Where a pool's turn stands. Locked for the length of a handoff that takes a turn, and for nothing else. */
export const poolTurns = pgTable(
  'pool_turns',
  {
    workspaceId: workspaceId(),
    poolId: text('pool_id').notNull(),
    /** Entries so far; the next one's place. */
    position: bigint('position', { mode: 'number' }).notNull(),
    credits: jsonb('credits').$type<Credits>().notNull(),
  },
  table => [primaryKey({ columns: [table.workspaceId, table.poolId] })],
)

/** The ledger of credits: append-only, every entry sums to zero. A turn, or the refund of one. */
export const creditEntries = pgTable(
  'credit_entries',
  {
    workspaceId: workspaceId(),
    poolId: text('pool_id').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
    kind: text('kind').$type<'turn' | 'refund'>().notNull(),
    /** Whose turn it is, or was. */
    decisionId: uuid('decision_id').notNull(),
    at: at('at').notNull(),
    /** Member → move, in `unit`-ths of a lead. */
    unit: text('unit').notNull(),
    moves: jsonb('moves').$type<Record<string, string>>().notNull(),
    /** Of a refund: the place of the turn that it takes back, and why. */
    undoes: bigint('undoes', { mode: 'number' }),
    reason: text('reason').$type<RefundReason>(),
  },
  table => [
    primaryKey({ columns: [table.workspaceId, table.poolId, table.position] }),
    // A turn is refunded once: the database says so too. Turns are not in it, so taking one costs nothing more.
    uniqueIndex('credit_entries_refund').on(table.workspaceId, table.poolId, table.undoes).where(sql`kind = 'refund'`),
    check('credit_entries_kind', sql`kind = 'turn' and undoes is null and reason is null or kind = 'refund' and undoes is not null and reason is not null`),
  ],
)

/** Assignments a rep was given on one of their local days. */
export const repDays = pgTable(
  'rep_days',
  { workspaceId: workspaceId(), rep: text('rep').notNull(), day: date('day', { mode: 'string' }).notNull(), assigned: integer('assigned').notNull() },
  table => [primaryKey({ columns: [table.workspaceId, table.rep, table.day] })],
)

/** Leads a rep has that are not closed. */
export const repOpenLeads = pgTable('rep_open_leads', { workspaceId: workspaceId(), rep: text('rep').notNull(), open: integer('open').notNull() }, table => [
  primaryKey({ columns: [table.workspaceId, table.rep] }),
])
