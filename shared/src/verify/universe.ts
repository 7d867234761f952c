import type { Comparison, Condition, Facts } from '../condition.ts'
import type { Form } from '../form.ts'
import type { Playbook } from '../playbook.ts'
import type { Roster } from '../roster.ts'
import { type ComparedFacts, comparedFacts, filledBy, questionsInOrder, regionCountries, sourcesOf } from './compared-facts.ts'
import type { FactSpace } from './fact-space.ts'
import { answerSpace, factSpace } from './fact-values.ts'
import { always, type Budget, type Choice, createMultiDiagrams, type Diagram, type MultiDiagrams, never } from './multi-diagram.ts'
import { type ReadConditions, readConditions } from './read-conditions.ts'

/** Every lead that one form can bring, as diagrams. */
export interface Universe extends ReadConditions {
  form: Form
  diagrams: MultiDiagrams
  /** The leads there can be. */
  possible: Diagram
  /** The leads whose visitor is asked a question, by its id. */
  asked: ReadonlyMap<string, Diagram>
  /** The facts, before territory and score, that make a choice. */
  factsOf(choice: Choice): Facts
}

/**
 * What design and code settle about facts: a question that is hidden is unknown and one that is asked and required is known;
 * answers fill facts; an account's owner or tier means a known account, a lead's owner a lead that came back; a region lies in its
 * country. All else is independent. Throws `BoundReached`.
 */
export function createUniverse(playbook: Playbook, roster: Roster, form: Form, budget: Budget, leave: (why: string) => void): Universe {
  const diagrams = createMultiDiagrams(budget)
  const compared = comparedFacts(playbook, roster, form)
  const spaces = createSpaces(form, roster, compared, diagrams, leave)
  const { where, territory, points } = readConditions(playbook, form, diagrams, comparison =>
    sourcesOf(form, comparison.fact).reduceRight<Diagram>((rest, source) => {
      const space = spaces.get(source)
      return space ? diagrams.choose(space.known, space.compare(comparison), rest) : rest
    }, never),
  )

  const asked = new Map<string, Diagram>()
  let lawful: Diagram = always
  for (const question of questionsInOrder(form)) {
    const space = spaces.get(`answers.${question.id}`) as FactSpace // every question has one
    const visible = question.showWhen ? where(question.showWhen) : always
    asked.set(question.id, diagrams.and(lawful, visible))
    const answered = question.required && question.kind !== 'hidden' ? space.known : always
    lawful = diagrams.and(lawful, diagrams.choose(visible, diagrams.and(answered, space.lawful), diagrams.not(space.known)))
  }
  for (const [fact, space] of spaces) if (!fact.startsWith('answers.')) lawful = diagrams.and(lawful, space.lawful)
  for (const law of settledLaws(form, compared)) lawful = diagrams.and(lawful, where(law))
  const possible = lawful

  function factsOf(choice: Choice): Facts {
    const chosen = new Map<string, Facts[string]>()
    for (const [fact, space] of spaces) {
      const value = space.value(choice)
      if (value !== undefined) chosen.set(fact, value)
    }
    return writeFacts(form, chosen)
  }
  return { form, diagrams, possible, where, asked, territory, points, factsOf }
}

/** Answers first, in the order they are asked: what a question hangs on then stands above it. */
function createSpaces(form: Form, roster: Roster, compared: ComparedFacts, diagrams: MultiDiagrams, leave: (why: string) => void): Map<string, FactSpace> {
  const reps = roster.reps.map(({ id }) => id)
  const request = (fact: string) => ({ diagrams, comparisons: compared.get(fact) ?? [], leave: (why: string) => leave(`form ${form.id}, ${fact}: ${why}.`) })
  const spaces = new Map<string, FactSpace>()
  for (const question of questionsInOrder(form)) spaces.set(`answers.${question.id}`, answerSpace(question, request(`answers.${question.id}`)))
  for (const fact of compared.keys()) if (!spaces.has(fact)) spaces.set(fact, factSpace(fact, reps, request(fact)))
  return spaces
}

const implied: [fact: string, by: string][] = [
  ['account.known', 'account.owner'],
  ['account.known', 'account.tier'],
  ['lead.returning', 'lead.owner'],
]

/** What holds of every lead, whatever was answered, as conditions. */
export function settledLaws(form: Form, compared: ComparedFacts): Condition[] {
  const among = (fact: string) => sourcesOf(form, fact).some(source => compared.has(source))
  const holdsWhere = (fact: string, op: Comparison['op'], value?: string): Comparison => ({ fact, op, value })
  const laws: Condition[] = implied
    .filter(([fact, by]) => among(fact) && among(by))
    .map(([fact, by]) => ({ any: [{ not: holdsWhere(by, 'known') }, { fact, op: 'is', value: true }] }))
  if (!among('place.region')) return laws
  return [
    ...laws,
    ...[...regionCountries(form, compared)].map(country => ({
      any: [
        { not: holdsWhere('place.region', 'startsWith', `${country}-`) },
        { not: holdsWhere('place.country', 'known') },
        holdsWhere('place.country', 'is', country),
      ],
    })),
  ]
}

/** The facts of a lead from what it was chosen to be, filled as `buildFacts` fills them. */
function writeFacts(form: Form, chosen: ReadonlyMap<string, Facts[string]>): Facts {
  const facts: Record<string, Facts[string]> = { form: form.id, ...Object.fromEntries(chosen) }
  for (const question of form.questions) {
    const answer = chosen.get(`answers.${question.id}`)
    const fact = filledBy(question)
    if (fact && answer !== undefined) facts[fact] = answer
  }
  if (facts['place.country'] === undefined && facts['company.country'] !== undefined) facts['place.country'] = facts['company.country']
  for (const [fact, by] of implied) if (facts[by] !== undefined) facts[fact] = true
  return facts
}
