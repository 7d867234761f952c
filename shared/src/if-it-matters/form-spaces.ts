import { type Comparison, isIsoDate, normalise } from '../condition.ts'
import type { Form, Question } from '../form.ts'
import type { Playbook } from '../playbook.ts'
import { isKnownInBrowser } from '../verify/browser-facts.ts'
import { comparedFacts, isComputed, questionsInOrder, regionCountries, sourcesOf } from '../verify/compared-facts.ts'
import { comparisonKey, type FactSpace } from '../verify/fact-space.ts'
import { answerSpace, factSpace } from '../verify/fact-values.ts'
import { type Budget, createMultiDiagrams, type MultiDiagrams } from '../verify/multi-diagram.ts'
import { matchedFacts } from './read-facts.ts'

/** Everything that can be told apart of those who fill in one form, as variables. */
export interface FormSpaces {
  form: Form
  diagrams: MultiDiagrams
  /** By fact. A question's is what a visitor would answer if asked; unknown: what they leave out. */
  spaces: ReadonlyMap<string, FactSpace>
  /** Of each fact, the comparisons its space tells apart. */
  compared: ReadonlyMap<string, readonly Comparison[]>
  /** Of each fact. */
  variables: ReadonlyMap<string, readonly number[]>
  /** How many values each variable has. */
  sizes: ReadonlyMap<number, number>
}

/** The roster is live: what is told apart here must do for any. `leave` is told of facts of which not every value could be looked at. */
export function createFormSpaces(playbook: Playbook, form: Form, budget: Budget, leave: (why: string) => void): FormSpaces {
  const sizes = new Map<number, number>()
  const made = createMultiDiagrams(budget)
  const diagrams: MultiDiagrams = {
    ...made,
    variable: values => {
      const place = made.variable(values)
      sizes.set(place, values)
      return place
    },
  }
  const compared = namedComparisons(playbook, form)
  const spaces = new Map<string, FactSpace>()
  const variables = new Map<string, readonly number[]>()
  const add = (fact: string, question?: Question) => {
    const request = { diagrams, comparisons: compared.get(fact) ?? [], leave: (why: string) => leave(`${fact}: ${why}`) }
    const before = sizes.size
    spaces.set(fact, question ? answerSpace(question, request) : factSpace(fact, [], request))
    variables.set(fact, [...sizes.keys()].slice(before))
  }
  const others = [...compared.keys()].filter(fact => !fact.startsWith('answers.'))
  for (const fact of others) if (isKnownInBrowser(fact)) add(fact)
  for (const question of questionsInOrder(form)) add(`answers.${question.id}`, question)
  for (const fact of others) if (!isKnownInBrowser(fact)) add(fact)
  return { form, diagrams, spaces, compared, variables, sizes }
}

/**
 * Besides the comparisons of the playbook, those that name one value of them each, so that any set of values can be written
 * down; for facts that a `match` reads, every value that is an option; and what tells whether a region lies in its country.
 */
function namedComparisons(playbook: Playbook, form: Form): Map<string, Comparison[]> {
  const found = new Map<string, Map<string, Comparison>>()
  const add = (fact: string, comparison: Comparison) => {
    const comparisons = found.get(fact) ?? new Map<string, Comparison>()
    found.set(fact, comparisons.set(comparisonKey(comparison), comparison))
  }
  for (const [fact, comparisons] of comparedFacts({ ...playbook, forms: [form] }, { reps: [], holidays: [] }, form))
    for (const comparison of comparisons) add(fact, comparison)
  for (const question of form.questions) {
    const fact = `answers.${question.id}`
    if (question.kind === 'choice') for (const { id } of question.options) add(fact, { fact, op: 'is', value: id })
    if (question.kind === 'number' || question.kind === 'date')
      for (const value of valuesOf(found.get(fact)))
        if (typeof value === 'number' || isIsoDate(String(value)))
          for (const op of ['is', 'atLeast', 'above', 'atMost', 'below'] as const) add(fact, { fact, op, value })
  }
  for (const [fact, comparisons] of found)
    for (const { op, value } of [...comparisons.values()])
      if (op === 'in') for (const one of [value].flat()) if (one !== undefined) add(fact, { fact, op: 'is', value: one })
  for (const matched of matchedFacts(playbook)) {
    const sources = isComputed(matched) ? [] : sourcesOf(form, matched)
    for (const fact of sources) if (!found.has(fact)) found.set(fact, new Map())
    if (sources.length < 2) continue
    for (const { id, kind, ...question } of form.questions)
      if (kind === 'choices' && 'options' in question && sources.includes(`answers.${id}`))
        for (const option of question.options) add(`answers.${id}`, { fact: `answers.${id}`, op: 'includes', value: option.id })
    const named = sources.flatMap(source => [...(found.get(source)?.values() ?? [])]).filter(({ op }) => op === 'is' || op === 'includes')
    for (const fact of sources) for (const { op, value } of named) add(fact, { fact, op, value })
  }
  const regions = sourcesOf(form, 'place.region')
  for (const country of regions.some(fact => found.has(fact)) ? regionCountries(form, found) : []) {
    for (const fact of regions) add(fact, { fact, op: 'startsWith', value: `${country}-` })
    for (const fact of sourcesOf(form, 'place.country')) add(fact, { fact, op: 'is', value: country })
  }
  return new Map([...found].map(([fact, comparisons]) => [fact, [...comparisons.values()]]))
}

function valuesOf(comparisons: ReadonlyMap<string, Comparison> | undefined): (string | number | boolean)[] {
  const values = [...(comparisons?.values() ?? [])].flatMap(({ value }) => [value].flat()).filter(value => value !== undefined)
  return [...new Map(values.map(value => [typeof value === 'string' ? normalise(value) : value, value])).values()]
}
