import type { DecisionRecord } from '@baton/shared/decision-record'
import { contentHash } from '../content-hash.ts'
import type { RefundEntry } from '../db/refunds.ts'

/** All of a decision that a seal covers: everything but where its seal is, and what its playbook was. */
export interface SealedDecision {
  id: string
  leadId: string
  formId: string
  submissionId: string
  playbookVersion: number
  /** Of the playbook of that version; null where it is not stored. */
  playbookHash: string | null
  at: Date
  /** Null where it was erased. */
  record: DecisionRecord | null
}

/** What stands for a decision in the chain. The salt is 128 random bits: without it nobody can try out what the decision may have been. */
export function hashDecision(salt: string, decision: SealedDecision): string {
  const { id, leadId, formId, submissionId, playbookVersion, playbookHash, at, record } = decision
  return contentHash({ salt, decision: { id, leadId, formId, submissionId, playbookVersion, playbookHash, at: at.toJSON(), record } })
}

/** What stands for the refunds before a decision's turn: they are sealed with it. Null where there are none. */
export function hashRefunds(salt: string, entries: readonly RefundEntry[]): string | null {
  if (entries.length === 0) return null
  const refunds = entries.map(({ poolId, position, decisionId, at, unit, moves, undoes, reason }) => {
    return { poolId, position, decisionId, at: at.toJSON(), unit, moves, undoes, reason }
  })
  return contentHash({ salt, refunds })
}

export interface SealLink {
  workspaceId: string
  position: number
  decisionId: string
  /** As `hashDecision` gave it. */
  content: string
  /** As `hashRefunds` gave it. */
  refunds: string | null
  /** The hash of the seal before; null for the first. */
  previous: string | null
}

/** A seal's own hash, which the next one covers. Holds nothing that an erasure would have to touch. */
export function hashSeal({ workspaceId, position, decisionId, content, refunds, previous }: SealLink): string {
  return contentHash({ workspaceId, position, decisionId, content, refunds, previous })
}
