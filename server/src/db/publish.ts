import { compileForms } from '@baton/shared/if-it-matters/compile-forms'
import { type Playbook, playbook } from '@baton/shared/playbook'
import { type Roster, roster } from '@baton/shared/roster'
import { noCredits } from '@baton/shared/rotation'
import { and, eq, inArray, ne, notInArray } from 'drizzle-orm'
import { ConfigError } from '../config.ts'
import { contentHash } from '../content-hash.ts'
import type { Database } from './connect.ts'
import { forms, photos, playbooks, poolTurns, rosters, workspaces } from './schema.ts'

/**
 * Makes a playbook the published one, as the next version, with questions that are asked only if they matter compiled (see
 * `compileForms`; what that left open is for whoever publishes to say). Pools keep their turns; new ones begin level.
 */
export async function savePlaybook(db: Database, workspaceId: string, written: Playbook): Promise<number> {
  const document = compileForms(written).playbook
  return db.transaction(async tx => {
    // The workspace's row orders publishes: two at once become two versions.
    const [workspace] = await tx.select({ version: workspaces.playbookVersion }).from(workspaces).where(eq(workspaces.id, workspaceId)).for('update')
    if (!workspace) throw new Error(`There is no workspace ${workspaceId}.`)
    const version = (workspace.version ?? 0) + 1
    await tx.insert(playbooks).values({ workspaceId, version, document, hash: contentHash(document) })
    await tx.update(workspaces).set({ playbookVersion: version }).where(eq(workspaces.id, workspaceId))
    await saveForms(
      tx,
      workspaceId,
      document.forms.map(({ id }) => id),
    )
    if (document.pools.length > 0) {
      const turns = document.pools.map(({ id }) => ({ workspaceId, poolId: id, position: 0, credits: noCredits }))
      await tx.insert(poolTurns).values(turns).onConflictDoNothing()
    }
    return version
  })
}

/** Form ids are unique in a deployment; the first workspace to publish one has it. */
async function saveForms(tx: Database, workspaceId: string, formIds: string[]): Promise<void> {
  await tx.delete(forms).where(and(eq(forms.workspaceId, workspaceId), notInArray(forms.formId, formIds)))
  await tx
    .insert(forms)
    .values(formIds.map(formId => ({ formId, workspaceId })))
    .onConflictDoNothing()
  const [taken] = await tx
    .select()
    .from(forms)
    .where(and(inArray(forms.formId, formIds), ne(forms.workspaceId, workspaceId)))
  if (taken) throw new ConfigError(`The form id “${taken.formId}” belongs to another workspace of this deployment. Give the form another id.`)
}

/** Makes a roster the one in force. Every roster stays, by its content's hash, for the decisions that used it. */
export async function saveRoster(db: Database, workspaceId: string, hash: string, document: Roster): Promise<void> {
  await db.transaction(async tx => {
    await tx.insert(rosters).values({ workspaceId, hash, document }).onConflictDoNothing()
    await tx.update(workspaces).set({ rosterHash: hash }).where(eq(workspaces.id, workspaceId))
  })
}

export async function loadPublishedRoster(db: Database, workspaceId: string): Promise<Roster> {
  const [row] = await db
    .select({ document: rosters.document })
    .from(workspaces)
    .innerJoin(rosters, and(eq(rosters.workspaceId, workspaces.id), eq(rosters.hash, workspaces.rosterHash)))
    .where(eq(workspaces.id, workspaceId))
  return row ? roster.parse(row.document) : { reps: [], holidays: [] }
}

export async function savePhoto(db: Database, photo: typeof photos.$inferInsert): Promise<void> {
  await db.insert(photos).values(photo).onConflictDoNothing()
}

export async function loadPhoto(db: Database, hash: string): Promise<{ type: string; bytes: Buffer } | null> {
  const [row] = await db.select({ type: photos.type, bytes: photos.bytes }).from(photos).where(eq(photos.hash, hash)).limit(1)
  return row ?? null
}

export async function loadPublishedPlaybook(db: Database, workspaceId: string): Promise<Playbook | null> {
  const [row] = await db
    .select({ document: playbooks.document })
    .from(workspaces)
    .innerJoin(playbooks, and(eq(playbooks.workspaceId, workspaces.id), eq(playbooks.version, workspaces.playbookVersion)))
    .where(eq(workspaces.id, workspaceId))
  return row ? playbook.parse(row.document) : null
}
