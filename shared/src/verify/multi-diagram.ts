import { always, type Choice, type Diagram, never } from './diagram.ts'
import { createNodeTable } from './node-table.ts'
import { createResultCache } from './result-cache.ts'
import { type Found, type Nodes, searchOutside } from './search-outside.ts'

export { always, type Choice, type Diagram, never }

/** How much work may still be done. Steps, not time: the same playbook gives the same answer on every machine. */
export interface Budget {
  steps: number
}

/** The bound was met before an answer: what it was needed for is left open. */
export class BoundReached extends Error {
  override name = 'BoundReached'
}

export interface MultiDiagrams {
  /** A new variable, after all others in the order, with values 0 to `values` − 1. Returns its place. */
  variable(values: number): number
  /** What holds for each value of one variable. */
  byValue(variable: number, holds: readonly boolean[]): Diagram
  and(a: Diagram, b: Diagram): Diagram
  or(a: Diagram, b: Diagram): Diagram
  /** `a` and not `b`. */
  minus(a: Diagram, b: Diagram): Diagram
  not(a: Diagram): Diagram
  /** Where `a` holds `b`, elsewhere `c`; both may end in numbers. */
  choose(a: Diagram, b: Diagram, c: Diagram): Diagram
  number(value: number): Diagram
  /** The same function with other numbers at its ends. */
  mapNumbers(a: Diagram, change: (value: number) => number): Diagram
  /** The numbers `a` ends in somewhere where `within` holds. */
  numbersWithin(a: Diagram, within: Diagram): Set<number>
  /** Takes steps off the budget for work that makes no diagram. */
  spend(steps: number): void
  /** A choice for which `among` holds and none of `outside`, or which of those together cover it. */
  search(among: Diagram, outside: readonly Diagram[]): Found
  /** Where `a` and `b` hold together for some values of these variables. Neither ends in numbers. */
  exists(a: Diagram, b: Diagram, variables: ReadonlySet<number>): Diagram
}

/**
 * Multi-valued decision diagrams: reduced and ordered, so that equal functions are equal numbers, and “never” is seen at once
 * (R. E. Bryant, IEEE Transactions on Computers C-35, 1986; T. Kam et al., “Multi-valued decision diagrams”, 1998). One node per
 * fact reads better and was smaller here than bits. Throws `BoundReached` when the budget is spent.
 */
export function createMultiDiagrams(budget: Budget): MultiDiagrams {
  const sizes: number[] = []
  const table = createNodeTable(spend)
  const { level, below } = table
  const numbers = new Map<Diagram, number>([
    [table.end(), 0],
    [table.end(), 1],
  ])
  const ends = new Map<number, Diagram>([
    [0, never],
    [1, always],
  ])
  const done = createResultCache()
  const chosen = createResultCache()

  function spend(steps = 1): void {
    budget.steps -= steps
    if (budget.steps < 0) throw new BoundReached('The bound was reached.')
  }

  function split(top: number, make: (value: number) => Diagram): Diagram {
    const size = sizes[top] as number
    if (size > valuesPerStep) spend(Math.floor(size / valuesPerStep))
    const kids = new Array<Diagram>(size)
    for (let value = 0; value < size; value++) kids[value] = make(value)
    return table.node(top, kids)
  }

  function combine(kind: keyof typeof shortcut, a: Diagram, b: Diagram): Diagram {
    const short = shortcut[kind](a, b)
    if (short !== null) return short
    if (kind !== 'minus' && a > b) return combine(kind, b, a)
    const known = done.get(a, b, kinds[kind])
    if (known !== -1) return known
    spend()
    const top = Math.min(level(a), level(b))
    const result = split(top, value => combine(kind, below(a, top, value), below(b, top, value)))
    done.set(a, b, kinds[kind], result)
    return result
  }

  function choose(a: Diagram, b: Diagram, c: Diagram): Diagram {
    if (a === always || b === c) return b
    if (a === never) return c
    const known = chosen.get(a, b, c)
    if (known !== -1) return known
    spend()
    const top = Math.min(level(a), level(b), level(c))
    const result = split(top, value => choose(below(a, top, value), below(b, top, value), below(c, top, value)))
    chosen.set(a, b, c, result)
    return result
  }

  function number(value: number): Diagram {
    const found = ends.get(value)
    if (found !== undefined) return found
    const id = table.end()
    numbers.set(id, value)
    ends.set(value, id)
    return id
  }

  function mapNumbers(a: Diagram, change: (value: number) => number): Diagram {
    const mapped = new Map<Diagram, Diagram>()
    const map = (one: Diagram): Diagram => {
      const known = mapped.get(one)
      if (known !== undefined) return known
      spend()
      const end = numbers.get(one)
      const result = end === undefined ? split(level(one), value => map(below(one, level(one), value))) : number(change(end))
      mapped.set(one, result)
      return result
    }
    return map(a)
  }

  function numbersWithin(a: Diagram, within: Diagram): Set<number> {
    const found = new Set<number>()
    const seen = new Set<number>()
    const visit = (one: Diagram, where: Diagram): void => {
      const pair = one * 2 ** 26 + where // the budget keeps both below 2^26
      if (where === never || seen.has(pair)) return
      seen.add(pair)
      spend()
      const end = numbers.get(one)
      if (end !== undefined) return void found.add(end)
      const top = Math.min(level(one), level(where))
      for (let value = 0; value < (sizes[top] as number); value++) visit(below(one, top, value), below(where, top, value))
    }
    visit(a, within)
    return found
  }

  const nodes: Nodes = {
    level,
    below,
    values: variable => sizes[variable] as number,
    and: (a, b) => combine('and', a, b),
    spend,
  }

  /** The two are never joined first: together they may be far larger than what is left of them. */
  function exists(a: Diagram, b: Diagram, variables: ReadonlySet<number>): Diagram {
    const found = createResultCache()
    const find = (one: Diagram, other: Diagram): Diagram => {
      if (one === never || other === never) return never
      if (one === always && other === always) return always
      if (one > other) return find(other, one)
      const known = found.get(one, other, 0)
      if (known !== -1) return known
      spend()
      const top = Math.min(level(one), level(other))
      const next = (value: number) => find(below(one, top, value), below(other, top, value))
      let result: Diagram = never
      if (!variables.has(top)) result = split(top, next)
      else for (let value = 0; value < (sizes[top] as number) && result !== always; value++) result = combine('or', result, next(value))
      found.set(one, other, 0, result)
      return result
    }
    return find(a, b)
  }

  return {
    variable: values => sizes.push(values) - 1,
    byValue: (variable, holds) => split(variable, value => (holds[value] ? always : never)),
    and: (a, b) => combine('and', a, b),
    or: (a, b) => combine('or', a, b),
    minus: (a, b) => combine('minus', a, b),
    not: a => combine('minus', always, a),
    choose,
    number,
    mapNumbers,
    numbersWithin,
    spend,
    search: (among, outside) => searchOutside(nodes, among, outside),
    exists,
  }
}

/** Of a fact with thousands of values each step takes as much longer. */
const valuesPerStep = 64

const kinds = { and: 0, or: 1, minus: 2 }

const shortcut: Record<'and' | 'or' | 'minus', (a: Diagram, b: Diagram) => Diagram | null> = {
  and: (a, b) => (a === never || b === never ? never : a === always || a === b ? b : b === always ? a : null),
  or: (a, b) => (a === always || b === always ? always : a === never || a === b ? b : b === never ? a : null),
  minus: (a, b) => (a === never || b === always || a === b ? never : b === never ? a : null),
}
