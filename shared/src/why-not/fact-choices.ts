import { checkAnswer } from '../answers.ts'
import { type Comparison, type Facts, type FactValue, normalise, own, position, same } from '../condition.ts'
import { countryCodes } from '../country-codes.ts'
import { emailKinds, vocabulary } from '../facts.ts'
import type { AnswerValue, Question } from '../form.ts'
import type { Playbook } from '../playbook.ts'
import type { Roster } from '../roster.ts'
import { filledBy, ownerFacts } from '../verify/compared-facts.ts'
import { type FactSpace, holdsFor, listSpace, singleSpace } from '../verify/fact-space.ts'
import { answerSpace, factSpace, type SpaceRequest } from '../verify/fact-values.ts'
import { createMultiDiagrams } from '../verify/multi-diagram.ts'
import { type FactType, readVocabulary } from '../verify/vocabulary.ts'
import { comparedAsGiven } from './compared-as-given.ts'
import { isComputed } from './fact-roots.ts'

/** What a fact could have been instead. */
export interface FactChoices {
  /** Of each kind of value that no comparison tells apart, the one nearest to what was given; null is unknown. */
  of(fact: string): readonly (FactValue | null)[]
  /** Whether every kind of value was looked at, of all facts asked for so far. */
  isComplete(): boolean
}

const mostCombinations = 4_000

