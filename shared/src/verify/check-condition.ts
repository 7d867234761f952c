import { type Comparison, type Condition, isIsoDate, normalise } from '../condition.ts'
import { type DocumentError, pointer } from './findings.ts'
import { nearestName } from './nearest.ts'
import type { FactMeaning, FactType } from './vocabulary.ts'

export interface ConditionScope {
  facts: ReadonlyMap<string, FactMeaning>
  /** Facts that exist but may not be used here, or not so, with the reason. */
  forbidden?: (fact: string, op: Comparison['op']) => string | null
}

type Place = readonly PropertyKey[]

/** What is wrong with a condition: facts that do not exist, options nobody can choose, values of the wrong type. */
export function checkCondition(condition: Condition, place: Place, scope: ConditionScope): DocumentError[] {
  if ('all' in condition) return condition.all.flatMap((part, index) => checkCondition(part, [...place, 'all', index], scope))
  if ('any' in condition) return condition.any.flatMap((part, index) => checkCondition(part, [...place, 'any', index], scope))
  if ('not' in condition) return checkCondition(condition.not, [...place, 'not'], scope)
  return checkComparison(condition, place, scope)
}

function checkComparison(comparison: Comparison, place: Place, { facts, forbidden }: ConditionScope): DocumentError[] {
  const { fact, op, value } = comparison
  const meaning = facts.get(fact)
  if (!meaning) return [failure([...place, 'fact'], `There is no fact “${fact}”.`, nearestName(fact, facts.keys()))]
  const reason = forbidden?.(fact, op) ?? null
  if (reason) return [failure([...place, 'fact'], reason)]
  if (op === 'known') return value === undefined ? [] : [failure([...place, 'value'], '“known” takes no value.')]
  if (value === undefined) return [failure(place, `“${op}” needs a value.`)]
  return [...checkShape(comparison, meaning.type, place), ...(equalityOperators.includes(op) ? checkValues(value, meaning, place) : [])]
}

const equalityOperators = ['is', 'in', 'includes', 'includesAny', 'includesAll']
const listOperators = ['includes', 'includesAny', 'includesAll']
const orderOperators = ['atLeast', 'atMost', 'above', 'below']
const textOperators = ['contains', 'startsWith', 'endsWith']

function checkShape({ fact, op, value }: Comparison, type: FactType, place: Place): DocumentError[] {
  if (type === 'list' && !listOperators.includes(op))
    return [failure([...place, 'op'], `“${fact}” is a list; “${op}” wants a single value.`, op === 'is' ? 'includes' : 'includesAny')]
  if (type !== 'list' && listOperators.includes(op))
    return [failure([...place, 'op'], `“${fact}” is a single value; “${op}” wants a list.`, op === 'includes' ? 'is' : 'in')]
  const wantsList = op === 'in' || op === 'includesAny' || op === 'includesAll'
  if (wantsList !== Array.isArray(value)) return [failure([...place, 'value'], `“${op}” takes ${wantsList ? 'a list of values' : 'one value'}.`)]
  if (textOperators.includes(op) && type !== 'text') return [failure([...place, 'op'], `“${op}” compares text; “${fact}” is a ${type}.`)]
  if (orderOperators.includes(op) && type === 'boolean') return [failure([...place, 'op'], `“${op}” compares numbers or dates; “${fact}” is a boolean.`)]
  if (orderOperators.includes(op) && type === 'text' && !(typeof value === 'string' && isIsoDate(value)))
    return [failure([...place, 'value'], `“${op}” compares text only where it is an ISO date, such as "2026-12-01".`)]
  const wanted = type === 'list' ? 'string' : type === 'text' ? 'string' : type
  const wrong = (Array.isArray(value) ? value : [value]).find(one => typeof one !== wanted)
  return wrong === undefined
    ? []
    : [failure([...place, 'value'], `“${fact}” is ${type === 'list' ? 'a list of text' : `a ${type}`}; ${JSON.stringify(wrong)} is not.`)]
}

function checkValues(value: NonNullable<Comparison['value']>, { values }: FactMeaning, place: Place): DocumentError[] {
  if (values === null) return []
  const known = new Set(values.map(normalise))
  return (Array.isArray(value) ? value : [value]).flatMap((one, index) =>
    typeof one === 'string' && !known.has(normalise(one))
      ? [failure(Array.isArray(value) ? [...place, 'value', index] : [...place, 'value'], `“${one}” is none of its values.`, nearestName(one, values))]
      : [],
  )
}

function failure(place: Place, message: string, nearest: string | null = null): DocumentError {
  return { document: 'playbook', path: pointer(place), message, nearest }
}
