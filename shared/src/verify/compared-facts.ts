import { type Comparison, type Condition, normalise } from '../condition.ts'
import { vocabulary } from '../facts.ts'
import { stepsOf } from '../flow.ts'
import type { Form, Question } from '../form.ts'
import type { Playbook } from '../playbook.ts'
import type { Rep, Roster } from '../roster.ts'
import { comparisonKey } from './fact-space.ts'
import { meaningOf } from './vocabulary.ts'

/** Every comparison of a playbook with a form, by the fact that it is made with. */
export type ComparedFacts = ReadonlyMap<string, readonly Comparison[]>

/** Questions in the order they are asked. */
export function questionsInOrder(form: Form): Question[] {
  const byId = new Map(form.questions.map(question => [question.id, question]))
  return stepsOf(form).flatMap(step => step.flatMap(id => byId.get(id) ?? []))
}

/**
 * The facts a fact's value comes from, the strongest first: the answers that fill it (the last question wins), then the fact
 * itself; a lead is in its company's country unless an answer says otherwise. None: it is never known on this form.
 */
export function sourcesOf(form: Form, fact: string): string[] {
  if (fact.startsWith('answers.')) return form.questions.some(({ id }) => `answers.${id}` === fact) ? [fact] : []
  const fillers = form.questions.filter(question => filledBy(question) === fact).map(({ id }) => `answers.${id}`)
  const rest = fact === 'place.country' ? sourcesOf(form, 'company.country') : Object.hasOwn(vocabulary, fact) ? [fact] : []
  return [...fillers.reverse(), ...rest]
}

export function filledBy(question: Question): string | undefined {
  return question.fills ?? (question.kind === 'country' ? 'place.country' : undefined)
}

/** Facts that are computed and never given; the form is one and known. */
export function isComputed(fact: string): boolean {
  return fact === 'territory' || fact === 'score.points' || fact === 'score.grade' || fact === 'form'
}

export function comparedFacts(playbook: Playbook, roster: Roster, form: Form): ComparedFacts {
  const found = new Map<string, Map<string, Comparison>>()
  const add = (comparison: Comparison) => {
    for (const source of isComputed(comparison.fact) ? [] : sourcesOf(form, comparison.fact)) {
      const comparisons = found.get(source) ?? new Map<string, Comparison>()
      const key = comparisonKey(comparison)
      if (!comparisons.has(key)) comparisons.set(key, { ...comparison, fact: source })
      found.set(source, comparisons)
    }
  }
  for (const comparison of comparisonsOf(playbook, form)) add(comparison)
  for (const comparison of matchComparisons(playbook, roster, form)) add(comparison)
  for (const comparison of ownerComparisons(playbook, roster)) add(comparison)
  for (const fact of ['account.known', 'lead.returning']) if (found.has(fact)) add({ fact, op: 'is', value: true })
  const isRegionAsked = form.questions.some(question => filledBy(question) === 'place.region' && question.kind === 'choice')
  const regions = [...(isRegionAsked || sourcesOf(form, 'place.region').some(source => found.has(source)) ? regionCountries(form, found) : [])]
  for (const country of regions) {
    add({ fact: 'place.region', op: 'startsWith', value: `${country}-` })
    add({ fact: 'place.country', op: 'is', value: country })
  }
  return new Map([...found].map(([fact, comparisons]) => [fact, [...comparisons.values()]]))
}

function comparisonsOf({ scoring, territories, routing }: Playbook, form: Form): Comparison[] {
  const conditions = [
    ...form.questions.flatMap(({ showWhen }) => showWhen ?? []),
    ...[...scoring.criteria, ...territories, ...routing.rules].map(({ when }) => when),
  ]
  return conditions.flatMap(leaves)
}

function leaves(condition: Condition): Comparison[] {
  if ('all' in condition) return condition.all.flatMap(leaves)
  if ('any' in condition) return condition.any.flatMap(leaves)
  return 'not' in condition ? leaves(condition.not) : [condition]
}

export function listsOf({ routing }: Playbook) {
  return [...routing.rules.map(({ to }) => to), routing.otherwise]
}

/** That a fact has (one of) the values of a rep's attribute, as comparisons: of a list, that it holds one. */
export function matchingComparisons(form: Form, rep: Rep, attribute: string, fact: string): Comparison[] {
  const held = rep.attributes && Object.hasOwn(rep.attributes, attribute) ? rep.attributes[attribute] : undefined
  if (held === undefined) return []
  const values: readonly (string | number | boolean)[] = Array.isArray(held) ? held : [held as string | number | boolean] // a list was ruled out
  const lists = sourcesOf(form, fact).map(source => isList(form, source))
  const ops: Comparison['op'][] = [
    ...(lists.includes(false) || lists.length === 0 ? ['is' as const] : []),
    ...(lists.includes(true) ? ['includes' as const] : []),
  ]
  return values.flatMap(value => ops.map(op => ({ fact, op, value })))
}

function isList(form: Form, source: string): boolean {
  const question = form.questions.find(({ id }) => `answers.${id}` === source)
  return question ? meaningOf(question).type === 'list' : Object.hasOwn(vocabulary, source) && vocabulary[source] === 'list'
}

function matchComparisons(playbook: Playbook, roster: Roster, form: Form): Comparison[] {
  const reps = new Map(roster.reps.map(rep => [normalise(rep.id), rep]))
  const pools = new Map(playbook.pools.map(pool => [normalise(pool.id), pool]))
  return listsOf(playbook)
    .flat()
    .flatMap(destination => {
      if (destination.kind !== 'pool') return []
      const members = pools.get(normalise(destination.pool))?.members.flatMap(({ rep }) => reps.get(normalise(rep)) ?? []) ?? []
      return (destination.match ?? []).flatMap(({ attribute, has }) => members.flatMap(rep => matchingComparisons(form, rep, attribute, has)))
    })
}

export const ownerFacts = ['lead.owner', 'account.owner', 'colleague.owner']

function ownerComparisons(playbook: Playbook, roster: Roster): Comparison[] {
  if (!listsOf(playbook).some(list => list.some(({ kind }) => kind === 'owner'))) return []
  return roster.reps.flatMap(({ id }) => ownerFacts.map(fact => ({ fact, op: 'is' as const, value: id })))
}

/** The countries of the regions that are compared with, or that a question offers. */
export function regionCountries(form: Form, compared: ReadonlyMap<string, unknown>): Set<string> {
  const sources = sourcesOf(form, 'place.region')
  const texts = sources.flatMap(source => {
    const comparisons = compared.get(source)
    const values = comparisons instanceof Map ? [...comparisons.values()] : ((comparisons as Comparison[] | undefined) ?? []) // as it is while, and once, collected
    const question = form.questions.find(({ id }) => `answers.${id}` === source)
    return [...values.flatMap(({ value }) => value), ...(question?.kind === 'choice' ? question.options.map(({ id }) => id) : [])]
  })
  return new Set(
    texts.flatMap(text =>
      typeof text === 'string'
        ? (normalise(text)
            .match(/^([a-z]{2})(-|$)/)?.[1]
            ?.toUpperCase() ?? [])
        : [],
    ),
  )
}
