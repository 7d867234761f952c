import { always, type Choice, type Diagram, never } from './diagram.ts'

/** What a search sees of diagrams. */
export interface Nodes {
  /** The variable a diagram asks first; infinite at its ends. */
  level(a: Diagram): number
  /** What is left of a diagram once the variable `top`, or none above it, has this value. */
  below(a: Diagram, top: number, value: number): Diagram
  /** How many values a variable has. */
  values(variable: number): number
  and(a: Diagram, b: Diagram): Diagram
  /** Throws `BoundReached` when no steps are left. */
  spend(steps: number): void
}

/** A choice, or why there is none: the places of those that together hold wherever `among` does. */
export type Found = { choice: Choice; covering: null } | { choice: null; covering: readonly number[] }

/** How many diagrams are looked at for one step of the budget. */
const diagramsPerStep = 16

/**
 * Looks for a choice for which `among` holds and none of `outside` does, variable by variable. The union of those outside is never
 * built: of a thousand rules it is larger by far than what one lead needs. What is left of each is looked at instead; one that
 * covers what is left of `among` ends the branch, and what was left where a branch failed is remembered. Values that leave the
 * fewest outside are tried first, low ones before high. Of several that cover, the first is named.
 */
export function searchOutside(nodes: Nodes, among: Diagram, outside: readonly Diagram[]): Found {
  const choice = new Map<number, number>()
  const failed = new Map<string, ReadonlySet<Diagram>>()

  /** The diagrams of `others` that cover `one`; null when they do not, and then the choice is made. All of `others` lie in `one`. */
  function cover(one: Diagram, others: readonly Diagram[]): ReadonlySet<Diagram> | null {
    if (others.length === 0) {
      settle(one)
      return null
    }
    const known = failed.size > 0 ? failed.get(keyOf(one, others)) : undefined
    if (known) return known
    nodes.spend(1 + Math.floor(others.length / diagramsPerStep))
    let top = nodes.level(one)
    for (const other of others) top = Math.min(top, nodes.level(other))
    const branches: { value: number; one: Diagram; left: Map<Diagram, Diagram> }[] = []
    const covering = new Set<Diagram>()
    for (let value = 0; value < nodes.values(top); value++) {
      const here = nodes.below(one, top, value)
      if (here === never) continue
      const left = leftOf(here, others, top, value)
      if (left instanceof Map) branches.push({ value, one: here, left })
      else covering.add(left.covers)
    }
    branches.sort((a, b) => a.left.size - b.left.size)
    for (const { value, one: here, left } of branches) {
      const used = cover(here, [...left.keys()])
      if (!used) {
        choice.set(top, value)
        return null
      }
      for (const diagram of used) covering.add(left.get(diagram) as Diagram) // it is one of those left
    }
    failed.set(keyOf(one, others), covering)
    return covering
  }

  /** What is left of each below a value, with the first it is left of; or the first that covers all of `here`. */
  function leftOf(here: Diagram, others: readonly Diagram[], top: number, value: number): Map<Diagram, Diagram> | { covers: Diagram } {
    const left = new Map<Diagram, Diagram>()
    for (const other of others) {
      const rest = nodes.below(other, top, value)
      if (rest === here) return { covers: other }
      if (rest !== never && !left.has(rest)) left.set(rest, other)
    }
    return left
  }

  /** Any way through, low values first: every diagram but `never` holds somewhere. */
  function settle(one: Diagram): void {
    let here = one
    while (here !== always) {
      const top = nodes.level(here)
      let value = 0
      while (nodes.below(here, top, value) === never) value++
      choice.set(top, value)
      here = nodes.below(here, top, value)
    }
  }

  function keyOf(one: Diagram, others: readonly Diagram[]): string {
    return `${one} ${others.join(' ')}`
  }

  if (among === never) return { choice: null, covering: [] }
  const places = new Map<Diagram, number>()
  for (const [place, one] of outside.entries()) {
    const within = nodes.and(one, among)
    if (within === among) return { choice: null, covering: [place] }
    if (within !== never && !places.has(within)) places.set(within, place)
  }
  const used = cover(among, [...places.keys()])
  return used ? { choice: null, covering: [...used].map(diagram => places.get(diagram) as number).sort((a, b) => a - b) } : { choice, covering: null }
}
