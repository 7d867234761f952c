import { checkAnswer } from '../answers.ts'
import { type Condition, type Facts, type FactValue, holds, normalise } from '../condition.ts'
import type { AnswerValue, Form, Question } from '../form.ts'
import type { Playbook } from '../playbook.ts'
import { filledBy, questionsInOrder } from '../verify/compared-facts.ts'

/** Facts that were set, by name. Null: not known. */
export type Changes = ReadonlyMap<string, FactValue | null>

/** How the facts of one lead hang together. */
export interface FactLaws {
  formOf(facts: Facts): Form
  /** The facts with these set, and what moves with them moved. */
  settle(changes: Changes): Facts
  /** Of a lead there cannot be: the facts of which one has to change. Null of a lead there can be. */
  broken(facts: Facts): readonly string[] | null
  /** The facts whose edits may change this one: itself, what fills it, and what decides whether it is asked. */
  roots(fact: string): ReadonlySet<string>
  /** Whether a fact only ever follows others. */
  isDerived(fact: string): boolean
}

const implied: readonly [fact: string, by: readonly string[]][] = [
  ['account.known', ['account.owner', 'account.tier']],
  ['lead.returning', ['lead.owner']],
]

/**
 * The laws of a form and of facts, as `check` takes them, but only those that the given lead keeps: a decision takes facts as they
 * are given, and whoever left out a required answer is not asked for it now.
 */
export function readFactLaws(playbook: Playbook, given: Facts): FactLaws {
  const first = playbook.forms[0] as Form // a playbook has one
  const formOf = (facts: Facts) => playbook.forms.find(({ id }) => typeof facts.form === 'string' && normalise(id) === normalise(facts.form)) ?? first
  const givenForm = formOf(given)
  const isKept = (form: Form, law: (form: Form, facts: Facts) => boolean) => form !== givenForm || law(givenForm, given)

  function settle(changes: Changes): Facts {
    const facts: Record<string, FactValue> = { ...given }
    for (const [fact, to] of changes) put(facts, fact, to)
    const form = formOf(facts)
    if (form !== givenForm) for (const { id } of givenForm.questions) if (!form.questions.some(one => one.id === id)) delete facts[`answers.${id}`]
    for (const question of questionsInOrder(form)) {
      const isHiddenUnknown = (_: Form, facts: Facts) => facts[answerTo(question)] === undefined || isVisible(question, facts)
      if (!isHiddenUnknown(form, facts) && isKept(form, isHiddenUnknown)) delete facts[answerTo(question)]
    }
    for (const fact of derivedFacts(playbook)) {
      if (!isKept(givenForm, (form, facts) => equal(facts[fact], derive(form, fact, facts)))) continue
      const follows = isAnswered(givenForm, fact, given) || isAnswered(form, fact, facts) || fact === 'place.country'
      if (follows) put(facts, fact, derive(form, fact, isAnswered(givenForm, fact, given) ? withoutOwn(facts, fact, changes) : facts) ?? null)
    }
    for (const [fact, by] of implied) {
      const known = by.filter(one => facts[one] !== undefined)
      if (known.length === 0 || !isKept(givenForm, (_, facts) => facts[fact] === true || by.every(one => facts[one] === undefined))) continue
      if (changes.has(fact) && changes.get(fact) !== true) for (const one of known) delete facts[one]
      else facts[fact] = true
    }
    return facts
  }

  function broken(facts: Facts): readonly string[] | null {
    const form = formOf(facts)
    for (const question of form.questions) {
      const isAnsweredIfAsked = (_: Form, facts: Facts) =>
        !question.required || question.kind === 'hidden' || facts[answerTo(question)] !== undefined || !isVisible(question, facts)
      if (!isAnsweredIfAsked(form, facts) && isKept(form, isAnsweredIfAsked)) return [...roots(answerTo(question))]
      // What one form takes another may not: the same number may have other steps there.
      if (form !== givenForm && isVisible(question, facts) && checkAnswer(question, facts[answerTo(question)] as AnswerValue | undefined) !== null)
        // lists of answers are texts
        return [...roots(answerTo(question))]
    }
    return !liesInCountry(facts) && liesInCountry(given) ? [...roots('place.region'), ...roots('place.country')] : null
  }

  const known = new Map<string, ReadonlySet<string>>()
  function roots(fact: string): ReadonlySet<string> {
    const found = known.get(fact)
    if (found) return found
    const all = new Set([fact])
    known.set(fact, all) // what hangs on itself stops here
    for (const one of influences(playbook, fact)) for (const root of roots(one)) all.add(root)
    return all
  }

  const isFree = (fact: string) => !equal(given[fact], derive(givenForm, fact, given))
  return { formOf, settle, broken, roots, isDerived: fact => fact === 'place.country' && !isFree(fact) }
}

