import type { Answers } from '@baton/shared/form'
import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, workspaceId } from './columns.ts'
import type { SubmissionContext } from './schema.ts'

/** What was answered and not sent, where the form and the visitor allow it. One that was taken away stays without its words until it is old: what arrives late must not bring it back. */
export const drafts = pgTable(
  'drafts',
  {
    workspaceId: workspaceId(),
    formId: text('form_id').notNull(),
    /** That of the submission it may become. */
    id: uuid('id').notNull(),
    /** Counts up, in the browser: what is not above it changes nothing. */
    revision: bigint('revision', { mode: 'number' }).notNull(),
    playbookVersion: integer('playbook_version').notNull(),
    /** As leads have it; null where the answers were taken away. */
    address: text('address'),
    answers: jsonb('answers').$type<Answers>().notNull(),
    context: jsonb('context').$type<SubmissionContext>(),
    startedAt: at('started_at').notNull(),
    savedAt: at('saved_at').notNull(),
    /** Who sent it last, as submissions have it. */
    sender: text('sender'),
    /** How often it was sent, for the limit on that. */
    saves: integer('saves').notNull(),
  },
  table => [
    primaryKey({ columns: [table.workspaceId, table.id, table.formId] }),
    index('drafts_latest').on(table.workspaceId, table.savedAt, table.id),
    index('drafts_address').on(table.workspaceId, table.address), // whom an erasure means
    index('drafts_sender').on(table.workspaceId, table.formId, table.sender, table.savedAt).where(sql`sender is not null`), // how many lately
  ],
)
