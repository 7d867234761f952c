import type { Condition } from '../condition.ts'
import { always, type Diagram, type MultiDiagrams, never } from '../verify/multi-diagram.ts'
import { type Literals, type Written, writeLiteral } from './literals.ts'

/** Values that some variables may have; of others, any. */
type Cube = Map<number, ReadonlySet<number>>

export interface Cover {
  /** Alternatives, each of which says something of some variables. */
  cubes: Map<number, Written>[]
}

/** More alternatives than anybody reads. */
const most = 24

/**
 * Few alternatives that together hold wherever `must` does and nowhere outside `may`: each is as general as `may` allows and none is
 * to spare, the way two-level logic is made small (R. K. Brayton et al., “Logic Minimization Algorithms for VLSI Synthesis”, 1984).
 * `order`: the variables from the one given up last to the one given up first. Null when it takes too many,
 * or when comparisons do not tell apart what would have to be.
 */
export function coverOf(diagrams: MultiDiagrams, literals: ReadonlyMap<number, Literals>, order: readonly number[], must: Diagram, may: Diagram): Cover | null {
  const byValues = ({ variable, values }: Literals, allowed: ReadonlySet<number>) =>
    diagrams.byValue(
      variable,
      Array.from({ length: values }, (_, value) => allowed.has(value)),
    )
  const diagramOf = (cube: Cube) => [...cube].reduce<Diagram>((all, [variable, allowed]) => diagrams.and(all, byValues(literalsOf(variable), allowed)), always)
  const literalsOf = (variable: number) => literals.get(variable) as Literals // there is one for each that matters

  function pick(among: Diagram): Cube {
    let rest = among
    const cube: Cube = new Map()
    for (const variable of order) {
      const { values } = literalsOf(variable)
      for (let value = values - 1; value >= 0; value--) {
        const chosen = diagrams.and(rest, byValues(literalsOf(variable), new Set([value])))
        if (chosen === never) continue
        cube.set(variable, new Set([value]))
        rest = chosen
        break
      }
    }
    return cube
  }

  const isAllowed = (cube: Cube) => diagrams.minus(diagramOf(cube), may) === never

  function widened(minterm: Cube): Cube {
    const cube = new Map(minterm)
    for (const variable of [...order].reverse()) {
      const kept = cube.get(variable) as ReadonlySet<number> // picked above
      cube.delete(variable)
      if (!isAllowed(cube)) cube.set(variable, kept)
    }
    for (const [variable, kept] of cube) {
      let wider = kept
      for (let value = 0; value < literalsOf(variable).values; value++) {
        if (wider.has(value)) continue
        const more = new Set([...wider, value])
        if (isAllowed(new Map(cube).set(variable, more))) wider = more
      }
      cube.set(variable, wider)
    }
    return cube
  }

  const cubes: Cube[] = []
  for (let open = must; open !== never; ) {
    if (cubes.length === most) return null
    const cube = widened(pick(open))
    cubes.push(cube)
    open = diagrams.minus(open, diagramOf(cube))
  }
  const covered = (some: readonly Diagram[]) => some.reduce<Diagram>((all, one) => diagrams.or(all, one), never)
  const needed = cubes.reduce<Cube[]>((left, cube) => {
    const others = left.filter(one => one !== cube)
    return diagrams.minus(must, covered(others.map(diagramOf))) === never ? others : left
  }, cubes)

  const shapes = needed.map(diagramOf)
  const written: Cover['cubes'] = []
  for (const [place, cube] of needed.entries()) {
    const literal = new Map<number, Written>()
    for (const [variable, allowed] of cube) {
      const only = diagrams.minus(diagrams.and(must, shapes[place] as Diagram), covered(shapes.filter((_, other) => other !== place)))
      const least = [...allowed].filter(value => diagrams.and(only, byValues(literalsOf(variable), new Set([value]))) !== never)
      const said = writeLiteral(literalsOf(variable), new Set(least), allowed)
      if (!said) return null
      literal.set(variable, said)
      shapes[place] = diagrams.and(shapes[place] as Diagram, byValues(literalsOf(variable), said.values))
    }
    written.push(literal)
  }
  return { cubes: written }
}

/** Any of the alternatives. */
export function coverCondition({ cubes }: Cover): Condition {
  return { any: cubes.map(cube => ({ all: [...cube.values()].map(({ condition }) => condition) })) }
}

/** None of them, said of each variable by itself. */
export function uncoverCondition({ cubes }: Cover, literals: ReadonlyMap<number, Literals>): Condition {
  const opposite = (variable: number, { condition, values }: Written): Condition => {
    const known = literals.get(variable) as Literals // the cover was made with it
    const others = new Set(Array.from({ length: known.values }, (_, value) => value).filter(value => !values.has(value)))
    return writeLiteral(known, others, others)?.condition ?? { not: condition }
  }
  return { all: cubes.map(cube => ({ any: [...cube].map(([variable, written]) => opposite(variable, written)) })) }
}
