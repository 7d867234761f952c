/** A function of several many-valued variables, by its number in one `createMultiDiagrams`. 0 is `never`, 1 is `always`. */
export type Diagram = number

/** How much work may still be done. Steps, not time: the same playbook gives the same answer on every machine. */
export interface Budget {
  steps: number
}

/** The bound was met before an answer: what it was needed for is left open. */
export class BoundReached extends Error {
  override name = 'BoundReached'
}

export const never: Diagram = 0
export const always: Diagram = 1

/** For each variable that matters, the value chosen. What is absent may have any value. */
export type Choice = ReadonlyMap<number, number>

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
  /** One choice that makes `a` and `c` hold and `b` not, with low values first; null when there is none. Makes no diagram of its own. */
  pick(a: Diagram, b?: Diagram, c?: Diagram): Choice | null
  /** Whether `a` and `b` hold together somewhere. */
  meets(a: Diagram, b: Diagram): boolean
}

/**
 * Multi-valued decision diagrams: reduced and ordered, so that equal functions are equal numbers, and “never” is seen at once
 * (R. E. Bryant, IEEE Transactions on Computers C-35, 1986; T. Kam et al., “Multi-valued decision diagrams”, 1998). One node per
 * fact reads better and was smaller here than bits. Throws `BoundReached` when the budget is spent.
 */
export function createMultiDiagrams(budget: Budget): MultiDiagrams {
  const sizes: number[] = []
  const levels = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const branches: (readonly Diagram[])[] = [[], []]
  const numbers = new Map<Diagram, number>([
    [never, 0],
    [always, 1],
  ])
  const ends = new Map<number, Diagram>([
    [0, never],
    [1, always],
  ])
  const buckets = new Map<number, Diagram>()
  const chained: (Diagram | undefined)[] = []
  const done = { and: new Map<number, Diagram>(), or: new Map<number, Diagram>(), minus: new Map<number, Diagram>() }
  const chosen = new Map<number, Map<Diagram, Diagram>>()

  const level = (a: Diagram) => levels[a] as number // every diagram has one
  const below = (a: Diagram, top: number, value: number): Diagram => (levels[a] === top ? (branches[a]?.[value] as Diagram) : a)
  const pair = (a: Diagram, b: Diagram) => a * 0x4000000 + b // the budget keeps numbers below 2^26

  function spend(): void {
    if (--budget.steps < 0) throw new BoundReached('The bound was reached.')
  }

  function node(top: number, kids: readonly Diagram[]): Diagram {
    const [first] = kids as [Diagram]
    if (kids.every(kid => kid === first)) return first
    let hash = top
    for (const kid of kids) hash = Math.imul((hash ^ kid) + 0x7f4a7c15, 0x9e3779b1) ^ (hash >>> 13)
    const head = buckets.get(hash)
    for (let id = head; id !== undefined; id = chained[id]) if (levels[id] === top && equal(branches[id] as readonly Diagram[], kids)) return id
    spend()
    const id = levels.push(top) - 1
    branches[id] = kids
    chained[id] = head
    buckets.set(hash, id)
    return id
  }

  function split(top: number, make: (value: number) => Diagram): Diagram {
    const size = sizes[top] as number
    const kids = new Array<Diagram>(size)
    for (let value = 0; value < size; value++) kids[value] = make(value)
    return node(top, kids)
  }

  function combine(kind: keyof typeof done, a: Diagram, b: Diagram): Diagram {
    const short = shortcut[kind](a, b)
    if (short !== null) return short
    const key = kind !== 'minus' && a > b ? pair(b, a) : pair(a, b)
    const cache = done[kind]
    const known = cache.get(key)
    if (known !== undefined) return known
    spend()
    const top = Math.min(level(a), level(b))
    const result = split(top, value => combine(kind, below(a, top, value), below(b, top, value)))
    if (cache.size > most) cache.clear() // V8's maps end at 2^24 entries
    cache.set(key, result)
    return result
  }

  function choose(a: Diagram, b: Diagram, c: Diagram): Diagram {
    if (a === always || b === c) return b
    if (a === never) return c
    const key = pair(b, c)
    const cache = chosen.get(key) ?? new Map<Diagram, Diagram>()
    chosen.set(key, cache)
    const known = cache.get(a)
    if (known !== undefined) return known
    spend()
    const top = Math.min(level(a), level(b), level(c))
    const result = split(top, value => choose(below(a, top, value), below(b, top, value), below(c, top, value)))
    cache.set(a, result)
    return result
  }

  function number(value: number): Diagram {
    const found = ends.get(value)
    if (found !== undefined) return found
    const id = levels.push(Number.POSITIVE_INFINITY) - 1
    branches[id] = []
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
      if (where === never || seen.has(pair(one, where))) return
      seen.add(pair(one, where))
      spend()
      const end = numbers.get(one)
      if (end !== undefined) return void found.add(end)
      const top = Math.min(level(one), level(where))
      for (let value = 0; value < (sizes[top] as number); value++) visit(below(one, top, value), below(where, top, value))
    }
    visit(a, within)
    return found
  }

  const barren = new Set<number | string>()
  const apart = new Set<number>()

  function pick(a: Diagram, b: Diagram = never, c: Diagram = always): Choice | null {
    const choice = new Map<number, number>()
    const find = (one: Diagram, other: Diagram, also: Diagram): boolean => {
      if (one === never || also === never || other === always || one === other || also === other) return false
      if (one === always && also === always && other === never) return true
      const key = also === always ? pair(one, other) : `${one} ${other} ${also}`
      if (barren.has(key)) return false
      spend()
      const top = Math.min(level(one), level(other), level(also))
      for (let value = 0; value < (sizes[top] as number); value++) {
        if (!find(below(one, top, value), below(other, top, value), below(also, top, value))) continue
        choice.set(top, value)
        return true
      }
      if (barren.size > most) barren.clear()
      barren.add(key)
      return false
    }
    return find(a, b, c) ? choice : null
  }

  function meets(a: Diagram, b: Diagram): boolean {
    if (a === never || b === never) return false
    if (a === always || b === always || a === b) return true
    const key = a < b ? pair(a, b) : pair(b, a)
    if (apart.has(key)) return false
    spend()
    const top = Math.min(level(a), level(b))
    for (let value = 0; value < (sizes[top] as number); value++) if (meets(below(a, top, value), below(b, top, value))) return true
    if (apart.size > most) apart.clear()
    apart.add(key)
    return false
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
    pick,
    meets,
  }
}

const most = 4_000_000

const shortcut: Record<'and' | 'or' | 'minus', (a: Diagram, b: Diagram) => Diagram | null> = {
  and: (a, b) => (a === never || b === never ? never : a === always || a === b ? b : b === always ? a : null),
  or: (a, b) => (a === always || b === always ? always : a === never || a === b ? b : b === never ? a : null),
  minus: (a, b) => (a === never || b === always || a === b ? never : b === never ? a : null),
}

function equal(a: readonly Diagram[], b: readonly Diagram[]): boolean {
  for (let place = 0; place < a.length; place++) if (a[place] !== b[place]) return false
  return a.length === b.length
}
