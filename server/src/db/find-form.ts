import { eq } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { forms, workspaces } from './schema.ts'

/** Where a form lives and what is published there now. */
export interface Published {
  workspace: { id: string; name: string }
  playbookVersion: number
  rosterHash: string | null
}

export async function findForm(db: Database, formId: string): Promise<Published | null> {
  const [row] = await db
    .select({ id: workspaces.id, name: workspaces.name, playbookVersion: workspaces.playbookVersion, rosterHash: workspaces.rosterHash })
    .from(forms)
    .innerJoin(workspaces, eq(workspaces.id, forms.workspaceId))
    .where(eq(forms.formId, formId))
  if (!row || row.playbookVersion === null) return null
  return { workspace: { id: row.id, name: row.name }, playbookVersion: row.playbookVersion, rosterHash: row.rosterHash }
}
