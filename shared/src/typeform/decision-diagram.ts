import type { Comparison, Condition } from '../condition.ts'

/**
 * Logic that simplifies itself: a reduced ordered binary decision diagram (R. E. Bryant, “Graph-Based Algorithms for Boolean
 * Function Manipulation”, IEEE Transactions on Computers C-35, 1986). Two ways to a question that together cover every case
 * become `always` by construction, which a tree of all, any and not would never notice.
 */
export interface Diagram {
  /** Place of the comparison in order of first use; infinite for `always` and `never`. */
  readonly atom: number
  readonly high: Diagram | null
  readonly low: Diagram | null
  readonly id: number
}

export interface Diagrams {
  always: Diagram
  never: Diagram
  atom(comparison: Comparison): Diagram
  and(a: Diagram, b: Diagram): Diagram
  or(a: Diagram, b: Diagram): Diagram
  not(a: Diagram): Diagram
  toCondition(diagram: Diagram): Condition
}

export function createDiagrams(): Diagrams {
  const always: Diagram = { atom: Number.POSITIVE_INFINITY, high: null, low: null, id: 1 }
  const never: Diagram = { atom: Number.POSITIVE_INFINITY, high: null, low: null, id: 0 }
  const comparisons: Comparison[] = []
  const nodes = new Map<string, Diagram>()
  const known = new Map<string, Diagram>()

  function node(atom: number, high: Diagram, low: Diagram): Diagram {
    if (high === low) return high
    const key = `${atom}/${high.id}/${low.id}`
    const found = nodes.get(key) ?? { atom, high, low, id: nodes.size + 2 }
    nodes.set(key, found)
    return found
  }

  /** If `a` then `b` else `c`. */
  function choose(a: Diagram, b: Diagram, c: Diagram): Diagram {
    if (a === always || b === c) return b
    if (a === never) return c
    const key = `${a.id}/${b.id}/${c.id}`
    const done = known.get(key)
    if (done) return done
    const atom = Math.min(a.atom, b.atom, c.atom)
    const when = (diagram: Diagram, side: 'high' | 'low') => (diagram.atom === atom ? (diagram[side] ?? diagram) : diagram)
    const result = node(atom, choose(when(a, 'high'), when(b, 'high'), when(c, 'high')), choose(when(a, 'low'), when(b, 'low'), when(c, 'low')))
    known.set(key, result)
    return result
  }

  function toCondition(diagram: Diagram): Condition {
    const { high, low } = diagram
    const comparison = comparisons[diagram.atom]
    if (!high || !low || !comparison) return diagram === always ? { all: [] } : { any: [] }
    const isNot: Condition = { not: comparison }
    if (high === always) return low === never ? comparison : anyOf(comparison, toCondition(low))
    if (low === always) return high === never ? isNot : anyOf(isNot, toCondition(high))
    if (low === never) return allOf(comparison, toCondition(high))
    if (high === never) return allOf(isNot, toCondition(low))
    return anyOf(allOf(comparison, toCondition(high)), allOf(isNot, toCondition(low)))
  }

  return {
    always,
    never,
    atom: comparison => {
      const text = JSON.stringify(comparison)
      const place = comparisons.findIndex(known => JSON.stringify(known) === text)
      return node(place >= 0 ? place : comparisons.push(comparison) - 1, always, never)
    },
    and: (a, b) => choose(a, b, never),
    or: (a, b) => choose(a, always, b),
    not: a => choose(a, never, always),
    toCondition,
  }
}

function allOf(...parts: Condition[]): Condition {
  return { all: parts.flatMap(part => ('all' in part ? part.all : [part])) }
}

function anyOf(...parts: Condition[]): Condition {
  return { any: parts.flatMap(part => ('any' in part ? part.any : [part])) }
}
