import { checkAnswer } from '../answers.ts'
import { type Facts, holds, normalise, own } from '../condition.ts'
import type { AnswerValue, Form, Question } from '../form.ts'
import type { Playbook } from '../playbook.ts'
import { filledBy } from '../verify/compared-facts.ts'

/**
 * What of these facts no lead could have, by names to compare with others: decisions take facts as they are given, and only what is
 * told first is chosen by this. What would have followed breaks none: a fact is what its question could have been answered with,
 * an owner makes the account known and the lead a returning one.
 */
export function brokenLaws(playbook: Playbook, facts: Facts): Set<string> {
  const form = playbook.forms.find(({ id }) => typeof facts.form === 'string' && normalise(id) === normalise(facts.form)) ?? playbook.forms[0]
  const answered = Object.keys(facts).filter(fact => fact.startsWith('answers.'))
  const strays = answered.filter(fact => !form?.questions.some(({ id }) => fact === `answers.${id}`))
  return new Set([...strays, ...(form ? brokenByAnswers(form, facts) : []), ...(liesInCountry(facts) ? [] : ['place.region'])])
}

function brokenByAnswers(form: Form, facts: Facts): string[] {
  return form.questions.flatMap(question => {
    const isAsked = !question.showWhen || holds(question.showWhen, facts)
    const answer = own(facts, `answers.${question.id}`)
    const isPossible = answer === undefined ? !isAsked || takes(question, answer) : isAsked && takes(question, answer)
    const filled = filledBy(question)
    const isFilled = answer === undefined || filled === undefined || takes(question, own(facts, filled))
    return [...(isPossible ? [] : [`answers.${question.id}`]), ...(isFilled ? [] : [`${filled} by ${question.id}`])]
  })
}

function takes(question: Question, value: Facts[string] | undefined): boolean {
  return checkAnswer(question, value as AnswerValue | undefined) === null // a list of numbers is refused there
}

function liesInCountry({ 'place.region': region, 'place.country': country }: Facts): boolean {
  const [, within] = typeof region === 'string' ? (normalise(region).match(/^([a-z]{2})-/) ?? []) : []
  return within === undefined || typeof country !== 'string' || normalise(country) === within
}
