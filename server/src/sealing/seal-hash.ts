import type { DecisionRecord } from '@baton/shared/decision-record'
import { contentHash } from '../content-hash.ts'

/** All of a decision that a seal covers: everything but where its seal is. */
export interface SealedDecision {
  id: string
  leadId: string
  formId: string
  submissionId: string
  playbookVersion: number
  at: Date
  record: DecisionRecord
}

/** What stands for a decision in the chain. The salt is 128 random bits: without it nobody can try out what the decision may have been. */
export function hashDecision(salt: string, { id, leadId, formId, submissionId, playbookVersion, at, record }: SealedDecision): string {
  return contentHash({ salt, decision: { id, leadId, formId, submissionId, playbookVersion, at: at.toISOString(), record } })
}

export interface SealLink {
  workspaceId: string
  position: number
  decisionId: string
  /** As `hashDecision` gave it. */
  content: string
  /** The hash of the seal before; null for the first. */
  previous: string | null
}

/** A seal's own hash, which the next one covers. Holds nothing that an erasure would have to touch. */
export function hashSeal({ workspaceId, position, decisionId, content, previous }: SealLink): string {
  return contentHash({ workspaceId, position, decisionId, content, previous })
}
