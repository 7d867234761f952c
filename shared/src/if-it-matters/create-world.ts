import type { Comparison, Condition } from '../condition.ts'
import type { Question } from '../form.ts'
import type { Playbook } from '../playbook.ts'
import { questionsInOrder, sourcesOf } from '../verify/compared-facts.ts'
import { comparisonKey, type FactSpace } from '../verify/fact-space.ts'
import { always, type Diagram, never } from '../verify/multi-diagram.ts'
import { type ReadConditions, readConditions } from '../verify/read-conditions.ts'
import type { FormSpaces } from './form-spaces.ts'

/** What comes of the visitors of a form when its questions are shown under certain conditions. */
export interface World extends ReadConditions {
  /** Who is asked a question, by its id. */
  asked: ReadonlyMap<string, Diagram>
  /** What a fact can come from, and for whom it does: at most one for each. */
  sources(fact: string): { source: string; from: Diagram }[]
}

/** `showWhen`: under which condition each question is shown; undefined: always. */
export function createWorld(
  playbook: Playbook,
  { form, diagrams, spaces, compared }: FormSpaces,
  showWhen: (question: Question) => Condition | undefined,
): World {
  const asked = new Map<string, Diagram>()

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

  const { where, territory, points } = readConditions(playbook, form, diagrams, comparison =>
    sources(comparison.fact).reduceRight<Diagram>((rest, { source, from }) => {
      const here = compareSource(spaces.get(source) as FactSpace, source, comparison) // only sources with a space
      return diagrams.or(diagrams.and(from, here), rest)
    }, never),
  )

  /** A list of values that publishing put together is told apart value by value. */
  function compareSource(space: FactSpace, source: string, comparison: Comparison): Diagram {
    const isTold = compared.get(source)?.some(one => comparisonKey(one) === comparisonKey(comparison))
    if (isTold || comparison.op !== 'in') return space.compare(comparison)
    return [comparison.value ?? []].flat().reduce<Diagram>((some, value) => diagrams.or(some, space.compare({ fact: source, op: 'is', value })), never)
  }

  for (const question of questionsInOrder(form)) {
    const condition = showWhen(question)
    asked.set(question.id, condition ? where(condition) : always)
  }
  return { asked, where, sources, territory, points }
}
