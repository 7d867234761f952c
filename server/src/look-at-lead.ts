import { type Facts, normalise } from '@baton/shared/condition'
import { localDay } from '@baton/shared/eligibility'
import { buildFacts } from '@baton/shared/facts'
import { indexRoster } from '@baton/shared/roster-index'
import { candidatesOf, poolsOf, routeLead } from '@baton/shared/routing'
import { type Asked, loadSnapshot, nothingSeen, type RepDay, type Snapshot } from './db/load-snapshot.ts'
import { mailLimitsOf } from './mail-limits.ts'
import { type Counter, knownOf } from './open-counter.ts'

/** How things stand for a lead, with the pools and reps that its routing may end at. */
export interface Looked {
  seen: Snapshot
  facts: Facts
  reps: readonly RepDay[]
}

/** What a handoff has to know of pools and reps. */
interface Need {
  facts: Facts
  pools: readonly string[]
  reps: readonly RepDay[]
}

/** What a lead of whom nothing is known would need: right for nearly every new one, and so nearly every look is the only one. */
export function guessNeed(counter: Counter): Need {
  return needOf(counter, nothingSeen)
}

/** Looks until the lead's routing needs nothing more than was looked at: once, unless what is known of the lead leads elsewhere. */
export async function lookAtLead(counter: Counter, asked: Pick<Asked, 'workspaceId' | 'formId' | 'submissionId' | 'sender' | 'limit'>): Promise<Looked> {
  const { submittedAt: at, email } = counter.submission
  const who = {
    ...asked,
    at,
    email: email?.address ?? null,
    domain: email?.companyDomain ?? null,
    mailNames: email ? mailLimitsOf(counter.desk.secret, email).map(({ name }) => name) : [],
  }
  let { pools, reps } = guessNeed(counter)
  for (;;) {
    const seen = await loadSnapshot(counter.desk.store.query, { ...who, pools, reps })
    const need = needOf(counter, seen)
    if (need.pools.every(pool => pools.includes(pool)) && need.reps.every(({ rep }) => Object.hasOwn(seen.loads, rep)))
      return { seen, facts: need.facts, reps: need.reps }
    pools = need.pools
    reps = need.reps
  }
}

function needOf(counter: Counter, seen: Snapshot): Need {
  const { playbook, roster, submission } = counter
  const facts = buildFacts(knownOf(counter, seen))
  const routing = routeLead(playbook, facts)
  const people = indexRoster(roster).reps
  const reps = candidatesOf(playbook, routing).flatMap(id => {
    const rep = people.get(normalise(id))
    return rep ? [{ rep: rep.id, day: localDay(rep, submission.submittedAt) }] : []
  })
  return { facts, pools: poolsOf(routing), reps }
}
