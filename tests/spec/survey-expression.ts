import type { Condition, FactValue, Operator } from '@baton/shared/condition'
import { type Converted, compare, factValue, isFactValue, NoCounterpart, type Operand, tryConvert } from './counterpart.ts'

/** A visibility expression of SurveyJS as a condition: comparisons of an answer with a constant, joined by and, or, not and brackets. */
export function convertSurveyExpression(expression: string, values: Readonly<Record<string, unknown>>): Converted {
  return tryConvert(() => {
    const parser: Parser = { words: wordsOf(expression), values, facts: {} }
    const condition = readAny(parser)
    if (parser.words.length > 0) throw new NoCounterpart('calculates')
    return { condition, facts: parser.facts }
  })
}

interface Parser {
  /** What is left to read. */
  words: string[]
  values: Readonly<Record<string, unknown>>
  facts: Record<string, FactValue>
}

const word = /\s*(\{[^}]*\}|'[^']*'|"[^"]*"|[<>=!]=|<>|[[\](),<>=+*/%!-]|[^\s[\](),<>=+*/%!'"{}-]+)/y

function wordsOf(expression: string): string[] {
  const words: string[] = []
  word.lastIndex = 0
  while (word.lastIndex < expression.trimEnd().length) {
    const found = word.exec(expression)?.[1]
    if (found === undefined) throw new NoCounterpart('is written with signs that are not known here')
    words.push(found)
  }
  return words
}

const take = (parser: Parser, ...wanted: string[]): boolean => {
  if (!wanted.includes(parser.words[0]?.toLowerCase() ?? '')) return false
  parser.words.shift()
  return true
}

function readAny(parser: Parser): Condition {
  const parts = [readAll(parser)]
  while (take(parser, 'or')) parts.push(readAll(parser))
  return parts.length > 1 ? { any: parts } : (parts[0] as Condition) // at least one was read
}

function readAll(parser: Parser): Condition {
  const parts = [readOne(parser)]
  while (take(parser, 'and')) parts.push(readOne(parser))
  return parts.length > 1 ? { all: parts } : (parts[0] as Condition) // at least one was read
}

function readOne(parser: Parser): Condition {
  if (take(parser, '!', 'not')) return { not: readOne(parser) }
  if (!take(parser, '(')) return readComparison(parser)
  const inner = readAny(parser)
  if (!take(parser, ')')) throw new NoCounterpart('calculates')
  return inner
}

const comparisons: Record<string, Operator> = {
  '=': 'is',
  '==': 'is',
  equals: 'is',
  equal: 'is',
  '>': 'above',
  '>=': 'atLeast',
  '<': 'below',
  '<=': 'atMost',
}

function readComparison(parser: Parser): Condition {
  const left = readOperand(parser)
  const sign = parser.words.shift()?.toLowerCase() ?? ''
  if (/^[+\-*/%]$/.test(sign)) throw new NoCounterpart('calculates')
  if (sign === 'empty') return { not: isKnown(left) }
  if (sign === 'notempty') return isKnown(left)
  const right = readOperand(parser)
  if ('value' in right && right.value === undefined) {
    if (sign === '==') return { not: isKnown(left) }
    if (sign === '!=') return isKnown(left)
  }
  const op = comparisons[sign]
  const with_ = (operator: Operator) => compare(left, operator, right, parser.facts)
  if (op === 'is' && 'value' in right && Array.isArray(right.value)) throw new NoCounterpart('asks whether two lists are equal')
  if (op) return with_(op)
  switch (sign) {
    case '!=':
    case '<>':
    case 'notequals':
      return { not: with_('is') }
    case 'contains':
      return readContains(left, right, parser)
    case 'notcontains':
      return { not: readContains(left, right, parser) }
    case 'anyof':
      return readAnyOf(left, right, parser)
    case 'noneof':
      return { not: readAnyOf(left, right, parser) }
    default:
      throw new NoCounterpart('is a value, not a condition')
  }
}

/** All of a list in a list, one value in a list, or a text in a text: ours are three operators, and two of them are false of any answer. */
function readContains(left: Operand, right: Operand, parser: Parser): Condition {
  if ('value' in right && Array.isArray(right.value)) return compare(left, 'includesAll', right, parser.facts)
  return { any: [compare(left, 'includes', right, parser.facts), compare(left, 'contains', right, parser.facts)] }
}

function readAnyOf(left: Operand, right: Operand, parser: Parser): Condition {
  return { any: [compare(left, 'includesAny', right, parser.facts), compare(left, 'in', right, parser.facts)] }
}

function isKnown(operand: Operand): Condition {
  if ('fact' in operand) return { fact: operand.fact, op: 'known' }
  throw new NoCounterpart('asks whether a constant is empty')
}

function readOperand(parser: Parser): Operand {
  const found = parser.words.shift()
  if (found === undefined) throw new NoCounterpart('is a value, not a condition')
  if (found.startsWith('{')) return factOf(found.slice(1, -1), parser)
  if (/^['"]/.test(found)) return { value: found.slice(1, -1) }
  if (found === '[') return { value: factValue(readList(parser)) }
  if (parser.words[0] === '(') throw new NoCounterpart(/^today$/.test(found) ? 'asks what day it is' : 'calls a function')
  if (found === '-' || found === '+') throw new NoCounterpart('calculates')
  if (found === 'undefined') return { value: undefined }
  if (/^(true|false)$/.test(found)) return { value: found === 'true' }
  return { value: /^\d+(\.\d+)?$/.test(found) ? Number(found) : found }
}

function readList(parser: Parser): unknown[] {
  const list: unknown[] = []
  while (!take(parser, ']')) {
    const one = readOperand(parser)
    if ('fact' in one) throw new NoCounterpart('compares two facts of the lead')
    list.push(one.value)
    take(parser, ',')
  }
  return list
}

/** An answer: unknown where there is none, where it is empty text or an empty list. */
function factOf(name: string, { values, facts }: Parser): Operand {
  if (/\.length$|\[/.test(name)) throw new NoCounterpart('looks into an answer: its length, or one of its members')
  const value = Object.hasOwn(values, name) ? values[name] : undefined
  const isUnknown = value === undefined || value === null || value === '__undefined__' || value === '' || (Array.isArray(value) && value.length === 0)
  if (isUnknown) return { fact: name }
  if (!isFactValue(value)) throw new NoCounterpart('asks an object or a list of objects')
  facts[name] = value
  return { fact: name }
}
