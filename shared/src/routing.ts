import { compilePlaybook } from './compile-playbook.ts'
import type { Facts } from './condition.ts'
import type { Destination, Playbook } from './playbook.ts'
import { prepareFact, prepareFacts } from './prepared-facts.ts'
import { findFirst } from './rule-index.ts'
import { type Score, scoreOf } from './scoring.ts'

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
  const compiled = compilePlaybook(playbook)
  const prepared = prepareFacts(given)
  const found = playbook.territories[findFirst(compiled.territories, prepared)]
  const territory = found ? { id: found.id, label: found.label ?? found.id } : null
  if (territory) prepared.set('territory', prepareFact(territory.id))
  const score = scoreOf(
    playbook.scoring,
    playbook.scoring.criteria.filter((_, place) => compiled.criteria[place]?.(prepared)),
  )
  const facts: Facts = {
    ...given,
    ...(territory && { territory: territory.id }),
    'score.points': score.points,
    ...(score.grade !== null && { 'score.grade': score.grade }),
  }
  prepared.set('score.points', prepareFact(score.points))
  if (score.grade !== null) prepared.set('score.grade', prepareFact(score.grade))
  const place = findFirst(compiled.rules, prepared)
  const rule = playbook.routing.rules[place]
  return {
    rule: rule?.id ?? 'otherwise',
    ruleLabel: rule ? (rule.label ?? rule.id) : null,
    destinations: compiled.destinations[rule ? place : compiled.destinations.length - 1] ?? [],
    territory,
    score,
    facts,
  }
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
