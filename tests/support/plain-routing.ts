import { type Facts, holds, same } from '@baton/shared/condition'
import type { Destination, Playbook } from '@baton/shared/playbook'
import type { Routing } from '@baton/shared/routing'
import { scoreLead } from '@baton/shared/scoring'
import { findTerritory } from '@baton/shared/territory'

/** Routing as the format says it, with `holds` and nothing compiled or indexed: what `routeLead` has to give, byte for byte. */
export function routePlainly(playbook: Playbook, given: Facts): Routing {
  const found = findTerritory(playbook.territories, given)
  const territory = found && { id: found.id, label: found.label ?? found.id }
  const withTerritory: Facts = territory ? { ...given, territory: territory.id } : given
  const score = scoreLead(playbook.scoring, withTerritory)
  const facts: Facts = { ...withTerritory, 'score.points': score.points, ...(score.grade !== null && { 'score.grade': score.grade }) }
  const rule = playbook.routing.rules.find(({ when }) => holds(when, facts))
  return {
    rule: rule?.id ?? 'otherwise',
    ruleLabel: rule ? (rule.label ?? rule.id) : null,
    destinations: (rule?.to ?? playbook.routing.otherwise).map(destination => inOwnSpelling(playbook, destination)),
    territory,
    score,
    facts,
  }
}

function inOwnSpelling(playbook: Playbook, destination: Destination): Destination {
  if (destination.kind === 'pool') return { ...destination, pool: playbook.pools.find(({ id }) => same(id, destination.pool))?.id ?? destination.pool }
  if (destination.kind === 'queue') return { ...destination, queue: playbook.queues.find(({ id }) => same(id, destination.queue))?.id ?? destination.queue }
  return destination
}
