import type { Condition } from '../condition.ts'
import type { Question } from '../form.ts'
import type { Playbook } from '../playbook.ts'
import { isKnownInBrowser } from '../verify/browser-facts.ts'
import { questionsInOrder } from '../verify/compared-facts.ts'
import type { FactSpace } from '../verify/fact-space.ts'
import { always, type Diagram, never } from '../verify/multi-diagram.ts'
import { settledLaws } from '../verify/universe.ts'
import { createWorld, type World } from './create-world.ts'
import { findDifferences } from './find-differences.ts'
import type { FormSpaces } from './form-spaces.ts'

/** Of one question, over what is known when it would be asked: earlier answers (hidden: unknown), and what the browser reads. */
export interface Matters {
  /** All there can be then. */
  reachable: Diagram
  /** Where its own `showWhen` holds. */
  askable: Diagram
  /** Where some answer to it changes the result of some visitor. Within `askable`. */
  matters: Diagram
}

export type ShowWhen = (question: Question) => Condition | undefined

/**
 * Who there can be: with every fact as they would tell it if asked, such that the lead they bring to the form as it is written keeps
 * the laws `createUniverse` does.
 */
export function possibleVisitors(playbook: Playbook, formSpaces: FormSpaces, written: ShowWhen): Diagram {
  const { form, diagrams, spaces, compared } = formSpaces
  const world = createWorld(playbook, formSpaces, written)
  const laws = [...spaces.values()].map(({ lawful }) => lawful)
  for (const question of form.questions) {
    const { known } = spaces.get(`answers.${question.id}`) as FactSpace // every question has one
    if (question.required && question.kind !== 'hidden' && known !== never) laws.push(known)
  }
  return [...laws, ...settledLaws(form, compared).map(world.where)].reduceRight<Diagram>((all, law) => diagrams.and(law, all), always)
}

/** Compares the world in which a question is asked as `showWhen` says with the one in which nobody is, for the same visitors. Throws `BoundReached`. */
export function findMatters(playbook: Playbook, formSpaces: FormSpaces, visitors: Diagram, question: Question, showWhen: ShowWhen): Matters {
  const { form, diagrams, variables } = formSpaces
  const asking = createWorld(playbook, formSpaces, showWhen)
  const skipping = createWorld(playbook, formSpaces, one => (one.id === question.id ? { any: [] } : showWhen(one)))
  const order = questionsInOrder(form)
  const earlier = order.slice(0, order.indexOf(question))
  const before = new Set(earlier.map(({ id }) => `answers.${id}`))
  const later = new Set([...variables].flatMap(([fact, places]) => (before.has(fact) || isKnownInBrowser(fact) ? [] : places)))

  const seen = (a: Diagram, b: Diagram) => diagrams.exists(a, b, later)
  const asked = asking.asked.get(question.id) ?? never
  const some = seen(visitors, always)
  const toAsk = diagrams.and(some, asked)
  const found = answering(findDifferences(playbook, formSpaces, asking, skipping, diagrams.and(visitors, asked)), (a, b, known) =>
    diagrams.or(known, seen(a, b)),
  )
  const asGiven = (a: Diagram) => hideUnasked(formSpaces, asking, earlier, a)
  return { reachable: asGiven(some), askable: asGiven(toAsk), matters: asGiven(found) }
}

/** Takes parts one by one, and lets nobody be looked at again for whom the answer is known. */
function answering(parts: ReturnType<typeof findDifferences>, add: (a: Diagram, b: Diagram, known: Diagram) => Diagram): Diagram {
  let known: Diagram = never
  for (let part = parts.next(never); !part.done; part = parts.next(known)) known = add(...part.value, known)
  return known
}

/** From what visitors would answer to what is known of them: of a question they are not asked, nothing. The last question first. */
function hideUnasked({ diagrams, spaces, variables }: FormSpaces, world: World, earlier: readonly Question[], a: Diagram): Diagram {
  return earlier.reduceRight<Diagram>((rest, { id }) => {
    const asked = world.asked.get(id) ?? never
    if (asked === always) return rest
    const space = spaces.get(`answers.${id}`) as FactSpace // every question has one
    const unknown = diagrams.minus(space.lawful, space.known)
    const hidden = diagrams.and(unknown, diagrams.exists(rest, always, new Set(variables.get(`answers.${id}`))))
    return diagrams.choose(asked, rest, hidden)
  }, a)
}
