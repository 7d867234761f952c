import { normalise } from './condition.ts'
import type { Decision } from './decide.ts'
import { afterWorking, nextOpening } from './eligibility.ts'
import { addDays, instantOf, localTime } from './hours.ts'
import type { Playbook } from './playbook.ts'
import type { Rep, Roster } from './roster.ts'

const defaultMinutes = 60

/**
 * When a lead was promised its first contact. By the wall clock, in the assigned rep's working time, or in that of whoever of
 * the pool works first. A disqualified lead was promised nothing.
 */
export function promisedAt(playbook: Playbook, roster: Roster, decision: Decision, now: Date): Date | null {
  if (decision.outcome === 'disqualified') return null
  const minutes = playbook.sla?.firstContactMinutes ?? defaultMinutes
  if (decision.outcome === 'queued') return replyBy(playbook, roster, decision, minutes, now)
  const wall = new Date(now.getTime() + minutes * 60_000)
  const clock = playbook.sla?.clock ?? 'wall'
  if (clock === 'wall') return wall
  const rep = decision.rep
  const working = clock === 'rep-hours' ? activeReps(roster, [rep]) : activeReps(roster, membersBeside(playbook, rep))
  return earliest(working.map(one => afterWorking(roster, one, now, minutes))) ?? wall
}

/**
 * For a queued lead: the next time somebody who can take it is at work, plus the SLA. That is whoever takes from its queue, else
 * whoever its rule's own list names. Null when none of them will be at work within 60 days: no time can be promised then.
 */
function replyBy(playbook: Playbook, roster: Roster, decision: Decision & { outcome: 'queued' }, minutes: number, now: Date): Date | null {
  const openings = activeReps(roster, takers(playbook, decision)).map(rep => {
    const verdict = decision.candidates.find(candidate => normalise(candidate.rep) === normalise(rep.id))?.verdict.kind
    if (verdict === 'no-match' || verdict === 'open-full') return null // not before something changes that no calendar tells
    return nextOpening(roster, rep, verdict === 'day-full' ? tomorrow(rep, now) : now)
  })
  const staffed = earliest(openings)
  return staffed && new Date(staffed.getTime() + minutes * 60_000)
}

function takers(playbook: Playbook, decision: Decision & { outcome: 'queued' }): string[] {
  const queue = playbook.queues.find(({ id }) => normalise(id) === normalise(decision.queue))
  const pools = playbook.pools.filter(pool => queue?.pools.some(id => normalise(id) === normalise(pool.id)))
  return pools.length > 0 ? pools.flatMap(pool => pool.members.map(({ rep }) => rep)) : decision.candidates.map(({ rep }) => rep)
}

function tomorrow(rep: Rep, now: Date): Date {
  return instantOf(rep.timeZone, addDays(localTime(rep.timeZone, now).date, 1), 0)
}

function membersBeside(playbook: Playbook, repId: string): string[] {
  const own = playbook.pools.filter(pool => pool.members.some(({ rep }) => normalise(rep) === normalise(repId)))
  return own.length > 0 ? own.flatMap(pool => pool.members.map(({ rep }) => rep)) : [repId]
}

function activeReps(roster: Roster, ids: readonly string[]): Rep[] {
  const wanted = new Set(ids.map(normalise))
  return roster.reps.filter(rep => rep.active && wanted.has(normalise(rep.id)))
}

function earliest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce((best, instant) => (instant && (!best || instant < best) ? instant : best), null)
}
