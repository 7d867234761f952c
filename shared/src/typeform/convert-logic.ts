import type { Condition } from '../condition.ts'
import type { Question } from '../form.ts'
import type { OptionIds } from './convert-field.ts'
import { createDiagrams, type Diagram } from './decision-diagram.ts'
import type { Leaf } from './list-leaves.ts'
import { readCondition } from './read-condition.ts'
import { type Fields, fieldsOf, type ImportProblem, listOf, textOf } from './unknown.ts'

export interface Place extends Leaf {
  question: Question | null
  options: OptionIds
}

interface Jump {
  when: Diagram
  to: number
}

/**
 * When each place is come by, as a condition over earlier answers. Typeform says where to go next; Baton says what to show. A
 * place is shown when some way leads to it: the sum, over all earlier places, of being there and taking the jump to it, or of
 * falling through from the one before. Jumps that cannot be said so are listed and left out. Null: always.
 */
export function convertLogic(
  places: readonly Place[],
  hidden: ReadonlyMap<string, string>,
  definition: Fields,
  problems: ImportProblem[],
): (Condition | null)[] {
  const diagrams = createDiagrams()
  const { always, never, and, or, not } = diagrams
  const jumps = readJumps()
  const reached: Diagram[] = [...places.map(() => never), never]
  reached[0] = always
  for (const index of places.keys()) {
    let staying = reached[index] ?? never
    for (const { when, to } of jumps[index] ?? []) {
      reached[to] = or(reached[to] ?? never, and(staying, when))
      staying = and(staying, not(when))
    }
    reached[index + 1] = or(reached[index + 1] ?? never, staying)
  }
  return places.map((_, index) => (reached[index] === always ? null : diagrams.toCondition(reached[index] ?? never)))

  function readJumps(): Jump[][] {
    const found: Jump[][] = places.map(() => [])
    for (const [index, value] of listOf(definition.logic).entries()) {
      const logic = fieldsOf(value)
      const from = places.findIndex(place => place.endsFor.includes(textOf(logic.ref)))
      for (const [number, action] of listOf(logic.actions).entries()) {
        const jump = readJump(fieldsOf(action), from, `/logic/${index}/actions/${number}`)
        if (jump) found[from]?.push(jump)
      }
    }
    return found
  }

  function readJump(action: Fields, from: number, path: string): Jump | null {
    const lose = (where: string, message: string) => {
      problems.push({ path: `${path}${where}`, message })
      return null
    }
    if (textOf(action.action) !== 'jump') return lose('/action', 'A calculation of scores or variables: write it as a criterion of the scoring.')
    if (from < 0) return lose('', 'It belongs to a question that is not in the form.')
    const target = fieldsOf(fieldsOf(action.details).to)
    const to = target.type === 'thankyou' ? places.length : places.findIndex(place => place.startsFor.includes(textOf(target.value)))
    if (to < 0) return lose('/details/to', 'It jumps to a question that is not in the form.')
    if (to <= from) return lose('/details/to', 'It jumps back: a form in Baton only goes forward, and visitors go back by themselves.')
    const condition = readCondition(fieldsOf(action.condition), { places, from, hidden, diagrams, path: `${path}/condition` })
    if ('problem' in condition) return lose(condition.problem.where.slice(path.length), condition.problem.message)
    if (target.type === 'thankyou' && !/^default/.test(textOf(target.value)) && condition.when !== always)
      lose('/details/to', 'It ends at a screen of its own: send these leads to “disqualify” with a rule. The form ends here all the same.')
    return { when: condition.when, to }
  }
}
