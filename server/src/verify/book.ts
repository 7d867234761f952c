import type { Database } from '../db/connect.ts'
import type { Archive } from './archive.ts'

export type ProblemKind =
  /** A seal is not what its own hash says, or is at the wrong place. */
  | 'seal-edited'
  /** A place of the chain is empty, or a decision says it is sealed and is not. */
  | 'seal-missing'
  /** A decision is not what was sealed. */
  | 'decision-edited'
  /** A decision that was sealed, took a turn or made an assignment is not stored. */
  | 'decision-missing'
  /** Deciding again gives something else. */
  | 'decision-differs'
  | 'playbook-missing'
  /** A playbook does not have the hash it was published under. */
  | 'playbook-edited'
  | 'playbook-unreadable'
  | 'roster-missing'
  | 'roster-edited'
  /** An assignment is not what its decision gives, or its decision assigned nobody. */
  | 'assignment-edited'
  | 'assignment-missing'
  /** An entry does not sum to zero, or is not the turn its decision took, or not what takes a turn back, or not the refund that was sealed. */
  | 'entry-edited'
  /** A place of a ledger is empty, or a decision's turn is not on it. */
  | 'entry-missing'
  /** A decision saw other credits than the entries before it give. */
  | 'credits-differ'
  /** What a pool goes on with is not what its entries give. */
  | 'turns-differ'
  /** The head that was kept elsewhere is not in the chain. */
  | 'head-missing'

export interface Problem {
  kind: ProblemKind
  decision?: string
  /** A place in the chain. */
  seal?: number
  pool?: string
  message: string
}

/** What verifying works with: one snapshot of the database, and where problems go. */
export interface Book {
  db: Database
  workspaceId: string
  archive: Archive
  report(problem: Problem): void
}

/** Rows in memory at a time: a record with the credits of a large pool takes 30 kB. */
export const pageSize = 200
