import { normalise } from './condition.ts'
import type { Decision } from './decide.ts'
import { afterWorking, nextOpening } from './eligibility.ts'
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
  if (decision.outcome === 'queued') return replyBy(playbook, roster, decision.queue, minutes, now)
  const wall = new Date(now.getTime() + minutes * 60_000)
  const clock = playbook.sla?.clock ?? 'wall'
  if (clock === 'wall') return wall
  const rep = decision.rep
  const working = clock === 'rep-hours' ? activeReps(roster, [rep]) : activeReps(roster, membersBeside(playbook, rep))
  return earliest(working.map(one => afterWorking(roster, one, now, minutes))) ?? wall
}

/** For a queued lead: the next time somebody of the queue's pools is at work, plus the SLA. */
function replyBy(playbook: Playbook, roster: Roster, queueId: string, minutes: number, now: Date): Date {
  const queue = playbook.queues.find(({ id }) => normalise(id) === normalise(queueId))
  const pools = queue && queue.pools.length > 0 ? queue.pools : playbook.pools.map(({ id }) => id)
  const members = playbook.pools.filter(pool => pools.some(id => normalise(id) === normalise(pool.id))).flatMap(pool => pool.members.map(({ rep }) => rep))
  const staffed = earliest(activeReps(roster, members).map(rep => nextOpening(roster, rep, now)))
  return new Date((staffed ?? now).getTime() + minutes * 60_000)
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
