import { checkAnswer } from '../answers.ts'
import { type Comparison, type Facts, type FactValue, normalise, position, same } from '../condition.ts'
import { countryCodes } from '../country-codes.ts'
import { emailKinds, vocabulary } from '../facts.ts'
import type { Form } from '../form.ts'
import type { Playbook } from '../playbook.ts'
import type { Roster } from '../roster.ts'
import { type ComparedFacts, comparedFacts, ownerFacts, sourcesOf } from '../verify/compared-facts.ts'
import { type FactSpace, holdsFor } from '../verify/fact-space.ts'
import { answerSpace, factSpace, type SpaceRequest } from '../verify/fact-values.ts'
import { createMultiDiagrams } from '../verify/multi-diagram.ts'
import type { FactLaws } from './settle-facts.ts'

/** What a fact could have been instead. */
export interface FactChoices {
  /** Of each kind of value that no comparison tells apart, the one nearest to what was given; null is unknown. None where it only follows others. */
  of(form: Form, fact: string): readonly (FactValue | null)[]
  /** Whether every kind of value was looked at, of all facts asked for so far. */
  isComplete(): boolean
}

const mostCombinations = 4_000

export function readFactChoices({ playbook, roster, given, rep, laws }: ChoiceRequest): FactChoices {
  let complete = true
  const leave = () => {
    complete = false
  }
  const tables = new Map<Form, { compared: ComparedFacts; choices: Map<string, readonly (FactValue | null)[]> }>()
  const tableOf = (form: Form) => {
    const table = tables.get(form) ?? { compared: comparedFacts(withoutOwnerDestinations(playbook), roster, form), choices: new Map() }
    tables.set(form, table)
    return table
  }
  return {
    isComplete: () => complete,
    of(form, fact) {
      const { compared, choices } = tableOf(form)
      const found = choices.get(fact) ?? choose({ playbook, roster, given, rep, laws, form, fact, comparisons: comparisonsWith(form, fact, compared), leave })
      choices.set(fact, found)
      return found
    },
  }
}

export interface ChoiceRequest {
  playbook: Playbook
  roster: Roster
  given: Facts
  /** Whose lead it should have been: among owners they are told from others. */
  rep: string
  laws: FactLaws
}

interface FactRequest extends ChoiceRequest {
  form: Form
  fact: string
  comparisons: readonly Comparison[]
  leave: () => void
}

/** Owners are told apart here by what is compared and matched, not rep by rep: see `ownersOf`. */
function withoutOwnerDestinations(playbook: Playbook): Playbook {
  const { rules, otherwise } = playbook.routing
  const isElse = ({ kind }: { kind: string }) => kind !== 'owner'
  return { ...playbook, routing: { rules: rules.map(rule => ({ ...rule, to: rule.to.filter(isElse) })), otherwise: otherwise.filter(isElse) } }
}

/** Those of a fact that an answer would fill were made with the answers: they are this fact's too, where it stands for itself. */
function comparisonsWith(form: Form, fact: string, compared: ComparedFacts): Comparison[] {
  const sources = fact === 'place.country' ? [fact, ...sourcesOf(form, fact)] : [fact]
  return sources.flatMap(source => compared.get(source) ?? []).map(comparison => ({ ...comparison, fact }))
}

function choose(request: FactRequest): (FactValue | null)[] {
  const { playbook, given, laws, form, fact, comparisons } = request
  const actual = given[fact]
  if (fact === 'form') return playbook.forms.map(({ id }) => id).filter(id => id !== laws.formOf(given).id)
  if (fact === 'territory' || fact.startsWith('score.') || laws.isDerived(fact)) return []
  if (fact.startsWith('answers.') && !form.questions.some(({ id }) => `answers.${id}` === fact)) return []
  if (!fact.startsWith('answers.') && !Object.hasOwn(vocabulary, fact)) return []
  const values = ownerFacts.includes(fact) ? ownersOf(request) : ordinaryValues(request)
  const kindOf = (value: FactValue) =>
    comparisons.map(comparison => Number(holdsFor(comparison, value))).join('') + (ownerFacts.includes(fact) ? Number(same(value, request.rep)) : '')
  const kinds = new Map<string, { value: FactValue; distance: number }>()
  for (const value of values) {
    const kind = ownerFacts.includes(fact) ? `${kindOf(value)} ${value}` : kindOf(value)
    const distance = distanceOf(value, actual, comparisons)
    const nearest = kinds.get(kind)
    if (!nearest || distance < nearest.distance) kinds.set(kind, { value, distance })
  }
  if (actual !== undefined) kinds.delete(ownerFacts.includes(fact) ? `${kindOf(actual)} ${actual}` : kindOf(actual))
  const others = [...kinds.values()].sort((a, b) => a.distance - b.distance).map(({ value }) => value)
  return actual === undefined ? others : [...others, null]
}

