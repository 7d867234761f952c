import { canonicalJson } from './canonical-json.ts'
import type { Facts } from './condition.ts'
import { type CreditMove, type Decision, type DecisionWith, decideHandoff } from './decide.ts'
import type { Load } from './eligibility.ts'
import type { Playbook } from './playbook.ts'
import type { Roster } from './roster.ts'
import { post } from './rotation.ts'

/** A turn's move as it is stored. What the credits were after it follows from the rest. */
export type RecordedMove = Omit<CreditMove, 'after'>

/** A decision as its record keeps it. */
export type RecordedDecision = DecisionWith<RecordedMove>

/**
 * A decision and all that it rests on. With the playbook of its version, the roster of this hash and the moment, which are stored
 * beside it, `redecide` gives the same again, byte for byte as `canonicalJson` writes it.
 */
export interface DecisionRecord {
  /** Which way of deciding and of writing it down this is. */
  format: 1
  /** SHA-256 of the roster, in hex; empty where there was none. */
  rosterHash: string
  /** Of every candidate, as the decision saw them. */
  loads: Readonly<Record<string, Load>>
  /** The place of the turn on its pool's ledger; null when no turn was taken. */
  position: number | null
  /** An owner tried the handoff: nothing was taken and nobody assigned. Left out of all others. */
  test?: true
  /** Its facts, its credits before and its loads are what was put in; the rest is what came out. */
  decision: RecordedDecision
}

/** The record of a decision. `position`: of the turn's entry on its pool's ledger, where it took one. */
export function recordDecision(decision: Decision, inputs: Pick<DecisionRecord, 'rosterHash' | 'loads' | 'position' | 'test'>): DecisionRecord {
  const { rosterHash, loads, position } = inputs
  return {
    format: 1,
    rosterHash,
    loads,
    position: decision.credit && position,
    ...(inputs.test && { test: true as const }),
    decision: { ...decision, credit: decision.credit && withoutAfter(decision.credit) },
  }
}

function withoutAfter({ after: _, ...recorded }: CreditMove): RecordedMove {
  return recorded
}

/** The whole decision again, with its credits after. */
export function readRecord({ decision }: DecisionRecord): Decision {
  const { credit } = decision
  return { ...decision, credit: credit && { ...credit, after: post(credit.before, credit) } }
}

/** What was in force when a record was made. */
export interface InForce {
  /** Of the record's version. */
  playbook: Playbook
  /** The one its hash names. */
  roster: Roster
  at: Date
}

/** Decides again from what a record holds, by the same functions as then. */
export function redecide(record: DecisionRecord, { playbook, roster, at }: InForce): DecisionRecord {
  const { facts, credit } = record.decision
  const credits = credit ? { [credit.pool]: credit.before } : {}
  return recordDecision(decideHandoff({ playbook, roster, facts: given(facts), credits, loads: record.loads, now: at }), record)
}

/** Whether a record is, byte for byte, what deciding again gives. */
export function recomputes(record: DecisionRecord, inForce: InForce): boolean {
  return canonicalJson(redecide(record, inForce)) === canonicalJson(record)
}

/** The facts that were put in: those that routing adds are computed again. */
function given(facts: Facts): Facts {
  const { territory: _, 'score.points': _points, 'score.grade': _grade, ...put } = facts
  return put
}
