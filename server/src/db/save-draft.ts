import { and, eq, gt, lt, sql } from 'drizzle-orm'
import type { Draft } from '../read-draft.ts'
import type { SenderLimit } from '../sender-limit.ts'
import type { Database } from './connect.ts'
import { inTransaction } from './in-transaction.ts'
import { submissions } from './schema.ts'
import { drafts } from './schema-drafts.ts'

export interface DraftRow extends Draft {
  workspaceId: string
  formId: string
  playbookVersion: number
  sender: string | null
  limit: SenderLimit
}

/**
 * Writes a draft over an earlier one; what is older than what is there, or comes after its submission, changes nothing. Without an address it takes the
 * answers away. Gives `limited` where its sender sent too many: counted without a lock, so that a burst may pass it by a few.
 */
export async function saveDraft(db: Database, row: DraftRow): Promise<'taken' | 'limited'> {
  const { limit, at, ...draft } = row
  const saved = { ...draft, savedAt: at }
  return inTransaction(db, async tx => {
    if ((await countSaves(tx, row)) >= limit.most && !(draft.address === null && (await isThere(tx, row, drafts)))) return 'limited' // nobody is kept from taking theirs away
    if (await isThere(tx, row, submissions)) return 'taken'
    await tx
      .insert(drafts)
      .values({ ...saved, startedAt: at, saves: 1 })
      .onConflictDoUpdate({
        target: [drafts.workspaceId, drafts.id, drafts.formId],
        set: { ...saved, saves: sql`${drafts.saves} + 1` },
        setWhere: lt(drafts.revision, draft.revision),
      })
    return 'taken'
  })
}

async function countSaves(tx: Database, { workspaceId, formId, sender, limit, at }: DraftRow): Promise<number> {
  if (sender === null) return 0
  const since = new Date(at.getTime() - limit.windowMs)
  const [row] = await tx
    .select({ saves: sql<number>`coalesce(sum(${drafts.saves}), 0)::int` })
    .from(drafts)
    .where(and(eq(drafts.workspaceId, workspaceId), eq(drafts.formId, formId), eq(drafts.sender, sender), gt(drafts.savedAt, since)))
  return row?.saves ?? 0
}

async function isThere(tx: Database, { workspaceId, formId, id }: DraftRow, table: typeof drafts | typeof submissions): Promise<boolean> {
  const rows = await tx
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.workspaceId, workspaceId), eq(table.formId, formId), eq(table.id, id)))
  return rows.length > 0
}
