import type { Facts } from '../condition.ts'
import type { DocumentError } from './findings.ts'

export type FindingKind =
  | 'unreachable-rule'
  | 'unreachable-question'
  | 'unreachable-grade'
  | 'unreachable-territory'
  | 'nobody'
  | 'overlap'
  | 'unstaffed'
  | 'inactive-rep'
  | 'never-matches'
  | 'asked-anyway'

/** Something that a playbook's author does not mean, though it can be used as it is written. */
export interface Finding {
  kind: FindingKind
  severity: 'problem' | 'warning'
  /** JSON Pointer into the playbook. */
  path: string
  message: string
  /** Of an unreachable rule: the ids of the earlier rules that together take every lead it is meant for, none of them in vain. */
  coveredBy?: string[]
  /** A lead to see it with. `facts` are what a decision is given: without territory and score. */
  witness: { facts: Facts; at: string } | null
}

/** What a check has proven of a playbook with a roster, over a span of time. */
export interface Report {
  /** Whether every question was answered: then no finding means that there is none. */
  proven: boolean
  /** What was left open, a sentence each. */
  left: string[]
  errors: DocumentError[]
  findings: Finding[]
}

export interface Span {
  from: Date
  to: Date
}

/** A lead that should have shown a finding does not: the check itself is wrong there, and may claim nothing. */
export class ReplayFailed extends Error {
  override name = 'ReplayFailed'
}
