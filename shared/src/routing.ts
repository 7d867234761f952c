import { type Facts, holds, same } from './condition.ts'
import type { Destination, Playbook } from './playbook.ts'
import { type Score, scoreLead } from './scoring.ts'
import { findTerritory } from './territory.ts'

/** Where a lead goes before anybody's turn, hours or load is looked at. */
export interface Routing {
  /** The id of the first rule that holds, or "otherwise". */
  rule: string
  ruleLabel: string | null
  destinations: readonly Destination[]
  territory: { id: string; label: string } | null
  score: Score
  /** The given facts with `territory` and `score.*`. */
  facts: Facts
}

/** Facts → territory → score → the first rule that holds. */
export function routeLead(playbook: Playbook, given: Facts): Routing {
  const found = findTerritory(playbook.territories, given)
  const territory = found && { id: found.id, label: found.label ?? found.id }
  const withTerritory: Facts = territory ? { ...given, territory: territory.id } : given
  const score = scoreLead(playbook.scoring, withTerritory)
  const facts: Facts = {
    ...withTerritory,
    'score.points': score.points,
    ...(score.grade !== null && { 'score.grade': score.grade }),
  }
  const rule = playbook.routing.rules.find(candidate => holds(candidate.when, facts))
  return {
    rule: rule?.id ?? 'otherwise',
    ruleLabel: rule ? (rule.label ?? rule.id) : null,
    destinations: (rule?.to ?? playbook.routing.otherwise).map(destination => inOwnSpelling(playbook, destination)),
    territory,
    score,
    facts,
  }
}

/** Ids compare as text does, but ledgers and queues are kept under one spelling: the one of the pool or queue itself. */
function inOwnSpelling(playbook: Playbook, destination: Destination): Destination {
  if (destination.kind === 'pool') {
    const pool = playbook.pools.find(({ id }) => same(id, destination.pool))
    return pool ? { ...destination, pool: pool.id } : destination
  }
  if (destination.kind === 'queue') {
    const queue = playbook.queues.find(({ id }) => same(id, destination.queue))
    return queue ? { ...destination, queue: queue.id } : destination
  }
  return destination
}

/** The pools whose turn a lead with this routing may take. */
export function poolsOf(routing: Routing): string[] {
  return [...new Set(routing.destinations.flatMap(destination => (destination.kind === 'pool' ? [destination.pool] : [])))]
}

/** Every rep a lead with this routing may be given to: whose load has to be known. */
export function candidatesOf(playbook: Playbook, routing: Routing): string[] {
  const { facts } = routing
  const owners = ['lead.owner', 'account.owner', 'colleague.owner'].flatMap(name => (typeof facts[name] === 'string' ? [facts[name]] : []))
  const pools = new Map(playbook.pools.map(pool => [pool.id, pool]))
  return [
    ...new Set(
      routing.destinations.flatMap(destination => {
        if (destination.kind === 'owner') return owners
        if (destination.kind === 'rep') return [destination.rep]
        if (destination.kind === 'pool') return pools.get(destination.pool)?.members.map(({ rep }) => rep) ?? []
        return []
      }),
    ),
  ]
}
