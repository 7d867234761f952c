import { same } from './condition.ts'
import type { Candidate, Decision } from './decide.ts'
import type { Hindrance } from './eligibility.ts'
import { explainMatch, explainRule } from './explain-rule.ts'
import type { Playbook } from './playbook.ts'
import type { Roster } from './roster.ts'

/**
 * A decision in sentences a manager can read, in the order things were looked at: the rule and what it rests on (ownership, the
 * deal's size), the territory, the score, who was passed over and why (availability, capacity, specialisation), who has it.
 */
export function explainDecision(decision: Decision, playbook: Playbook, roster: Roster): string[] {
  const [rule = '', ...rest] = explainRouting(decision, playbook, roster)
  const territory = decision.territory ? rest.splice(0, 1) : []
  const because = explainRule(decision, { playbook, roster })
  return [rule, ...(because === null ? [] : [because]), ...territory, explainScore(decision), ...rest]
}

/** The same without the score, for where the score is told on its own. */
export function explainRouting(decision: Decision, playbook: Playbook, roster: Roster): string[] {
  const nameOf = (id: string) => roster.reps.find(rep => rep.id === id)?.name ?? id
  const match = explainMatch(decision, { playbook, roster })
  return [
    decision.ruleLabel === null ? 'No rule applied, so the fallback did.' : `Rule “${decision.ruleLabel}” applied.`,
    ...(decision.territory ? [`Territory: ${decision.territory.label}.`] : []),
    ...passedOver(decision, nameOf),
    ...(match === null ? [] : [match]),
    explainOutcome(decision, playbook, nameOf),
  ]
}

function explainScore({ score }: Decision): string {
  const grade = score.grade === null ? '' : `Grade ${score.grade}, `
  const reasons = score.reasons.map(({ label, points }) => `${label} (${points < 0 ? '−' : '+'}${Math.abs(points)})`)
  return `${grade}${score.points} ${Math.abs(score.points) === 1 ? 'point' : 'points'}${reasons.length > 0 ? `: ${reasons.join(', ')}` : ''}.`
}

/**
 * Everybody whom something hindered, those with the same hindrance in one sentence. Whose turn it merely was not is not worth one,
 * and whoever has the lead after all was not passed over.
 */
function passedOver(decision: Decision, nameOf: (id: string) => string): string[] {
  const groups = new Map<string, { names: Set<string>; verdict: Candidate['verdict'] }>()
  for (const { rep, verdict } of decision.candidates) {
    if (verdict.kind === 'taken' || verdict.kind === 'not-their-turn') continue
    if (decision.outcome === 'assigned' && decision.rep === rep) continue
    const key = sharedWords(verdict) === null ? `${rep}/${verdict.kind}` : JSON.stringify(sharedWords(verdict))
    const group = groups.get(key) ?? { names: new Set(), verdict }
    group.names.add(nameOf(rep))
    groups.set(key, group)
  }
  return [...groups.values()].map(({ names: [only = '', ...more], verdict }) =>
    more.length === 0 ? explainVerdict(only, verdict) : `${[only, ...more.slice(0, -1)].join(', ')} and ${more.at(-1)} ${sharedWords(verdict)}.`,
  )
}

/** What can be said of several at once; null for what each has on their own, such as a date. */
function sharedWords(verdict: Candidate['verdict']): string | null {
  switch (verdict.kind) {
    case 'no-match':
      return `do not match on ${verdict.attribute}`
    case 'off-hours':
      return 'are outside working hours'
    case 'inactive':
      return 'are not active'
    case 'holiday':
      return `have a holiday: ${verdict.label}`
    default:
      return null
  }
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
      return `${name} already looks after ${ownedBy(decision)}.`
    case 'rep':
      return `The rule names ${name}.`
    case 'sticky':
      return `${name} has this lead already, so they keep it.`
    case 'turn': {
      const pool = playbook.pools.find(({ id }) => id === decision.credit?.pool)
      return `It was ${possessive(name)} turn in “${pool?.label ?? pool?.id}”${reachedOffHours(decision) ? ', which takes leads at any hour here' : ''}.`
    }
  }
}

/** What made somebody the owner: in the order owners are looked at. */
function ownedBy({ rep, facts }: Decision & { outcome: 'assigned' }): string {
  if (same(facts['lead.owner'], rep)) return 'this lead'
  return same(facts['account.owner'], rep) ? 'this company' : 'a colleague of theirs'
}

/** Whether the one who has the lead was outside working hours at an earlier destination: then this one took it all the same. */
function reachedOffHours(decision: Decision & { outcome: 'assigned' }): boolean {
  return decision.candidates.some(({ rep, verdict }) => rep === decision.rep && verdict.kind === 'off-hours')
}

export function possessive(name: string): string {
  return name.endsWith('s') ? `${name}’` : `${name}’s`
}
