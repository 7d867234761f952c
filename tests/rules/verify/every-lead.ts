import { checkAnswers } from '@baton/shared/answers'
import { type Comparison, type Facts, type FactValue, holds } from '@baton/shared/condition'
import { type Decision, decideHandoff } from '@baton/shared/decide'
import { findHindrance, readAvailability } from '@baton/shared/eligibility'
import { countedAnswers } from '@baton/shared/flow'
import type { Answers, AnswerValue, Form, Question } from '@baton/shared/form'
import type { Destination, Playbook } from '@baton/shared/playbook'
import type { Roster } from '@baton/shared/roster'
import { routeLead } from '@baton/shared/routing'
import { attributeTexts, outside, type Small } from './random-playbook.ts'

/** The same findings by trying every lead at every half hour: slow, and too simple to be wrong in the same way. */
export function tryEverything({ playbook, roster, span }: Small): string[] {
  const leads = playbook.forms.flatMap(form => everyLead(playbook, form))
  const routed = leads.map(facts => ({ facts, routing: routeLead(playbook, facts) }))
  const lists = [...playbook.routing.rules.map(({ id, to }) => ({ id, to })), { id: 'otherwise', to: playbook.routing.otherwise }]
  const free: Roster = { ...roster, reps: roster.reps.map(({ capacity: _, ...rep }) => rep) }
  const moments = everyMoment(free, span)
  return [
    ...playbook.routing.rules.flatMap(({ id }, place) =>
      routed.some(({ routing }) => routing.rule === id) ? [] : [`unreachable-rule /routing/rules/${place}`],
    ),
    ...playbook.territories.flatMap(({ id }, place) =>
      routed.some(({ routing }) => routing.territory?.id === id) ? [] : [`unreachable-territory /territories/${place}`],
    ),
    ...playbook.scoring.grades.flatMap(({ id }, place) =>
      routed.some(({ routing }) => routing.score.grade === id) ? [] : [`unreachable-grade /scoring/grades/${place}`],
    ),
    ...playbook.scoring.grades.flatMap(({ atLeast }, place) =>
      playbook.scoring.grades.slice(0, place).some(grade => grade.atLeast === atLeast) ? [`overlap /scoring/grades/${place}`] : [],
    ),
    ...playbook.forms.flatMap((form, at) =>
      form.questions.flatMap((question, place) =>
        leads.some(facts => facts.form === form.id && (!question.showWhen || holds(question.showWhen, facts)))
          ? []
          : [`unreachable-question /forms/${at}/questions/${place}`],
      ),
    ),
    ...lists.flatMap(({ id, to }, place) => {
      const path = id === 'otherwise' ? '/routing/otherwise' : `/routing/rules/${place}`
      const mine = new Map(routed.filter(({ routing }) => routing.rule === id).map(({ facts, routing }) => [whatDecides(to, routing.facts), facts]))
      return tryList(playbook, free, moments, [...mine.values()], to, path, id === 'otherwise' ? '' : '/to')
    }),
    ...inactive(playbook, roster),
  ].sort()
}

/** All that tells one lead of a rule from another once the rule is found: owners, and what is matched. */
function whatDecides(list: readonly Destination[], facts: Facts): string {
  const matched = list.flatMap(destination => (destination.kind === 'pool' ? (destination.match ?? []).map(({ has }) => has) : []))
  return JSON.stringify([...ownerFacts, ...matched].map(fact => facts[fact] ?? null))
}

const ownerFacts = ['lead.owner', 'account.owner', 'colleague.owner']

