import { type FactValue, normalise, own } from './condition.ts'
import type { Decision } from './decide.ts'
import { settlingComparisons } from './explain-condition.ts'
import type { Playbook } from './playbook.ts'
import type { Roster } from './roster.ts'
import { indexRoster } from './roster-index.ts'

type Documents = { playbook: Playbook; roster: Roster }

/** What the rule that applied rests on, such as the deal's size: each fact that settled it, in words. Null when it asks for nothing. */
export function explainRule(decision: Decision, documents: Documents): string | null {
  const rule = documents.playbook.routing.rules.find(({ id }) => id === decision.rule)
  const settled = rule ? settlingComparisons(rule.when, decision.facts) : []
  const said = new Set(
    settled.map(({ fact, actual }) => `${withColon(nameFact(fact, documents.playbook))} ${actual === null ? 'not known' : sayFact(fact, actual, documents)}`),
  )
  return said.size === 0 ? null : `It rests on ${[...said].join('; ')}.`
}

/** Whom a pool was narrowed to, where its destination asks for a match; null where it does not. */
export function explainMatch(decision: Decision, documents: Documents): string | null {
  const { routing } = documents.playbook
  const list = routing.rules.find(({ id }) => id === decision.rule)?.to ?? routing.otherwise
  const destination = decision.destination === null ? undefined : list[decision.destination]
  if (decision.outcome !== 'assigned' || destination?.kind !== 'pool' || !destination.match?.length) return null
  const wanted = destination.match.map(({ attribute, has }) => `${attribute} ${sayFact(has, own(decision.facts, has) ?? '', documents)}`)
  return `Only a rep with ${wanted.join(' and ')} could take it here.`
}

/** A fact's name as a manager would say it: the question's label, or words for what is not asked. */
export function nameFact(fact: string, playbook: Playbook): string {
  return findQuestion(fact, playbook)?.label ?? own(names, fact) ?? fact
}

/** A value as a manager would say it: labels and names for ids. */
export function sayFact(fact: string, value: FactValue, { playbook, roster }: Documents): string {
  if (Array.isArray(value)) return value.map(one => sayFact(fact, one, { playbook, roster })).join(', ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'string') return String(value)
  const id = normalise(value)
  if (fact.endsWith('.owner')) return indexRoster(roster).reps.get(id)?.name ?? value
  if (fact === 'territory') return `“${playbook.territories.find(one => normalise(one.id) === id)?.label ?? value}”`
  const question = findQuestion(fact, playbook)
  const option = question && 'options' in question ? question.options.find(one => normalise(one.id) === id) : undefined
  return `“${option?.label ?? value}”`
}

/** Many a label is a question. */
function withColon(name: string): string {
  return /[?:]$/.test(name) ? name : `${name}:`
}

/** The same question on two forms has the same options: the first will do. */
function findQuestion(fact: string, playbook: Playbook) {
  if (!fact.startsWith('answers.')) return undefined
  const id = fact.slice('answers.'.length)
  for (const form of playbook.forms) {
    const question = form.questions.find(one => one.id === id)
    if (question) return question
  }
  return undefined
}

const names: Readonly<Record<string, string>> = {
  'email.domain': 'e-mail domain',
  'email.kind': 'kind of e-mail',
  'company.name': 'company',
  'company.domain': 'the company’s domain',
  'company.employees': 'the company’s employees',
  'company.industry': 'the company’s industry',
  'company.country': 'the company’s country',
  'place.country': 'country',
  'place.region': 'region',
  'place.postalCode': 'postal code',
  'visit.pages': 'pages viewed',
  'visit.count': 'number of pages viewed',
  'account.known': 'a known account',
  'account.owner': 'the account’s owner',
  'account.tier': 'the account’s tier',
  'lead.returning': 'a returning lead',
  'lead.owner': 'the lead’s owner',
  'colleague.owner': 'a colleague’s owner',
  territory: 'territory',
  'score.points': 'points',
  'score.grade': 'grade',
  locale: 'language',
  form: 'form',
}
