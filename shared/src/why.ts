import type { Candidate, Decision } from './decide.ts'
import type { Hindrance } from './eligibility.ts'
import type { Playbook } from './playbook.ts'
import type { Roster } from './roster.ts'

/**
 * A decision in sentences a manager can read, in the order things were looked at: the rule, what it rests on, who was passed
 * over and why, who has it.
 */
export function explainDecision(decision: Decision, playbook: Playbook, roster: Roster): string[] {
  const nameOf = (id: string) => roster.reps.find(rep => rep.id === id)?.name ?? id
  return [
    decision.ruleLabel === null ? 'No rule applied, so the fallback did.' : `Rule “${decision.ruleLabel}” applied.`,
    ...(decision.territory ? [`Territory: ${decision.territory.label}.`] : []),
    explainScore(decision),
    ...passedOver(decision, nameOf),
    explainOutcome(decision, playbook, nameOf),
  ]
}

function explainScore({ score }: Decision): string {
  const grade = score.grade === null ? '' : `Grade ${score.grade}, `
  const reasons = score.reasons.map(({ label, points }) => `${label} (${points < 0 ? '−' : '+'}${Math.abs(points)})`)
  return `${grade}${score.points} points${reasons.length > 0 ? `: ${reasons.join(', ')}` : ''}.`
}

/** Everybody before the one who has it whom something hindered; those whose turn it merely was not are not worth a sentence each. */
function passedOver(decision: Decision, nameOf: (id: string) => string): string[] {
  const said = new Set<string>()
  return decision.candidates.flatMap(({ rep, verdict }) => {
    if (verdict.kind === 'taken' || verdict.kind === 'not-their-turn') return []
    const sentence = explainVerdict(nameOf(rep), verdict)
    if (said.has(sentence)) return []
    said.add(sentence)
    return [sentence]
  })
}

/** Why one candidate has the lead, or has not. */
export function explainVerdict(name: string, verdict: Candidate['verdict']): string {
  switch (verdict.kind) {
    case 'taken':
      return `${name} has the lead.`
    case 'not-their-turn':
      return `It was not ${possessive(name)} turn.`
    case 'no-match':
      return `${name} does not match on ${verdict.attribute}.`
    default:
      return explainHindrance(name, verdict)
  }
}

function explainHindrance(name: string, hindrance: Hindrance): string {
  switch (hindrance.kind) {
    case 'unknown-rep':
      return `“${name}” is not on the roster.`
    case 'inactive':
      return `${name} is not active.`
    case 'time-off':
      return `${name} is away until ${hindrance.until}${hindrance.label ? ` (${hindrance.label})` : ''}.`
    case 'holiday':
      return `${name} has a holiday: ${hindrance.label}.`
    case 'off-hours':
      return `${name} is outside working hours${hindrance.opensAt ? ` until ${hindrance.opensAt.slice(0, 16).replace('T', ' ')} UTC` : ''}.`
    case 'day-full':
      return `${name} already has ${hindrance.perDay} ${hindrance.perDay === 1 ? 'lead' : 'leads'} today, the most for a day.`
    case 'open-full':
      return `${name} already has ${hindrance.open} open ${hindrance.open === 1 ? 'lead' : 'leads'}, the most at once.`
  }
}

function explainOutcome(decision: Decision, playbook: Playbook, nameOf: (id: string) => string): string {
  switch (decision.outcome) {
    case 'disqualified':
      return `Disqualified: ${decision.reason}.`
    case 'queued':
      if (decision.destination === null) return 'The list ran out: the lead waits as unassigned.'
      return `Waits in the queue “${playbook.queues.find(queue => queue.id === decision.queue)?.label ?? decision.queue}”.`
    case 'assigned':
      return explainAssignment(decision, playbook, nameOf(decision.rep))
  }
}

function explainAssignment(decision: Decision & { outcome: 'assigned' }, playbook: Playbook, name: string): string {
  switch (decision.by) {
    case 'owner':
      return `${name} already looks after this company.`
    case 'rep':
      return `The rule names ${name}.`
    case 'sticky':
      return `${name} has this lead already, so they keep it.`
    case 'turn': {
      const pool = playbook.pools.find(({ id }) => id === decision.credit?.pool)
      return `It was ${possessive(name)} turn in “${pool?.label ?? pool?.id}”.`
    }
  }
}

function possessive(name: string): string {
  return name.endsWith('s') ? `${name}’` : `${name}’s`
}
