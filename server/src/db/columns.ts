import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Columns that many tables have. */

export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
export const workspaceId = () => uuid('workspace_id').notNull()
export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