function ordinaryValues({ form, fact, roster, comparisons, leave, given }: FactRequest): FactValue[] {
  const question = form.questions.find(({ id }) => `answers.${id}` === fact)
  const reps = roster.reps.map(({ id }) => id)
  const make = (request: SpaceRequest) =>
    question ? answerSpace(question, request) : factSpace(fact === 'place.country' ? 'company.country' : fact, reps, request)
  const standing = listValues(make, comparisons, leave)
  const accepts = (value: FactValue) => typeof value !== 'number' || value >= 0 || question !== undefined
  const near = standing.some(value => typeof value === 'number' || question?.kind === 'date') ? neighbours(comparisons, question) : []
  const options = question && 'options' in question ? question.options.map(({ id }) => id) : namesOf(fact)
  const named = standing.some(value => typeof value === 'string') ? valuesOf(comparisons).filter(value => typeof value === 'string' && value.trim() !== '') : []
  return [
    ...near,
    ...named.flatMap(value => options?.find(id => same(id, value)) ?? (options ? [] : value)),
    ...standing.map(value => keepOthers(value, given[fact], comparisons)),
  ].filter(
    value => accepts(value) && (!question || checkAnswer(question, value as Parameters<typeof checkAnswer>[1]) === null), // answers are no lists of numbers
  )
}

/** The only values a fact has, as they are spelled; null where it can be any text. */
function namesOf(fact: string): readonly string[] | null {
  if (fact === 'email.kind') return emailKinds
  return fact === 'company.country' || fact === 'place.country' ? countryCodes : null
}

/** One value for each class that `verify` tells apart: every combination of a space's variables. */
function listValues(make: (request: SpaceRequest) => FactSpace, comparisons: readonly Comparison[], leave: () => void): FactValue[] {
  const sizes: number[] = []
  const diagrams = createMultiDiagrams({ steps: 1_000_000 })
  const variable = (values: number) => {
    sizes.push(values)
    return diagrams.variable(values)
  }
  const space = make({ diagrams: { ...diagrams, variable }, comparisons, leave })
  const combinations = sizes.reduce((count, size) => count * size, 1)
  if (combinations > mostCombinations) leave()
  return Array.from({ length: Math.min(combinations, mostCombinations) }, (_, number) => {
    let rest = number
    const choice = new Map(
      sizes.map((size, place) => {
        const value = rest % size
        rest = Math.floor(rest / size)
        return [place, value]
      }),
    )
    return space.value(choice)
  }).filter(value => value !== undefined)
}

/** The numbers, or days, at and beside those that are compared with: of a range the end nearest to what was given reads best. */
function neighbours(comparisons: readonly Comparison[], question: Form['questions'][number] | undefined): FactValue[] {
  const compared = valuesOf(comparisons)
  if (question?.kind === 'date') {
    const days = compared.flatMap(value => position(value) ?? []).map(time => Math.floor(time / dayMs))
    return days.flatMap(day => [day - 1, day, day + 1]).map(day => new Date(day * dayMs).toISOString().slice(0, 10))
  }
  const step = question?.kind === 'number' ? (question.step ?? 1) : 1
  const numbers = compared.filter(value => typeof value === 'number')
  return numbers.flatMap(value => [value, value - step, value + step]).filter(value => question !== undefined || Number.isInteger(value))
}

const dayMs = 86_400_000

/** A list that differs from the given one only in what is compared with. */
function keepOthers(value: FactValue, actual: FactValue | undefined, comparisons: readonly Comparison[]): FactValue {
  if (!Array.isArray(value) || !Array.isArray(actual)) return value
  const compared = valuesOf(comparisons).map(one => normalise(String(one)))
  const [wanted, had] = [value as readonly string[], actual as readonly string[]] // lists of facts are texts
  const kept = had.filter(one => !compared.includes(normalise(one)) || wanted.some(other => same(other, one)))
  return [...kept, ...wanted.filter(one => compared.includes(normalise(one)) && !kept.some(other => same(other, one)))]
}

function valuesOf(comparisons: readonly Comparison[]): (string | number | boolean)[] {
  return comparisons.flatMap(({ value }) => (value === undefined ? [] : ([value].flat() as (string | number | boolean)[]))) // a list was taken apart
}

/** Of numbers and days how far apart, of lists how many differ; of others, those that the playbook names come first, in its order. */
function distanceOf(value: FactValue, actual: FactValue | undefined, comparisons: readonly Comparison[]): number {
  if (Array.isArray(value)) {
    const had: readonly unknown[] = Array.isArray(actual) ? actual : []
    return value.filter(one => !had.some(other => same(one, other))).length + had.filter(one => !value.some(other => same(one, other))).length
  }
  const [to, from] = [position(value), actual === undefined ? null : position(actual)]
  if (to !== null && from !== null) return Math.abs(to - from)
  const place = valuesOf(comparisons).findIndex(one => same(one, value))
  return place < 0 ? Number.MAX_SAFE_INTEGER : place
}

/**
 * The rep; of others, only who is told from them by a comparison or a match. Where that may be somebody who is not on the roster,
 * nobody else is looked at: whoever may take the lead themselves is only in the way.
 */
function ownersOf(request: FactRequest): FactValue[] {
  const { fact, comparisons, roster, rep, leave } = request
  const kindOf = (value: FactValue) => comparisons.map(comparison => Number(holdsFor(comparison, value))).join('')
  const isRep = (value: FactValue) => roster.reps.some(({ id }) => same(id, value))
  const strangers = listValues(space => factSpace(fact, [], space), comparisons, leave).filter(value => !isRep(value))
  const covered = new Set(strangers.map(kindOf))
  const others = roster.reps.map(({ id }) => id).filter(id => !same(id, rep) && !covered.has(kindOf(id)))
  const one = new Map(strangers.map(value => [kindOf(value), value]))
  return [rep, ...others, ...one.values()]
}