export function readFactChoices({ playbook, roster, given, rep }: ChoiceRequest): FactChoices {
  let complete = true
  const leave = () => {
    complete = false
  }
  const compared = comparedAsGiven(playbook, roster)
  const types = new Map([...readVocabulary(playbook, roster)].map(([fact, { type }]) => [fact, type]))
  const choices = new Map<string, readonly (FactValue | null)[]>()
  return {
    isComplete: () => complete,
    of(fact) {
      const type = types.get(fact) ?? null
      const found = choices.get(fact) ?? choose({ playbook, roster, given, rep, fact, type, comparisons: compared.get(fact) ?? [], leave })
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
}

interface FactRequest extends ChoiceRequest {
  fact: string
  /** As `decide` takes it; null where it knows no such fact. */
  type: FactType | null
  comparisons: readonly Comparison[]
  leave: () => void
}

function choose(request: FactRequest): (FactValue | null)[] {
  const { playbook, given, fact, comparisons } = request
  const actual = own(given, fact)
  if (isComputed(fact)) return []
  if (fact === 'form') return playbook.forms.map(({ id }) => id).filter(id => actual === undefined || !same(id, actual)) // there is one always
  const values = ownerFacts.includes(fact) ? ownersOf(request) : sourcesOf(request).flatMap(source => valuesFrom(source, request))
  const kindOf = (value: FactValue) =>
    comparisons.map(comparison => Number(holdsFor(comparison, value))).join('') + (ownerFacts.includes(fact) ? ` ${value}` : '')
  const kinds = new Map<string, { value: FactValue; distance: number }>()
  for (const value of values) {
    const kind = kindOf(value)
    const distance = distanceOf(value, actual, comparisons)
    const nearest = kinds.get(kind)
    if (!nearest || distance < nearest.distance) kinds.set(kind, { value, distance })
  }
  if (actual !== undefined) kinds.delete(kindOf(actual))
  const others = [...kinds.values()].sort((a, b) => a.distance - b.distance).map(({ value }) => value)
  return actual === undefined ? others : [...others, null]
}

/** What says which values a fact can have: a question that asks for it or fills it, or its own name. */
type Source = Question | null

/** An answer is only what a question takes; what questions fill is given to decisions like any other fact. */
function sourcesOf({ playbook, fact, type }: FactRequest): Source[] {
  const questions = playbook.forms.flatMap(form => form.questions)
  const asking = questions.filter(({ id }) => `answers.${id}` === fact)
  if (fact.startsWith('answers.') || type === null) return asking
  return [...questions.filter(question => filledBy(question) === fact), null]
}

function valuesFrom(question: Source, request: FactRequest): FactValue[] {
  const { fact, type, comparisons, leave, given } = request
  const make = (space: SpaceRequest) => (question ? answerSpace(question, space) : spaceByName(fact, type, space))
  const standing = listValues(make, comparisons, leave)
  const near = standing.some(value => typeof value === 'number' || question?.kind === 'date') ? neighbours(comparisons, question) : []
  const options = question ? optionsOf(question) : namesOf(fact)
  const named = standing.some(value => typeof value === 'string') ? valuesOf(comparisons).filter(value => typeof value === 'string' && value.trim() !== '') : []
  const accepts = (value: FactValue) => (question ? checkAnswer(question, value as AnswerValue) === null : typeof value !== 'number' || isNumberOf(fact, value)) // lists of numbers are refused there
  return [
    ...near,
    ...named.flatMap(value => options?.find(id => same(id, value)) ?? (options ? [] : value)),
    ...standing.map(value => keepOthers(value, own(given, fact), comparisons)),
    ...standing,
  ].filter(value => accepts(value) && (fact.startsWith('answers.') || hasType(value, type)))
}

/** What a fact can be as its name says; of those that have a type only by what fills them, anything of that type. */
function spaceByName(fact: string, type: FactType | null, request: SpaceRequest): FactSpace {
  const { diagrams, comparisons } = request
  if (Object.hasOwn(vocabulary, fact) && vocabulary[fact] === type) return factSpace(fact === 'place.country' ? 'company.country' : fact, [], request)
  if (type === 'list') return listSpace(diagrams, comparisons, null)
  if (type === 'boolean') return singleSpace(diagrams, comparisons, [false, true])
  return type === 'number' ? singleSpace(diagrams, comparisons, anyNumber(comparisons)) : factSpace(fact, [], request)
}

function anyNumber(comparisons: readonly Comparison[]): number[] {
  const cuts = [...new Set(valuesOf(comparisons).filter(value => typeof value === 'number'))].sort((a, b) => a - b)
  const within = cuts.flatMap((cut, place) => [cut, (cut + (cuts[place + 1] ?? cut + 2)) / 2])
  return [(cuts[0] ?? 1) - 1, ...within]
}

/** People and pages are counted in whole numbers. */
function isNumberOf(fact: string, value: number): boolean {
  return !Object.hasOwn(vocabulary, fact) || (Number.isInteger(value) && value >= 0)
}

function hasType(value: FactValue, type: FactType | null): boolean {
  if (type === 'list') return Array.isArray(value)
  return typeof value === (type === 'text' ? 'string' : type)
}

/** The only values an answer has, as they are spelled; null where it can be any. */
function optionsOf(question: Question): readonly string[] | null {
  if (question.kind === 'country') return countryCodes
  return 'options' in question ? question.options.map(({ id }) => id) : null
}

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
function neighbours(comparisons: readonly Comparison[], question: Source): FactValue[] {
  const compared = valuesOf(comparisons)
  if (question?.kind === 'date') {
    const days = compared.flatMap(value => position(value) ?? []).map(time => Math.floor(time / dayMs))
    return days.flatMap(day => [day - 1, day, day + 1]).map(day => new Date(day * dayMs).toISOString().slice(0, 10))
  }
  const step = question?.kind === 'number' ? (question.step ?? 1) : 1
  const numbers = compared.filter(value => typeof value === 'number')
  return numbers.flatMap(value => [value, value - step, value + step])
}

const dayMs = 86_400_000

/** A list that differs from the given one only in what is compared with; where that leaves nothing, the value itself: an empty list is unknown. */
function keepOthers(value: FactValue, actual: FactValue | undefined, comparisons: readonly Comparison[]): FactValue {
  if (!Array.isArray(value) || !Array.isArray(actual)) return value
  const compared = valuesOf(comparisons).map(one => normalise(String(one)))
  const [wanted, had] = [value as readonly string[], actual as readonly string[]] // lists of facts are texts
  const kept = had.filter(one => !compared.includes(normalise(one)) || wanted.some(other => same(other, one)))
  const changed = [...kept, ...wanted.filter(one => compared.includes(normalise(one)) && !kept.some(other => same(other, one)))]
  return changed.length > 0 ? changed : value
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
