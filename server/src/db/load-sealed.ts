import type { DecisionRecord } from '@baton/shared/decision-record'
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { decisions, playbooks, seals } from './schema.ts'

export type StoredSeal = typeof seals.$inferSelect
export type StoredDecision = typeof decisions.$inferSelect

/** A decision that was not erased. */
export type KeptDecision = StoredDecision & { record: DecisionRecord }

export function isKept<Row extends { record: DecisionRecord | null }>(decision: Row): decision is Row & { record: DecisionRecord } {
  return decision.record !== null
}

/** A seal and the decision it is of, with its playbook's hash; null where they are not stored. */
export interface Sealed {
  seal: StoredSeal
  decision: StoredDecision | null
  playbookHash: string | null
}

/** The chain from its beginning, some seals at a time. */
export async function* readChain(db: Database, workspaceId: string, most: number): AsyncGenerator<Sealed[]> {
  for (let after = -1; ; ) {
    const page = await db
      .select({ seal: seals, decision: decisions, playbookHash: playbooks.hash })
      .from(seals)
      .leftJoin(decisions, and(eq(decisions.workspaceId, seals.workspaceId), eq(decisions.id, seals.decisionId)))
      .leftJoin(playbooks, and(eq(playbooks.workspaceId, decisions.workspaceId), eq(playbooks.version, decisions.playbookVersion)))
      .where(and(eq(seals.workspaceId, workspaceId), gt(seals.position, after)))
      .orderBy(asc(seals.position))
      .limit(most)
    const last = page.at(-1)
    if (!last) return
    yield page
    after = last.seal.position
  }
}

/** Decisions that no seal is of, whatever they say themselves: by id, some at a time. */
export async function* readUnchained(db: Database, workspaceId: string, most: number): AsyncGenerator<StoredDecision[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const page = await db
      .select({ decision: decisions })
      .from(decisions)
      .leftJoin(seals, and(eq(seals.workspaceId, decisions.workspaceId), eq(seals.decisionId, decisions.id)))
      .where(and(eq(decisions.workspaceId, workspaceId), gt(decisions.id, after), isNull(seals.decisionId)))
      .orderBy(asc(decisions.id))
      .limit(most)
    const last = page.at(-1)
    if (!last) return
    yield page.map(({ decision }) => decision)
    after = last.decision.id
  }
}
