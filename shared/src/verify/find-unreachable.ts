import { type Facts, holds } from '../condition.ts'
import type { Playbook } from '../playbook.ts'
import { routeLead } from '../routing.ts'
import { pointer } from './findings.ts'
import { type Diagram, never } from './multi-diagram.ts'
import type { ReachedLeads } from './reached-leads.ts'
import { type Finding, ReplayFailed } from './report.ts'
import { scoreFacts, type Universe } from './universe.ts'

/** A rule that takes no lead on any form, with the earlier rules that together take all it is meant for. */
export function findUnreachableRule(playbook: Playbook, forms: readonly ReachedLeads[], place: number, at: string): Finding[] {
  const rule = playbook.routing.rules[place]
  if (!rule || forms.some(({ rules }) => rules[place]?.takesSome !== false)) return []
  const meant = forms.map(({ universe }) => universe.diagrams.and(universe.where(rule.when), universe.possible))
  const covering = coverOf(forms, meant, place).map(earlier => playbook.routing.rules[earlier]?.id ?? '')
  const facts = exampleAmong(
    forms.map(({ universe }) => universe),
    meant,
  )
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

/** The places of earlier rules whose union covers what is meant, none of which can be spared; later ones are spared first. */
function coverOf(forms: readonly ReachedLeads[], meant: readonly Diagram[], place: number): number[] {
  const open = [...meant]
  const takers: number[] = []
  for (let earlier = 0; earlier < place && open.some(leads => leads !== never); earlier++) {
    const before = [...open]
    for (const [form, { universe, rules }] of forms.entries()) open[form] = universe.diagrams.minus(open[form] ?? never, rules[earlier]?.meant ?? never)
    if (open.some((leads, form) => leads !== before[form])) takers.push(earlier)
  }
  const before = forms.map(({ universe: { diagrams }, rules }, form) => {
    const unions: Diagram[] = [never]
    for (const taker of takers) unions.push(diagrams.or(unions.at(-1) ?? never, diagrams.and(rules[taker]?.meant ?? never, meant[form] ?? never)))
    return unions
  })
  const kept = forms.map(() => never)
  return takers
    .map((taker, index) => ({ taker, index }))
    .reverse()
    .filter(({ taker, index }) => {
      const spared = forms.every(({ universe: { diagrams } }, form) => {
        const others = diagrams.or(before[form]?.[index] ?? never, kept[form] ?? never)
        return diagrams.pick(meant[form] ?? never, others) === null
      })
      if (!spared)
        for (const [form, { universe, rules }] of forms.entries()) kept[form] = universe.diagrams.or(kept[form] ?? never, rules[taker]?.meant ?? never)
      return !spared
    })
    .map(({ taker }) => taker)
    .reverse()
}

export function findUnreachableQuestions(playbook: Playbook, universe: Universe): Finding[] {
  const form = playbook.forms.indexOf(universe.form)
  return universe.form.questions.flatMap((question, place) =>
    universe.asked.get(question.id) === never
      ? [problem('unreachable-question', ['forms', form, 'questions', place], `“${question.id}” is asked of nobody: its showWhen never holds.`)]
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
  const graded = universes.map(({ diagrams, points, possible }) => {
    const isGiven = diagrams.mapNumbers(points(), sum => Number(scoreFacts(playbook, sum)['score.grade'] === grade))
    return diagrams.and(isGiven, possible)
  })
  const facts = exampleAmong(universes, graded)
  if (facts && routeLead(playbook, facts).score.grade !== grade) throw new ReplayFailed(`grade ${grade}`)
  return facts && { facts, at }
}

function exampleAmong(universes: readonly Universe[], diagrams: readonly Diagram[]): Facts | null {
  for (const [place, universe] of universes.entries()) {
    const facts = universe.example(diagrams[place] ?? never)
    if (facts) return facts
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
