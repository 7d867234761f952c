import { type Facts, holds } from '../condition.ts'
import { type CompiledForms, saysLeft } from '../if-it-matters/compile-forms.ts'
import type { Playbook } from '../playbook.ts'
import { routeLead } from '../routing.ts'
import { pointer } from './findings.ts'
import { type Diagram, never } from './multi-diagram.ts'
import type { ReachedLeads } from './reached-leads.ts'
import { scoreFacts } from './read-conditions.ts'
import { type Finding, ReplayFailed } from './report.ts'
import type { Universe } from './universe.ts'

/** The places of the rules that take some lead of some form, in order. */
export function takersAmong({ routing }: Playbook, forms: readonly ReachedLeads[]): number[] {
  return [...routing.rules.keys()].filter(place => forms.some(({ regions }) => regions[place]?.isReached))
}

/** A rule that takes no lead on any form, with those of `takers` before it that together take all it is meant for. */
export function findUnreachableRule(playbook: Playbook, forms: readonly ReachedLeads[], takers: readonly number[], place: number, at: string): Finding[] {
  const rule = playbook.routing.rules[place]
  if (!rule || forms.some(({ regions }) => regions[place]?.isReached !== false)) return []
  const covering = coverOf(forms, takers, place).map(earlier => playbook.routing.rules[earlier]?.id ?? '')
  const facts = exampleAmong(forms.map(({ universe, regions }) => ({ universe, leads: regions[place]?.meant ?? never })))
  const routing = facts && routeLead(playbook, facts)
  if (routing && (routing.rule === rule.id || !holds(rule.when, routing.facts))) throw new ReplayFailed(pointer(['routing', 'rules', place]))
  const because = facts ? `every lead it is meant for is taken earlier, by ${quoted(covering)}` : 'its condition holds for no lead there can be'
  return [
    {
      kind: 'unreachable-rule',
      severity: 'problem',
      path: pointer(['routing', 'rules', place]),
      message: `The rule “${rule.label ?? rule.id}” takes no lead: ${because}.`,
      coveredBy: covering,
      witness: facts && { facts, at },
    },
  ]
}

/** The places of earlier rules, all of which take leads, whose union covers what is meant; none can be spared, later ones are spared first. */
function coverOf(forms: readonly ReachedLeads[], takers: readonly number[], place: number): number[] {
  const earlier = takers.filter(taker => taker < place)
  let covering = coverAmong(forms, place, earlier) ?? []
  for (const spared of [...covering].reverse()) {
    const others = covering.filter(other => other !== spared)
    if (others.length < covering.length) covering = coverAmong(forms, place, others) ?? covering
  }
  return covering
}

/** Those of some earlier rules that cover all a rule is meant for; null when they do not. */
function coverAmong(forms: readonly ReachedLeads[], place: number, takers: readonly number[]): number[] | null {
  const found = new Set<number>()
  for (const { universe, regions } of forms) {
    const meantBy = (rule: number): Diagram => regions[rule]?.meant ?? never
    const { covering } = universe.diagrams.search(meantBy(place), takers.map(meantBy))
    if (!covering) return null
    for (const one of covering) found.add(one)
  }
  return takers.filter((_, one) => found.has(one))
}

export function findUnreachableQuestions({ playbook, questions }: CompiledForms, universe: Universe): Finding[] {
  const form = playbook.forms.indexOf(universe.form)
  return universe.form.questions.flatMap(({ id }, place) => {
    if (universe.asked.get(id) !== never) return []
    const path = ['forms', form, 'questions', place]
    const changesNothing = questions.some(one => one.outcome === 'never' && one.path === pointer(path))
    const why = changesNothing ? 'no answer to it can change destination, grade or territory' : 'its showWhen never holds'
    return [problem('unreachable-question', path, `“${id}” is asked of nobody: ${why}.`)]
  })
}

/** Questions that are asked whether or not they matter, because a bound stopped finding out when they do. */
export function findAskedAnyway({ questions }: CompiledForms): Finding[] {
  return questions.flatMap((question): Finding[] =>
    question.outcome === 'left'
      ? [{ kind: 'asked-anyway', severity: 'warning', path: `${question.path}/ask`, message: saysLeft(question.id, question.why), witness: null }]
      : [],
  )
}

export function findUnreachableTerritories(playbook: Playbook, universes: readonly Universe[]): Finding[] {
  if (playbook.territories.length === 0) return []
  const reached = new Set(universes.flatMap(({ diagrams, territory, possible }) => [...diagrams.numbersWithin(territory(), possible)]))
  return playbook.territories.flatMap(({ id }, place) =>
    reached.has(place) ? [] : [problem('unreachable-territory', ['territories', place], `No lead is in the territory “${id}”, or all are in an earlier one.`)],
  )
}

/** Grades that no score reaches, and grades that share a threshold: only the first of those is ever given. */
export function findGradeProblems(playbook: Playbook, universes: readonly Universe[], at: string): Finding[] {
  const { grades } = playbook.scoring
  if (grades.length === 0) return []
  const sums = new Set(universes.flatMap(({ diagrams, points, possible }) => [...diagrams.numbersWithin(points(), possible)]))
  const given = new Set([...sums].map(sum => scoreFacts(playbook, sum)['score.grade']))
  return grades.flatMap(({ id, atLeast }, place) => {
    const findings = given.has(id) ? [] : [problem('unreachable-grade', ['scoring', 'grades', place], `No lead is graded “${id}”.`)]
    const first = grades.slice(0, place).find(grade => grade.atLeast === atLeast)
    if (!first) return findings
    const message = `“${id}” starts at ${atLeast} points as “${first.id}” does, which is the one that is given.`
    return [...findings, { ...problem('overlap', ['scoring', 'grades', place], message), witness: gradedLead(playbook, universes, first.id, at) }]
  })
}

function gradedLead(playbook: Playbook, universes: readonly Universe[], grade: string, at: string): Finding['witness'] {
  const graded = universes.map(universe => {
    const { diagrams, points, possible } = universe
    const isGiven = diagrams.mapNumbers(points(), sum => Number(scoreFacts(playbook, sum)['score.grade'] === grade))
    return { universe, leads: diagrams.and(isGiven, possible) }
  })
  const facts = exampleAmong(graded)
  if (facts && routeLead(playbook, facts).score.grade !== grade) throw new ReplayFailed(`grade ${grade}`)
  return facts && { facts, at }
}

function exampleAmong(forms: readonly { universe: Universe; leads: Diagram }[]): Facts | null {
  for (const { universe, leads } of forms) {
    const { choice } = universe.diagrams.search(leads, [])
    if (choice) return universe.factsOf(choice)
  }
  return null
}

function problem(kind: Finding['kind'], place: readonly PropertyKey[], message: string): Finding {
  return { kind, severity: 'problem', path: pointer(place), message, witness: null }
}

export function quoted(names: readonly string[]): string {
  const [last, ...others] = names.map(name => `“${name}”`).reverse()
  return others.length === 0 ? (last ?? '') : `${others.reverse().join(', ')} and ${last}`
}