function tryList(playbook: Playbook, roster: Roster, moments: Date[], leads: Facts[], list: readonly Destination[], path: string, to: string): string[] {
  if (leads.length === 0) return []
  const alone = (destination: Destination): Playbook => ({ ...playbook, routing: { rules: [], otherwise: [destination] } })
  const tried = list.map(destination => {
    const only = alone(destination)
    return moments.map(now => leads.map(facts => decideHandoff({ playbook: only, roster, facts, credits: {}, loads: {}, now })))
  })
  const takes = (decision: Decision | undefined) => decision !== undefined && decision.destination !== null
  const arrives = (at: number) => moments.some((_, moment) => leads.some((_, lead) => !tried.slice(0, at).some(one => takes(one[moment]?.[lead]))))
  const found = arrives(list.length) ? [`nobody ${path}`] : []
  for (const [at, destination] of list.entries()) {
    if (destination.kind === 'queue' || destination.kind === 'disqualify') break
    const decisions = (tried[at] ?? []).flat()
    const matched = decisions.flatMap(({ candidates }) => candidates.filter(({ verdict }) => verdict.kind !== 'no-match' && verdict.kind !== 'unknown-rep'))
    if (destination.kind === 'pool' && destination.match?.length && matched.length === 0) found.push(`never-matches ${path}${to}/${at}`)
    else if (arrives(at) && moments.some((_, moment) => !tried[at]?.[moment]?.some(takes))) found.push(`unstaffed ${path}${to}/${at}`)
  }
  return found
}

function inactive({ pools, routing }: Playbook, { reps }: Roster): string[] {
  const gone = (id: string) => reps.some(rep => rep.id === id && !rep.active)
  const inList = (list: readonly Destination[], path: string) =>
    list.flatMap((one, at) => (one.kind === 'rep' && gone(one.rep) ? [`inactive-rep ${path}/${at}`] : []))
  return [
    ...pools.flatMap(({ members }, pool) => members.flatMap(({ rep }, at) => (gone(rep) ? [`inactive-rep /pools/${pool}/members/${at}`] : []))),
    ...routing.rules.flatMap((rule, place) => inList(rule.to, `/routing/rules/${place}/to`)),
    ...inList(routing.otherwise, '/routing/otherwise'),
  ]
}

/** Every half hour of the span; of those at which the same reps could take a lead, the first. */
function everyMoment(roster: Roster, { from, to }: Small['span']): Date[] {
  const found = new Map<string, Date>()
  for (let time = from.getTime(); time < to.getTime(); time += 1_800_000) {
    const availability = readAvailability(roster, {}, new Date(time))
    const key = roster.reps.map(({ id }) => `${findHindrance(availability, id) === null} ${findHindrance(availability, id, true) === null}`).join()
    if (!found.has(key)) found.set(key, new Date(time))
  }
  return [...found.values()]
}

/** Every lead of a form that the conditions of a small playbook can tell apart. */
export function everyLead(playbook: Playbook, form: Form): Facts[] {
  const others = product(axesOf(playbook))
  return product(answerAxes(form)).flatMap(answers =>
    isSubmittable(form, answers as Answers) ? others.map(other => written(form, answers, other)).filter(isLawful) : [],
  )
}

/** How many leads that would be, before the impossible ones are left out. */
export function countLeads({ playbook }: Pick<Small, 'playbook'>): number {
  const many = (axes: Axis[]) => axes.reduce((count, [, values]) => count * values.length, 1)
  return playbook.forms.reduce((count, form) => count + many(answerAxes(form)) * many(axesOf(playbook)), 0)
}

export type Axis = [string, (FactValue | undefined)[]]

export function answerAxes(form: Form): Axis[] {
  return form.questions.map(question => [question.id, [undefined, ...answersTo(question)]])
}

export function axesOf(playbook: Playbook): Axis[] {
  const text = JSON.stringify([playbook.scoring, playbook.territories, playbook.routing])
  const facts = new Set(Object.keys(outside).filter(fact => text.includes(`"${fact}"`)))
  if (text.includes('"owner"')) for (const fact of ownerFacts) facts.add(fact)
  if (facts.has('account.owner') || facts.has('account.tier')) facts.add('account.known')
  if (facts.has('lead.owner')) facts.add('lead.returning')
  if (text.includes('"place.country"') || facts.has('place.region')) facts.add('company.country')
  return [...facts].map(fact => [fact, [undefined, ...distinct(playbook, fact, outside[fact] ?? [])]])
}

