import { normalise } from '@baton/shared/condition'
import { type Decision, type DecisionInputs, decideHandoff, repsById } from '@baton/shared/decide'
import { type Load, localDay } from '@baton/shared/eligibility'
import { BatonError } from '@baton/shared/errors'
import type { Rep } from '@baton/shared/roster'
import type { Database } from './db/connect.ts'
import { loadLoads, type RepDay, releaseLead, takeCapacity } from './db/rep-loads.ts'

export interface Taken {
  decision: Decision
  rep: Rep | null
  /** Of every candidate, as the decision saw them. */
  loads: Record<string, Load>
}

/**
 * Decides, and takes the rep's capacity: one lead more for whoever gets it, one less open for whoever had it. A lead that stays with its
 * rep moves nothing, however often they write. Turns are safe behind the pools' locks, but a rep's capacity may be used up from another
 * pool between reading and taking it: then what is free is read again, and the next decision knows.
 */
export async function takeRep(
  tx: Database,
  lead: { workspaceId: string; owner: string | null },
  inputs: Omit<DecisionInputs, 'loads'>,
  candidates: readonly string[],
): Promise<Taken> {
  const { workspaceId, owner } = lead
  const reps = repsById(inputs.roster)
  const days = daysOf(inputs, candidates)
  for (let tries = 0; tries <= days.length; tries++) {
    const loads = await loadLoads(tx, workspaceId, days)
    const decision = decideHandoff({ ...inputs, loads })
    if (decision.outcome !== 'assigned') return { decision, rep: null, loads }
    const rep = reps.get(normalise(decision.rep))
    const day = days.find(one => one.rep === decision.rep)
    if (!rep || !day) throw new Error(`Decided on “${decision.rep}”, who is not a candidate.`)
    if (rep.id === owner) return { decision, rep, loads }
    if (!(await takeCapacity(tx, workspaceId, day, rep.capacity ?? {}))) continue
    if (owner !== null) await releaseLead(tx, workspaceId, owner)
    return { decision, rep, loads }
  }
  throw new BatonError('unavailable', [], { cause: new Error('Capacity kept moving while it was being taken.') })
}

/** Who would be taken now. Nothing is: no capacity moves. */
export async function foreseeRep(
  tx: Database,
  { workspaceId }: { workspaceId: string },
  inputs: Omit<DecisionInputs, 'loads'>,
  candidates: readonly string[],
): Promise<Taken> {
  const loads = await loadLoads(tx, workspaceId, daysOf(inputs, candidates))
  const decision = decideHandoff({ ...inputs, loads })
  const rep = decision.outcome === 'assigned' ? repsById(inputs.roster).get(normalise(decision.rep)) : null
  return { decision, rep: rep ?? null, loads }
}

/** Of every candidate, the day it is for them. */
function daysOf({ roster, now }: Pick<DecisionInputs, 'roster' | 'now'>, candidates: readonly string[]): RepDay[] {
  const reps = repsById(roster)
  return candidates.flatMap(id => {
    const rep = reps.get(normalise(id))
    return rep ? [{ rep: rep.id, day: localDay(rep, now) }] : []
  })
}
