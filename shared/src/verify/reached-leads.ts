import type { Playbook } from '../playbook.ts'
import { BoundReached, type Diagram } from './multi-diagram.ts'
import type { Universe } from './universe.ts'

/** The leads of one form, rule by rule. */
export interface ReachedLeads {
  universe: Universe
  /** As far as the bound let it be found out. */
  rules: {
    /** Those its condition holds for, possible or not. */
    meant: Diagram
    /** Those no earlier rule takes. With `meant` those it takes itself: never built, for together they are by far larger. */
    arriving: Diagram
    takesSome: boolean
  }[]
  /** Those no rule takes; null where a bound left rules open. */
  otherwise: Diagram | null
}

export function reachedLeads(universe: Universe, { routing }: Playbook, leave: (why: string) => void): ReachedLeads {
  const { diagrams } = universe
  const rules: ReachedLeads['rules'] = []
  let rest = universe.possible
  try {
    for (const { when } of routing.rules) {
      const meant = universe.where(when)
      rules.push({ meant, arriving: rest, takesSome: diagrams.meets(rest, meant) })
      rest = diagrams.minus(rest, meant)
    }
    return { universe, rules, otherwise: rest }
  } catch (error) {
    if (!(error instanceof BoundReached || error instanceof RangeError)) throw error // the stack ends where a playbook compares thousands of facts
    leave(`form ${universe.form.id}: the rules from /routing/rules/${rules.length} on, which need more steps than the bound allows.`)
    return { universe, rules, otherwise: null }
  }
}
