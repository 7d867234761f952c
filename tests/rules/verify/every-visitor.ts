import type { Condition, Facts, FactValue } from '@baton/shared/condition'
import { decideHandoff } from '@baton/shared/decide'
import { countedAnswers } from '@baton/shared/flow'
import type { Answers, Form } from '@baton/shared/form'
import type { Playbook } from '@baton/shared/playbook'
import { routeLead } from '@baton/shared/routing'
import { type Axis, answersTo, distinct, product, written } from './every-lead.ts'
import { valuesLike } from './random-asking.ts'
import { outside, type Small } from './random-playbook.ts'

/** Who fills in a form: what they would answer to each question if asked, and what else is known of them. */
export interface Visitor {
  would: Answers
  others: Facts
}

/** Every visitor of a form whom a small playbook can tell apart; null when they are more than that. */
export function everyVisitor(playbook: Playbook, form: Form, most: number): Visitor[] | null {
  const facts = factsIn(playbook)
  const isText = (fact: string) => (valuesLike[fact] ?? fact) === 'account.tier' || (valuesLike[fact] ?? fact) === 'company.industry'
  const many = (axes: readonly Axis[]) => axes.reduce((count, [, values]) => count * values.length, 1)
  const axes = (wanted: (fact: string) => boolean): { answers: Axis[]; others: Axis[] } => ({
    answers: form.questions.flatMap((question): Axis[] => {
      const fact = `answers.${question.id}`
      return wanted(fact) ? [[question.id, [...(question.required ? [] : [undefined]), ...valuesOf(playbook, fact, question)]]] : []
    }),
    others: facts.filter(wanted).map((fact): Axis => [fact, [undefined, ...valuesOf(playbook, fact)]]),
  })
  // Which texts are told apart takes long to find out: not for those who are too many anyway.
  const plain = axes(fact => !isText(fact))
  if (many(plain.answers) * many(plain.others) > most) return null
  const { answers, others } = axes(() => true)
  if (many(answers) * many(others) > most) return null
  const everyOther = product(others)
  return product(answers).flatMap(would => everyOther.map(other => ({ would: would as Answers, others: other })))
}

function valuesOf(playbook: Playbook, fact: string, question?: Form['questions'][number]): FactValue[] {
  const like = valuesLike[fact]
  if (like !== undefined) return distinct(renamed(playbook, fact, like), like, outside[like] ?? [])
  if (question?.kind === 'choice') return question.options.map(({ id }) => id)
  return question ? answersTo(question) : distinct(playbook, fact, outside[fact] ?? [])
}

/** `distinct` looks at scoring, territories and rules under the names it knows: what a form compares counts too. */
function renamed(playbook: Playbook, fact: string, like: string): Playbook {
  const criteria = playbook.forms.flatMap(form =>
    form.questions.flatMap(({ showWhen }) => (showWhen ? [{ id: '', label: '', when: showWhen, points: 0 }] : [])),
  )
  const all = { ...playbook, scoring: { ...playbook.scoring, criteria: [...playbook.scoring.criteria, ...criteria] } }
  return JSON.parse(JSON.stringify(all).replaceAll(`"${fact}"`, `"${like}"`))
}

function factsIn(playbook: Playbook): string[] {
  const text = JSON.stringify(playbook)
  const facts = new Set([...Object.keys(outside), 'touch.last.campaign', 'locale'].filter(fact => text.includes(`"${fact}"`)))
  if (facts.has('account.owner') || facts.has('account.tier')) facts.add('account.known')
  if (facts.has('lead.owner')) facts.add('lead.returning')
  if (text.includes('"place.country"') || facts.has('place.region')) facts.add('company.country')
  return [...facts]
}

/** The facts of the lead a visitor brings to a form. */
export function leadOf(form: Form, { would, others }: Visitor): Facts {
  const context = Object.fromEntries(Object.entries(others).filter(([fact]) => fact.startsWith('touch.') || fact === 'locale'))
  return written(form, countedAnswers(form, would, context), others)
}

/** What may not change: the rule, what its destinations read of the lead, grade and territory. */
export function resultOf(playbook: Playbook, lead: Facts): string {
  const { rule, destinations, territory, score, facts } = routeLead(playbook, lead)
  const end = destinations.findIndex(({ kind }) => kind === 'queue' || kind === 'disqualify')
  const reads = destinations.slice(0, end < 0 ? undefined : end).map(destination => {
    if (destination.kind !== 'pool') return null
    const values = (destination.match ?? []).map(({ has }) => facts[has])
    return values.some(value => value === undefined)
      ? null
      : values.map(value =>
          [value]
            .flat()
            .map(one => (typeof one === 'string' ? one.trim().toLowerCase() : one))
            .sort(),
        )
  })
  return JSON.stringify([rule, reads, score.grade, territory?.id ?? null])
}

/** Who takes a lead, as it is and as one that somebody looks after already. */
export function decisionOf({ playbook, roster, span }: Small, lead: Facts): string {
  const decide = (facts: Facts) => {
    const { rule, destination, score, territory, ...decision } = decideHandoff({ playbook, roster, facts, credits: {}, loads: {}, now: span.from })
    const taken = decision.outcome === 'assigned' ? decision.rep : decision.outcome === 'queued' ? decision.queue : decision.reason
    return [rule, destination, decision.outcome, taken, score.grade, territory?.id ?? null]
  }
  const hasOwner = JSON.stringify(playbook).includes('"lead.')
  return JSON.stringify([decide(lead), hasOwner ? null : decide({ ...lead, 'lead.owner': 'ben', 'lead.returning': true })])
}

/** A form with other conditions, by question; a question left out of them is asked always. */
export function showing(form: Form, showWhen: ReadonlyMap<string, Condition | undefined>): Form {
  return { ...form, questions: form.questions.map(question => ({ ...question, showWhen: showWhen.get(question.id) })) }
}
