import { type Comparison, type Condition, holds } from '../condition.ts'
import type { Question } from '../form.ts'
import type { Playbook } from '../playbook.ts'
import { isComputed, questionsInOrder, sourcesOf } from '../verify/compared-facts.ts'
import { comparisonKey, type FactSpace } from '../verify/fact-space.ts'
import { always, type Diagram, never } from '../verify/multi-diagram.ts'
import { scoreFacts, territoryFacts } from '../verify/universe.ts'
import type { FormSpaces } from './form-spaces.ts'

/** What comes of the visitors of a form when its questions are shown under certain conditions. */
export interface World {
  /** Who is asked a question, by its id. */
  asked: ReadonlyMap<string, Diagram>
  where(condition: Condition): Diagram
  /** What a fact can come from, and for whom it does: at most one for each. */
  sources(fact: string): { source: string; from: Diagram }[]
  /** The place of the territory; as many as there are territories: none. */
  territory(): Diagram
  points(): Diagram
}

/** `showWhen`: under which condition each question is shown; undefined: always. */
export function createWorld(
  playbook: Playbook,
  { form, diagrams, spaces, compared }: FormSpaces,
  showWhen: (question: Question) => Condition | undefined,
): World {
  const asked = new Map<string, Diagram>()
  const known = new Map<string, Diagram>()
  let territoryMade: Diagram | null = null
  let pointsMade: Diagram | null = null

  function sources(fact: string): { source: string; from: Diagram }[] {
    let rest: Diagram = always
    return sourcesOf(form, fact).flatMap(source => {
      const space = spaces.get(source)
      if (!space) return []
      const given = source.startsWith('answers.') ? diagrams.and(asked.get(source.slice('answers.'.length)) ?? never, space.known) : space.known
      const from = diagrams.and(rest, given)
      rest = diagrams.minus(rest, given)
      return [{ source, from }]
    })
  }

  function compare(comparison: Comparison): Diagram {
    const key = `${comparison.fact} ${comparisonKey(comparison)}`
    const found = known.get(key) ?? readComparison(comparison)
    known.set(key, found)
    return found
  }

  function readComparison(comparison: Comparison): Diagram {
    const { fact } = comparison
    if (fact === 'form') return holds(comparison, { form: form.id }) ? always : never
    if (fact === 'territory') return diagrams.mapNumbers(territory(), place => Number(holds(comparison, territoryFacts(playbook, place))))
    if (isComputed(fact)) return diagrams.mapNumbers(points(), sum => Number(holds(comparison, scoreFacts(playbook, sum))))
    return sources(fact).reduceRight<Diagram>((rest, { source, from }) => {
      const here = compareSource(spaces.get(source) as FactSpace, source, comparison) // only sources with a space
      return diagrams.or(diagrams.and(from, here), rest)
    }, never)
  }

  /** A list of values that publishing put together is told apart value by value. */
  function compareSource(space: FactSpace, source: string, comparison: Comparison): Diagram {
    const isTold = compared.get(source)?.some(one => comparisonKey(one) === comparisonKey(comparison))
    if (isTold || comparison.op !== 'in') return space.compare(comparison)
    return [comparison.value ?? []].flat().reduce<Diagram>((some, value) => diagrams.or(some, space.compare({ fact: source, op: 'is', value })), never)
  }

  function where(condition: Condition): Diagram {
    if ('all' in condition) return condition.all.reduceRight<Diagram>((rest, part) => diagrams.and(where(part), rest), always)
    if ('any' in condition) return condition.any.reduceRight<Diagram>((rest, part) => diagrams.or(where(part), rest), never)
    return 'not' in condition ? diagrams.not(where(condition.not)) : compare(condition)
  }

  function territory(): Diagram {
    const none = diagrams.number(playbook.territories.length)
    territoryMade ??= playbook.territories.reduceRight<Diagram>((rest, { when }, place) => diagrams.choose(where(when), diagrams.number(place), rest), none)
    return territoryMade
  }

  /** In the order of the criteria, as `scoreLead` adds: with decimal points another order is another number. */
  function points(): Diagram {
    pointsMade ??= playbook.scoring.criteria.reduce<Diagram>(
      (sum, { when, points: more }) =>
        diagrams.choose(
          where(when),
          diagrams.mapNumbers(sum, value => value + more),
          sum,
        ),
      diagrams.number(0),
    )
    return pointsMade
  }

  for (const question of questionsInOrder(form)) {
    const condition = showWhen(question)
    asked.set(question.id, condition ? where(condition) : always)
  }
  return { asked, where, sources, territory, points }
}
