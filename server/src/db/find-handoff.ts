import { eq } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { type StoredReply, type SubmissionContext, submissions, workspaces } from './schema.ts'

/** A handoff as its own link finds it, with what is published in its workspace now. */
export interface FoundHandoff {
  workspace: { id: string; name: string }
  rosterHash: string | null
  playbookVersion: number
  formId: string
  context: SubmissionContext
  reply: StoredReply
}

export async function findHandoff(db: Database, token: string): Promise<FoundHandoff | null> {
  const [row] = await db
    .select({
      workspaceId: workspaces.id,
      workspaceName: workspaces.name,
      rosterHash: workspaces.rosterHash,
      playbookVersion: submissions.playbookVersion,
      formId: submissions.formId,
      context: submissions.context,
      reply: submissions.reply,
    })
    .from(submissions)
    .innerJoin(workspaces, eq(workspaces.id, submissions.workspaceId))
    .where(eq(submissions.token, token))
  if (!row?.reply) return null
  const { workspaceId, workspaceName, reply, ...found } = row
  return { ...found, reply, workspace: { id: workspaceId, name: workspaceName } }
}
