import { type Compiled, compileCondition } from './compile-condition.ts'
import { normalise } from './condition.ts'
import type { Destination, Playbook, Pool } from './playbook.ts'
import { indexRules, type RuleIndex } from './rule-index.ts'

/** A playbook as decisions use it: conditions compiled and indexed, names resolved. */
export interface CompiledPlaybook {
  territories: RuleIndex
  /** In the order of the criteria. */
  criteria: readonly Compiled[]
  rules: RuleIndex
  /** By normalised id. */
  pools: ReadonlyMap<string, CompiledPool>
  /** Of each rule, and at last of `otherwise`: pools and queues in their own spelling. */
  destinations: readonly (readonly Destination[])[]
}

export interface CompiledPool {
  pool: Pool
  members: readonly { rep: string; key: string; weight: number }[]
}

const compiledPlaybooks = new WeakMap<Playbook, CompiledPlaybook>()

/**
 * Made at the first decision with a playbook and kept as long as the playbook is: published versions never change, and nor may
 * the object. 1,000 rules take some milliseconds.
 */
export function compilePlaybook(playbook: Playbook): CompiledPlaybook {
  const made = compiledPlaybooks.get(playbook)
  if (made) return made
  const { territories, scoring, routing } = playbook
  const pools = firstById(playbook.pools)
  const queues = firstById(playbook.queues)
  const inOwnSpelling = (destination: Destination) => spell(destination, pools, queues)
  const compiled: CompiledPlaybook = {
    territories: indexRules(territories.map(({ when }) => when)),
    criteria: scoring.criteria.map(({ when }) => compileCondition(when)),
    rules: indexRules(routing.rules.map(({ when }) => when)),
    pools: new Map([...pools].map(([id, pool]) => [id, compilePool(pool)])),
    destinations: [...routing.rules.map(({ to }) => to), routing.otherwise].map(list => list.map(inOwnSpelling)),
  }
  compiledPlaybooks.set(playbook, compiled)
  return compiled
}

function firstById<One extends { id: string }>(list: readonly One[]): Map<string, One> {
  return new Map(list.toReversed().map(one => [normalise(one.id), one]))
}

/** Ids compare as text does, but ledgers and queues are kept under one spelling: the one of the pool or queue itself. */
function spell(destination: Destination, pools: ReadonlyMap<string, { id: string }>, queues: ReadonlyMap<string, { id: string }>): Destination {
  if (destination.kind === 'pool') return { ...destination, pool: pools.get(normalise(destination.pool))?.id ?? destination.pool }
  if (destination.kind === 'queue') return { ...destination, queue: queues.get(normalise(destination.queue))?.id ?? destination.queue }
  return destination
}

function compilePool(pool: Pool): CompiledPool {
  return { pool, members: pool.members.map(({ rep, weight }) => ({ rep, weight, key: normalise(rep) })) }
}
