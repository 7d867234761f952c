import { type Facts, type FactValue, normalise } from '../condition.ts'
import { isDate } from '../iso-date.ts'
import type { Playbook } from '../playbook.ts'
import type { Roster } from '../roster.ts'
import { nearestName } from './nearest.ts'
import { type FactMeaning, readVocabulary } from './vocabulary.ts'

/** What the facts of a lead may be under a playbook: read once, asked for every lead. */
export interface FactScope {
  facts: ReadonlyMap<string, FactMeaning>
  /** The normalised values of facts that have only some; owners are not among them: one may have left the roster. */
  values: ReadonlyMap<string, ReadonlySet<string>>
  dates: ReadonlySet<string>
  forms: readonly string[]
}

export function readFactScope(playbook: Playbook, roster: Roster): FactScope {
  const facts = readVocabulary(playbook, roster)
  const limited = [...facts].flatMap(([name, { values }]) =>
    values === null || name.endsWith('.owner') ? [] : [[name, new Set(values.map(normalise))] as const],
  )
  const questions = playbook.forms.flatMap(form => form.questions)
  const dates = questions.filter(({ kind }) => kind === 'date').flatMap(({ id, fills }) => [`answers.${id}`, ...(fills ? [fills] : [])])
  return { facts, values: new Map(limited), dates: new Set(dates), forms: playbook.forms.map(({ id }) => id) }
}

/** What is wrong with facts that were given, each as a sentence; or the facts, with the form they belong to. */
export function checkFacts(given: Readonly<Record<string, unknown>>, scope: FactScope): { facts: Facts; problems: [] } | { facts: null; problems: string[] } {
  const facts: Record<string, FactValue> = {}
  const problems: string[] = []
  for (const [name, value] of Object.entries(given)) {
    const problem = checkFact(name, value, scope)
    if (problem !== null) problems.push(problem)
    // What is empty is unknown, as where a visitor leaves it so.
    else if (!isEmpty(value as FactValue)) facts[name] = value as FactValue // just checked
  }
  const [only = '', ...others] = scope.forms
  if (facts.form === undefined && others.length === 0) facts.form = only
  if (facts.form === undefined && others.length > 0 && problems.length === 0) problems.push(`“form” has to say which form: ${scope.forms.join(', ')}.`)
  return problems.length > 0 ? { facts: null, problems } : { facts, problems: [] }
}

const computed = ['territory', 'score.points', 'score.grade']

function checkFact(name: string, value: unknown, { facts, values, dates }: FactScope): string | null {
  if (computed.includes(name)) return `“${name}” is computed and may not be given.`
  const meaning = facts.get(name)
  if (!meaning) return `There is no fact “${name}”.${didYouMean(nearestName(name, facts.keys()))}`
  if (!hasType(value, meaning.type)) return `“${name}” is ${typeNames[meaning.type]}; ${describe(value)} is not.`
  const known = values.get(name)
  const stranger = known && [value].flat().find(one => typeof one === 'string' && !known.has(normalise(one)) && !isEmpty(one))
  if (typeof stranger === 'string') return `“${name}” is never ${describe(stranger)}.${didYouMean(nearestName(stranger, meaning.values ?? []))}`
  if (dates.has(name) && typeof value === 'string' && !isEmpty(value) && !isDate(value.trim())) return `“${name}” is a day; there is no ${describe(value)}.`
  return null
}

const typeNames: Record<FactMeaning['type'], string> = { text: 'text', number: 'a number', boolean: 'true or false', list: 'a list of text' }

function hasType(value: unknown, type: FactMeaning['type']): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string'
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) // 1e999 is JSON
    case 'boolean':
      return typeof value === 'boolean'
    case 'list':
      return Array.isArray(value) && value.every(one => typeof one === 'string')
  }
}

function isEmpty(value: FactValue): boolean {
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0
}

/** A value as a sentence can hold it: what is nested may be of any depth. */
function describe(value: unknown): string {
  if (typeof value === 'string') return `“${value.length > 80 ? `${value.slice(0, 80)}…` : value}”`
  if (Array.isArray(value))
    return value.some(one => typeof one === 'object') ? 'a list of lists or objects' : `a list (${value.slice(0, 5).map(describe).join(', ')})`
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

export function didYouMean(nearest: string | null): string {
  return nearest === null ? '' : ` Did you mean “${nearest}”?`
}
