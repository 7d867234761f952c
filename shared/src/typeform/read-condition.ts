import type { Comparison, FactValue, Operator } from '../condition.ts'
import type { Place } from './convert-logic.ts'
import type { Diagram, Diagrams } from './decision-diagram.ts'
import { type Fields, fieldsOf, listOf, numberOf, textOf } from './unknown.ts'

interface Context {
  places: readonly Place[]
  /** The place the logic is asked at: later answers are not known yet. */
  from: number
  /** Hidden values by name, with the id of the question each became. */
  hidden: ReadonlyMap<string, string>
  diagrams: Diagrams
  path: string
}

export type ReadCondition = { when: Diagram } | { problem: { where: string; message: string } }

/** Typeform's operators, and which of ours says the same; a leading “not ” turns it round. */
const operators: Readonly<Record<string, string>> = {
  is: 'is',
  equal: 'is',
  on: 'is',
  is_not: 'not is',
  not_equal: 'not is',
  not_on: 'not is',
  greater_than: 'above',
  later_than: 'above',
  lower_than: 'below',
  earlier_than: 'below',
  greater_equal_than: 'atLeast',
  later_than_or_on: 'atLeast',
  lower_equal_than: 'atMost',
  earlier_than_or_on: 'atMost',
  contains: 'contains',
  not_contains: 'not contains',
  begins_with: 'startsWith',
  ends_with: 'endsWith',
}

export function readCondition(condition: Fields, context: Context): ReadCondition {
  const { diagrams, path } = context
  const op = textOf(condition.op)
  if (op === 'always') return { when: diagrams.always }
  if (op === 'and' || op === 'or') {
    const parts = listOf(condition.vars).map((part, index) => readCondition(fieldsOf(part), { ...context, path: `${path}/vars/${index}` }))
    const failed = parts.find(part => 'problem' in part)
    if (failed) return failed
    const whens = parts.flatMap(part => ('when' in part ? [part.when] : []))
    return { when: op === 'and' ? whens.reduce(diagrams.and, diagrams.always) : whens.reduce(diagrams.or, diagrams.never) }
  }
  const fail = (where: string, message: string): ReadCondition => ({ problem: { where: `${path}${where}`, message } })
  if (!Object.hasOwn(operators, op)) return fail('/op', `Baton has no comparison like “${op}”.`)
  const [left, right] = listOf(condition.vars).map(fieldsOf)
  const subject = readSubject(left ?? {}, context)
  if (typeof subject === 'string') return fail('/vars/0', subject)
  const value = readValue(right ?? {}, subject.place)
  if (value === null) return fail('/vars/1', 'It compares with something Baton cannot compare with.')
  return compare(operators[op] ?? '', subject, value, context) ?? fail('', 'An answer of this kind cannot be compared in this way.')
}

interface Subject {
  fact: string
  /** Null for a hidden value. */
  place: Place | null
}

/** What is compared, or why it cannot be. */
function readSubject(variable: Fields, { places, from, hidden }: Context): Subject | string {
  const name = textOf(variable.value)
  if (variable.type === 'hidden') {
    const id = hidden.get(name)
    return id === undefined ? 'It asks for a hidden value the form does not have.' : { fact: `answers.${id}`, place: null }
  }
  if (variable.type !== 'field')
    return `It asks for a ${textOf(variable.type) || 'thing'} Baton’s forms do not know: only answers, where a visit came from and the language.`
  const index = places.findIndex(place => textOf(place.field.ref) === name)
  const place = places[index]
  if (!place?.question) return 'It asks for the answer to something that became no question.'
  if (index > from) return 'It asks for an answer that is only given later.'
  return { fact: `answers.${place.question.id}`, place }
}

function readValue({ type, value }: Fields, place: Place | null): FactValue | null {
  if (type === 'choice' || place?.question?.kind === 'choices' || (place?.question?.kind === 'choice' && typeof value === 'string'))
    return place?.options.get(textOf(value)) ?? null
  if (type !== 'constant') return null
  if (typeof value === 'boolean') return value
  return numberOf(value) ?? (typeof value === 'string' ? value : null)
}

function compare(operator: string, { fact, place }: Subject, value: FactValue, { diagrams }: Context): ReadCondition | null {
  const negated = operator.startsWith('not ')
  const op = operator.replace('not ', '') as Operator // the table holds ours
  const kind = place?.question?.kind ?? 'hidden'
  const say = (comparison: Comparison, turned = negated) => ({ when: turned ? diagrams.not(diagrams.atom(comparison)) : diagrams.atom(comparison) })
  switch (kind) {
    case 'consent': // unticked is no answer in Baton, so “is not accepted” is said as “not accepted”
      return op === 'is' && typeof value === 'boolean' ? say({ fact, op: 'is', value: true }, negated === value) : null
    case 'choice':
      if (op !== 'is') return null
      if (typeof value === 'boolean') return say({ fact, op: 'is', value: value ? 'yes' : 'no' })
      return say({ fact, op: 'is', value })
    case 'choices':
      return op === 'is' || op === 'contains' ? say({ fact, op: 'includes', value }) : null
    case 'number':
      return typeof value === 'number' && ['is', 'above', 'below', 'atLeast', 'atMost'].includes(op) ? say({ fact, op, value }) : null
    case 'date':
      return typeof value === 'string' && ['is', 'above', 'below', 'atLeast', 'atMost'].includes(op) ? say({ fact, op, value: value.slice(0, 10) }) : null
    default:
      return typeof value === 'string' && ['is', 'contains', 'startsWith', 'endsWith'].includes(op) ? say({ fact, op, value }) : null
  }
}
