import type { Condition, FactValue, Operator } from '@baton/shared/condition'
import { always, type Converted, compare, isFactValue, NoCounterpart, never, type Operand, tryConvert } from './counterpart.ts'

/** A rule of JSON Logic as a condition: comparisons of something the lead has with a constant, and what joins them. */
export function convertJsonLogic(rule: unknown, data: unknown): Converted {
  return tryConvert(() => {
    const reader: Reader = { data, facts: {} }
    if (operation(rule)?.name === 'var') throw new NoCounterpart('reads a value, and decides nothing')
    if (operation(rule) === null) throw new NoCounterpart('is a value, not a rule')
    return { condition: read(rule, reader), facts: reader.facts }
  })
}

/** What JSON Logic takes for true: all but null, false, 0, "", NaN and the empty list. */
export function isTruthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}

interface Reader {
  data: unknown
  facts: Record<string, FactValue>
}

const comparisons: Record<string, Operator> = { '==': 'is', '===': 'is', '>': 'above', '>=': 'atLeast', '<': 'below', '<=': 'atMost' }

function read(rule: unknown, reader: Reader): Condition {
  const found = operation(rule)
  if (!found) return isTruthy(rule) ? always : never
  const { name, parts } = found
  const op = comparisons[name]
  if (op) return readComparison(op, parts, reader)
  switch (name) {
    case '!=':
    case '!==':
      return { not: readComparison('is', parts, reader) }
    case 'and':
      return { all: parts.map(part => read(part, reader)) }
    case 'or':
      return { any: parts.map(part => read(part, reader)) }
    case '!':
      return { not: read(parts[0], reader) }
    case '!!':
      return read(parts[0], reader)
    case 'in':
      return readIn(parts, reader)
    case 'missing':
      return { not: atLeast(namesOf(parts).length, namesOf(parts), reader) }
    case 'missing_some':
      return { not: atLeast(Number(parts[0]), namesOf(parts[1]), reader) }
    case 'some':
      return readMember(parts, reader)
    case 'none':
      return { not: readMember(parts, reader) }
    default:
      throw new NoCounterpart(reasons[name] ?? `has the operation ${name}`)
  }
}

const reasons: Record<string, string> = {
  if: 'chooses one of several values',
  '?:': 'chooses one of several values',
  var: 'asks whether a value counts as true',
  all: 'asks something of every member of a list',
  ...Object.fromEntries(['+', '-', '*', '/', '%', 'min', 'max'].map(name => [name, 'calculates'])),
  ...Object.fromEntries(['cat', 'substr'].map(name => [name, 'builds a text'])),
  ...Object.fromEntries(['merge', 'filter', 'map', 'reduce'].map(name => [name, 'builds a list'])),
}

function readComparison(op: Operator, parts: readonly unknown[], reader: Reader): Condition {
  const [left, right, end] = parts.map(part => operand(part, reader))
  if (!left || !right) throw new NoCounterpart('compares with nothing')
  if (!end) return compare(left, op, right, reader.facts)
  return { all: [compare(left, op, right, reader.facts), compare(right, op, end, reader.facts)] }
}

/** A value in a list, or a text in a text: what the lead has stands on the side our operator wants it. */
function readIn(parts: readonly unknown[], reader: Reader): Condition {
  const [part, whole] = [operand(parts[0], reader), operand(parts[1], reader)]
  if ('value' in whole) return Array.isArray(whole.value) ? compare(part, 'in', whole, reader.facts) : compare(whole, 'contains', part, reader.facts)
  return { any: [compare(whole, 'includes', part, reader.facts), compare(whole, 'contains', part, reader.facts)] }
}

/** Some member of a list is equal to a constant: that the list includes it. */
function readMember(parts: readonly unknown[], reader: Reader): Condition {
  const test = operation(parts[1])
  const [member, value] = test?.parts ?? []
  const isMember = operation(member)?.name === 'var' && operation(member)?.parts[0] === ''
  if (!isMember || (test?.name !== '==' && test?.name !== '===')) throw new NoCounterpart('asks more of a list’s members than to be one value')
  return compare(operand(parts[0], reader), 'includes', operand(value, reader), reader.facts)
}

/** At least so many of these facts are known. */
function atLeast(wanted: number, names: readonly string[], reader: Reader): Condition {
  for (const name of names) factOf(name, reader)
  return { any: choose(wanted, names).map(chosen => ({ all: chosen.map(fact => ({ fact, op: 'known' as const })) })) }
}

function choose(wanted: number, names: readonly string[]): string[][] {
  if (wanted === 0) return [[]]
  return names.flatMap((name, index) => choose(wanted - 1, names.slice(index + 1)).map(rest => [name, ...rest]))
}

function namesOf(parts: unknown): string[] {
  const names = Array.isArray(parts) ? parts : [parts]
  if (names.some(name => typeof name !== 'string')) throw new NoCounterpart('calculates which facts it asks for')
  return names
}

function operand(part: unknown, reader: Reader): Operand {
  const found = operation(part)
  if (!found) return { value: part }
  if (found.name !== 'var') throw new NoCounterpart(reasons[found.name] ?? 'compares what another operation gives')
  const [name, fallback] = found.parts
  if (typeof name !== 'string') throw new NoCounterpart('calculates which facts it asks for')
  if (fallback !== undefined) throw new NoCounterpart('has a value in place of what is unknown')
  return factOf(name, reader)
}

function factOf(name: string, reader: Reader): Operand {
  const value = name.split('.').reduce<unknown>((from, key) => (from as Record<string, unknown> | null | undefined)?.[key], reader.data) // any JSON
  if (isFactValue(value)) reader.facts[name] = value
  else if (value !== null && value !== undefined) throw new NoCounterpart('asks an object or a list of objects')
  return { fact: name }
}

function operation(rule: unknown): { name: string; parts: unknown[] } | null {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return null
  const [entry] = Object.entries(rule)
  return entry ? { name: entry[0], parts: Array.isArray(entry[1]) ? entry[1] : [entry[1]] } : null
}
