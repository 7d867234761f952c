import { holds } from './condition.ts'
import type { Candidate, CreditMove, Decision } from './decide.ts'
import type { Documents } from './decide-in-order.ts'
import { type Drift, driftOf, sayDrift } from './drift.ts'
import { explainCondition, type Settled, settlingComparisons } from './explain-condition.ts'
import { explainDecision, explainVerdict } from './why.ts'

/** A decision as one line of JSON holds it. What there is not is null. */
export interface WrittenDecision {
  id: string
  outcome: Decision['outcome']
  /** A rule's id, or "otherwise". */
  rule: string
  /** Zero-based place in the rule's list; null when the list ran out. */
  destination: number | null
  rep: string | null
  queue: string | null
  reason: string | null
  points: number
  grade: string | null
  /** Its id. */
  territory: string | null
  why: string[]
}

/** What `--explain` adds. */
export interface Explanation {
  rules: {
    rule: string
    label: string | null
    holds: boolean /** False below the rule that took the lead. */
    reached: boolean
    why: string
    settledBy: Settled[]
  }[]
  candidates: { destination: number; rep: string; verdict: Candidate['verdict']; why: string }[]
  /** Before and after the turn; null when no turn was taken. */
  credits: CreditMove | null
  /** Who is a lead or more away from their share after it; null when no turn was taken. */
  drift: (Drift & { why: string })[] | null
}

/** Where a decision sends the lead. What there is not is null. */
export function writeOutcome(decision: Decision): Pick<WrittenDecision, 'outcome' | 'rule' | 'destination' | 'rep' | 'queue' | 'reason'> {
  return {
    outcome: decision.outcome,
    rule: decision.rule,
    destination: decision.destination,
    rep: decision.outcome === 'assigned' ? decision.rep : null,
    queue: decision.outcome === 'queued' ? decision.queue : null,
    reason: decision.outcome === 'disqualified' ? decision.reason : null,
  }
}

export function writeDecision(id: string, decision: Decision, { playbook, roster }: Documents): WrittenDecision {
  return {
    id,
    ...writeOutcome(decision),
    points: decision.score.points,
    grade: decision.score.grade,
    territory: decision.territory?.id ?? null,
    why: explainDecision(decision, playbook, roster),
  }
}

/** Every rule's verdict down to the comparison it failed at, every candidate's with the reason, and the credits the turn moved. */
export function writeExplanation(decision: Decision, { playbook, roster }: Documents): Explanation {
  const { facts } = decision
  const verdicts = playbook.routing.rules.map(({ id, label, when }) => ({
    rule: id,
    label: label ?? null,
    holds: holds(when, facts),
    why: explainCondition(when, facts),
    settledBy: settlingComparisons(when, facts),
  }))
  const taken = verdicts.findIndex(verdict => verdict.holds)
  const nameOf = (rep: string) => roster.reps.find(({ id }) => id === rep)?.name ?? rep
  return {
    rules: verdicts.map(({ rule, label, holds, why, settledBy }, index) => ({ rule, label, holds, reached: taken === -1 || index <= taken, why, settledBy })),
    candidates: decision.candidates.map(({ destination, rep, verdict }) => ({ destination, rep, verdict, why: explainVerdict(nameOf(rep), verdict) })),
    credits: decision.credit,
    drift: decision.credit && driftOf(decision.credit.after).map(({ rep, leads }) => ({ rep, leads, why: sayDrift(nameOf(rep), leads) })),
  }
}