/** Whose values a fact's value may depend on, besides its own. */
function influences(playbook: Playbook, fact: string): string[] {
  if (fact === 'territory') return playbook.territories.flatMap(({ when }) => factsOf(when))
  if (fact === 'score.points' || fact === 'score.grade') return playbook.scoring.criteria.flatMap(({ when }) => factsOf(when))
  const related = implied.flatMap(([known, by]) => (known === fact ? by : by.includes(fact) ? [known] : []))
  const questions = playbook.forms.flatMap(form => form.questions)
  const fillers = questions.filter(question => filledBy(question) === fact).map(answerTo)
  const asked = questions.filter(question => answerTo(question) === fact).flatMap(({ showWhen }) => (showWhen ? factsOf(showWhen) : []))
  const form = playbook.forms.length > 1 && (fact.startsWith('answers.') || fillers.length > 0) ? ['form'] : []
  return [...related, ...fillers, ...asked, ...form, ...(fact === 'place.country' ? ['company.country'] : [])]
}

export function factsOf(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(factsOf)
  if ('any' in condition) return condition.any.flatMap(factsOf)
  return 'not' in condition ? factsOf(condition.not) : [condition.fact]
}

/** Facts that answers fill; the country comes last, for it may follow the company's. */
function derivedFacts(playbook: Playbook): string[] {
  const filled = new Set(playbook.forms.flatMap(({ questions }) => questions.flatMap(question => filledBy(question) ?? [])))
  filled.delete('place.country')
  return [...filled, 'place.country']
}

/** What a fact is by what fills it: the last question that is answered, else itself; a lead is in its company's country. */
function derive(form: Form, fact: string, facts: Facts): FactValue | undefined {
  const filler = form.questions.findLast(question => filledBy(question) === fact && facts[answerTo(question)] !== undefined)
  if (filler) return facts[answerTo(filler)]
  return fact === 'place.country' ? facts['company.country'] : facts[fact]
}

function isAnswered(form: Form, fact: string, facts: Facts): boolean {
  return form.questions.some(question => filledBy(question) === fact && facts[answerTo(question)] !== undefined)
}

/** What an answer had filled is not known without it, unless it was set itself. */
function withoutOwn(facts: Facts, fact: string, changes: Changes): Facts {
  const { [fact]: _, ...others } = facts
  const set = changes.get(fact)
  return set === undefined || set === null ? others : { ...others, [fact]: set }
}

function answerTo({ id }: Question): string {
  return `answers.${id}`
}

function isVisible({ showWhen }: Question, facts: Facts): boolean {
  return !showWhen || holds(showWhen, facts)
}

function liesInCountry({ 'place.region': region, 'place.country': country }: Facts): boolean {
  const [, within] = typeof region === 'string' ? (normalise(region).match(/^([a-z]{2})-/) ?? []) : []
  return within === undefined || typeof country !== 'string' || normalise(country) === within
}

function put(facts: Record<string, FactValue>, fact: string, to: FactValue | null): void {
  if (to === null) delete facts[fact]
  else facts[fact] = to
}

export function equal(a: FactValue | null | undefined, b: FactValue | null | undefined): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}
