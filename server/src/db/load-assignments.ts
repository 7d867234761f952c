import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { assignments, decisions } from './schema.ts'

export type StoredAssignment = typeof assignments.$inferSelect

/** The assignments that came of these decisions: at most one of each. */
export async function loadAssignments(db: Database, workspaceId: string, decisionIds: readonly string[]): Promise<StoredAssignment[]> {
  if (decisionIds.length === 0) return []
  return db
    .select()
    .from(assignments)
    .where(and(eq(assignments.workspaceId, workspaceId), inArray(assignments.decisionId, [...decisionIds])))
}

/** Assignments whose decision is not stored, by id, some at a time. */
export async function* readStrayAssignments(db: Database, workspaceId: string, most: number): AsyncGenerator<StoredAssignment[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const page = await db
      .select({ assignment: assignments })
      .from(assignments)
      .leftJoin(decisions, and(eq(decisions.workspaceId, assignments.workspaceId), eq(decisions.id, assignments.decisionId)))
      .where(and(eq(assignments.workspaceId, workspaceId), gt(assignments.id, after), isNull(decisions.id)))
      .orderBy(asc(assignments.id))
      .limit(most)
    const last = page.at(-1)
    if (!last) return
    yield page.map(({ assignment }) => assignment)
    after = last.assignment.id
  }
}
