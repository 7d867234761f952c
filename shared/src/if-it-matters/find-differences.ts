import type { Comparison } from '../condition.ts'
import type { Playbook } from '../playbook.ts'
import { listsOf } from '../verify/compared-facts.ts'
import { always, type Diagram, never } from '../verify/multi-diagram.ts'
import { scoreFacts } from '../verify/read-conditions.ts'
import type { World } from './create-world.ts'
import type { FormSpaces } from './form-spaces.ts'
import { matchesOf } from './read-facts.ts'

/**
 * For which visitors two worlds end in another result: the rule that takes the lead, what that rule's destinations read of it, its
 * grade, its territory. Two rules are two results even where their lists are the same: the decision names its rule. Handed out in
 * parts, each a pair whose meeting it is; whoever takes a part answers with the visitors that need no further look. `among` are those to
 * look at.
 */
export function* findDifferences(
  playbook: Playbook,
  spaces: FormSpaces,
  one: World,
  other: World,
  among: Diagram,
): Generator<[Diagram, Diagram], void, Diagram> {
  const { diagrams } = spaces
  const gradeOf = (world: World) => diagrams.mapNumbers(world.points(), sum => gradePlace(playbook, sum))
  let rest = among
  rest = diagrams.minus(rest, yield [rest, numbersDiffer(spaces, one.territory(), other.territory())])
  if (playbook.scoring.grades.length > 0) rest = diagrams.minus(rest, yield [rest, numbersDiffer(spaces, gradeOf(one), gradeOf(other))])
  for (const [place, list] of listsOf(playbook).entries()) {
    const when = playbook.routing.rules[place]?.when
    const here = when ? one.where(when) : always
    const there = when ? other.where(when) : always
    if (here !== there) rest = diagrams.minus(rest, yield [rest, diagrams.or(diagrams.minus(here, there), diagrams.minus(there, here))])
    const both = diagrams.and(here, there)
    for (const facts of matchesOf(list)) {
      const differs = readingDiffers(spaces, one, other, facts)
      if (differs !== never) rest = diagrams.minus(rest, yield [diagrams.and(rest, both), differs])
    }
    rest = diagrams.minus(rest, diagrams.or(here, there))
  }
}

function gradePlace(playbook: Playbook, points: number): number {
  const grade = scoreFacts(playbook, points)['score.grade']
  return playbook.scoring.grades.findIndex(({ id }) => id === grade)
}

function numbersDiffer({ diagrams }: FormSpaces, a: Diagram, b: Diagram): Diagram {
  if (a === b) return never
  const numbers = [...diagrams.numbersWithin(a, always), ...diagrams.numbersWithin(b, always)]
  return [...new Set(numbers)].reduce<Diagram>((some, number) => {
    const isNumber = (diagram: Diagram) => diagrams.mapNumbers(diagram, one => Number(one === number))
    return diagrams.or(some, diagrams.minus(isNumber(a), isNumber(b)))
  }, never)
}

/** What a destination reads: nothing where one of its facts is unknown, for then it matches nobody; else all their values. */
function readingDiffers(spaces: FormSpaces, one: World, other: World, facts: readonly string[]): Diagram {
  const { diagrams } = spaces
  const differs = facts.reduce<Diagram>((some, fact) => diagrams.or(some, valueDiffers(spaces, one, other, fact)), never)
  if (differs === never) return never
  const readIn = (world: World) => facts.reduce<Diagram>((all, fact) => diagrams.and(all, isKnown(spaces, world, fact)), always)
  return diagrams.and(differs, diagrams.or(readIn(one), readIn(other)))
}

function isKnown({ diagrams }: FormSpaces, world: World, fact: string): Diagram {
  if (fact === 'form' || fact === 'score.points') return always
  if (fact === 'territory' || fact === 'score.grade') return world.where({ fact, op: 'known' })
  return world.sources(fact).reduce<Diagram>((some, { from }) => diagrams.or(some, from), never)
}

function valueDiffers(spaces: FormSpaces, one: World, other: World, fact: string): Diagram {
  const { diagrams } = spaces
  if (fact === 'form' || fact === 'territory' || fact === 'score.grade') return never // constant, or a result of its own
  if (fact === 'score.points') return numbersDiffer(spaces, one.points(), other.points())
  const here = one.sources(fact)
  const there = other.sources(fact)
  const knownHere = isKnown(spaces, one, fact)
  const knownThere = isKnown(spaces, other, fact)
  let differs = diagrams.or(diagrams.minus(knownHere, knownThere), diagrams.minus(knownThere, knownHere))
  for (const a of here)
    for (const b of there) {
      const both = a.source === b.source ? never : diagrams.and(a.from, b.from)
      if (both !== never) differs = diagrams.or(differs, diagrams.minus(both, isSame(spaces, a.source, b.source)))
    }
  return differs
}

/** Where two facts certainly have the same value; two values that nothing names one by one can differ. */
function isSame({ form, diagrams, spaces, compared }: FormSpaces, a: string, b: string): Diagram {
  const isList = (fact: string) => form.questions.some(({ id, kind }) => `answers.${id}` === fact && kind === 'choices')
  if (isList(a) !== isList(b)) return never
  const at = (fact: string, comparison: Comparison) => spaces.get(fact)?.compare({ ...comparison, fact }) ?? never
  const named = (compared.get(a) ?? []).filter(({ op }) => op === (isList(a) ? 'includes' : 'is'))
  const both = named.map((comparison): [Diagram, Diagram] => [at(a, comparison), at(b, comparison)])
  return isList(a)
    ? both.reduce<Diagram>((all, [here, there]) => diagrams.and(all, diagrams.choose(here, there, diagrams.not(there))), always)
    : both.reduce<Diagram>((some, [here, there]) => diagrams.or(some, diagrams.and(here, there)), never)
}
