import { type Comparison, type Condition, type Facts, holds } from '../condition.ts'
import type { Form } from '../form.ts'
import type { Playbook } from '../playbook.ts'
import { scoreLead } from '../scoring.ts'
import { isComputed } from './compared-facts.ts'
import { comparisonKey } from './fact-space.ts'
import { always, type Diagram, type MultiDiagrams, never } from './multi-diagram.ts'

/** What conditions, territories and scores come to for the leads of one form. */
export interface ReadConditions {
  /** The leads a condition holds for. */
  where(condition: Condition): Diagram
  /** The place of the territory each lead is in; as many as there are territories: none. */
  territory(): Diagram
  points(): Diagram
}

/** `given` says where a comparison with a fact that is not computed holds; it is asked once for each. */
export function readConditions(playbook: Playbook, form: Form, diagrams: MultiDiagrams, given: (comparison: Comparison) => Diagram): ReadConditions {
  const known = new Map<string, Diagram>()

  function compare(comparison: Comparison): Diagram {
    const key = `${comparison.fact} ${comparisonKey(comparison)}`
    const found = known.get(key) ?? compareAnew(comparison)
    known.set(key, found)
    return found
  }

  function compareAnew(comparison: Comparison): Diagram {
    const { fact } = comparison
    if (fact === 'form') return holds(comparison, { form: form.id }) ? always : never
    if (fact === 'territory') return diagrams.mapNumbers(territory(), place => Number(holds(comparison, territoryFacts(playbook, place))))
    if (isComputed(fact)) return diagrams.mapNumbers(points(), sum => Number(holds(comparison, scoreFacts(playbook, sum))))
    return given(comparison)
  }

  function where(condition: Condition): Diagram {
    if ('all' in condition) return condition.all.reduceRight<Diagram>((rest, part) => diagrams.and(where(part), rest), always)
    if ('any' in condition) return condition.any.reduceRight<Diagram>((rest, part) => diagrams.or(where(part), rest), never)
    return 'not' in condition ? diagrams.not(where(condition.not)) : compare(condition)
  }

  const territory = once(() =>
    playbook.territories.reduceRight<Diagram>(
      (rest, { when }, place) => diagrams.choose(where(when), diagrams.number(place), rest),
      diagrams.number(playbook.territories.length),
    ),
  )
  // The sum in the order of the criteria, as `scoreLead` adds: with decimal points another order is another number.
  const points = once(() =>
    playbook.scoring.criteria.reduce<Diagram>((sum, { when, points: more }) => {
      const raised = diagrams.mapNumbers(sum, value => value + more)
      return diagrams.choose(where(when), raised, sum)
    }, diagrams.number(0)),
  )
  return { where, territory, points }
}

function once(make: () => Diagram): () => Diagram {
  let made: Diagram | null = null
  return () => {
    made ??= make()
    return made
  }
}

export function territoryFacts({ territories }: Playbook, place: number): Facts {
  const found = territories[place]
  return found ? { territory: found.id } : {}
}

export function scoreFacts({ scoring }: Playbook, points: number): Facts {
  const { grade } = scoreLead({ criteria: [{ id: '', label: '', when: { all: [] }, points }], grades: scoring.grades }, {})
  return { 'score.points': points, ...(grade !== null && { 'score.grade': grade }) }
}