/** Free text comes in too many forms: of those that nothing in the playbook tells apart, one. */
export function distinct(playbook: Playbook, fact: string, values: readonly FactValue[]): FactValue[] {
  if (fact !== 'account.tier' && fact !== 'company.industry') return [...values]
  const matched = JSON.stringify(playbook.routing).includes(`"has":"${fact}"`)
  const comparisons: Comparison[] = matched ? attributeTexts.map(value => ({ fact, op: 'is', value })) : []
  JSON.stringify([playbook.scoring, playbook.territories, playbook.routing], (_, value) => {
    if (value?.fact === fact) comparisons.push(value as Comparison)
    return value
  })
  const found = new Map<string, FactValue>()
  for (const value of values) {
    const key = comparisons.map(comparison => Number(holds(comparison, { [fact]: value }))).join('')
    if (!found.has(key)) found.set(key, value)
  }
  return [...found.values()]
}

export function answersTo(question: Question): AnswerValue[] {
  switch (question.kind) {
    case 'number':
      return question.step === 0.5 ? [0, 0.5, 1, 1.5, 2, 2.5, 3] : [0, 1, 2, 3]
    case 'choice':
      return ['p', 'q', 'r']
    case 'choices':
      return [['p'], ['q'], ['r'], ['p', 'q'], ['p', 'r'], ['q', 'r'], ['p', 'q', 'r']]
    case 'consent':
      return [true]
    case 'country':
      return ['DE', 'FR', 'US']
    default:
      return ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']
  }
}

export function isSubmittable(form: Form, answers: Answers): boolean {
  return checkAnswers(form, answers, {}).length === 0 && Object.keys(countedAnswers(form, answers, {})).length === Object.keys(answers).length
}

export function written(form: Form, answers: Facts, others: Facts): Facts {
  const facts: Record<string, FactValue> = { form: form.id, ...others }
  for (const question of form.questions) {
    const answer = answers[question.id]
    if (answer === undefined) continue
    facts[`answers.${question.id}`] = answer
    const fills = question.fills ?? (question.kind === 'country' ? 'place.country' : undefined)
    if (fills) facts[fills] = answer
  }
  if (facts['place.country'] === undefined && facts['company.country'] !== undefined) facts['place.country'] = facts['company.country']
  return facts
}

export function isLawful(facts: Facts): boolean {
  const region = facts['place.region']
  const country = facts['place.country']
  const inside =
    typeof region !== 'string' || typeof country !== 'string' || !region.includes('-') || region.toLowerCase().startsWith(`${country.toLowerCase()}-`)
  const accountFits = (facts['account.owner'] === undefined && facts['account.tier'] === undefined) || facts['account.known'] === true
  return inside && accountFits && (facts['lead.owner'] === undefined || facts['lead.returning'] === true)
}

/** Whether facts are those of a lead there can be: its answers could be sent, and what they fill is filled. */
export function isPossible(playbook: Playbook, facts: Facts): boolean {
  const form = playbook.forms.find(({ id }) => id === facts.form)
  if (!form) return false
  const answers: Record<string, FactValue> = {}
  const others: Record<string, FactValue> = {}
  for (const [fact, value] of Object.entries(facts)) {
    if (fact.startsWith('answers.')) answers[fact.slice('answers.'.length)] = value
    else others[fact] = value
  }
  const rebuilt = written(form, answers, others)
  const isSame = Object.keys(rebuilt).length === Object.keys(facts).length && Object.entries(rebuilt).every(([fact, value]) => facts[fact] === value)
  return isSame && isLawful(facts) && isSubmittable(form, answers as Answers)
}

export function product(values: Axis[]): Facts[] {
  return values.reduce<Facts[]>(
    (found, [name, list]) => found.flatMap(facts => list.map(value => (value === undefined ? facts : { ...facts, [name]: value }))),
    [{}],
  )
}
