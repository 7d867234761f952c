import type { Condition } from '../condition.ts'
import type { Playbook } from '../playbook.ts'
import { always, BoundReached, type Choice, type Diagram, type MultiDiagrams, never } from './multi-diagram.ts'
import { isStackExhausted } from './stack-exhausted.ts'
import type { Universe } from './universe.ts'

/**
 * The leads of one form that come to a list of destinations: those it is meant for whom no earlier rule takes. They are looked for
 * and never built: that diagram is by far the largest.
 */
export interface Region {
  /** The possible leads its condition holds for. */
  meant: Diagram
  /** Whether anybody comes here at all. */
  isReached: boolean
  /** Somebody who comes here, is in `among` and not in `except`. */
  find(among: Diagram, except: Diagram): Choice | null
}

/** The leads of one form, list by list: the rules', and last that of `otherwise`. Those a bound left open are absent. */
export interface ReachedLeads {
  universe: Universe
  regions: readonly Region[]
}

const anybody: Condition = { all: [] }

export function reachedLeads(universe: Universe, { routing }: Playbook, leave: (why: string) => void): ReachedLeads {
  const { diagrams } = universe
  const regions: Region[] = []
  const taking: Diagram[] = []
  try {
    for (const when of [...routing.rules.map(rule => rule.when), anybody]) {
      const region = createRegion(diagrams, diagrams.and(universe.where(when), universe.possible), taking)
      regions.push(region)
      if (region.isReached) taking.push(region.meant)
    }
  } catch (error) {
    if (!(error instanceof BoundReached || isStackExhausted(error))) throw error
    leave(`form ${universe.form.id}: the rules from /routing/rules/${regions.length} on, which need more steps than the bound allows.`)
  }
  return { universe, regions }
}

function createRegion(diagrams: MultiDiagrams, meant: Diagram, taking: readonly Diagram[]): Region {
  const earlier = taking.map(leads => diagrams.and(leads, meant)).filter(leads => leads !== never)
  const found = new Map<string, Choice | null>()
  const find = (among: Diagram, except: Diagram): Choice | null => {
    const key = `${among} ${except}`
    const choice = found.has(key) ? found.get(key) : diagrams.search(diagrams.and(meant, among), [except, ...earlier]).choice
    found.set(key, choice ?? null)
    return choice ?? null
  }
  return { meant, find, isReached: find(always, never) !== null }
}
