import { type Comparison, type Facts, type FactValue, holds, normalise } from '../condition.ts'
import { always, type Choice, type Diagram, type MultiDiagrams, never } from './multi-diagram.ts'
import type { TextValues } from './text-values.ts'

/** One fact as variables of a diagram: each class of values that all comparisons treat alike is one value of a variable. */
export interface FactSpace {
  /** Where a comparison with this fact holds. Only comparisons the space was made for. */
  compare(comparison: Comparison): Diagram
  known: Diagram
  /** Which values of its variables belong together; `always` where it has one. */
  lawful: Diagram
  /** The value that a choice stands for; undefined is unknown. */
  value(choice: Choice): FactValue | undefined
}

/** What is compared, whatever the fact is called. */
export function comparisonKey({ op, value }: Comparison): string {
  return `${op} ${JSON.stringify(value)}`
}

/** A fact that is one of these values, or unknown. Values that no comparison tells apart become one; the first stands for all. */
export function singleSpace(diagrams: MultiDiagrams, comparisons: readonly Comparison[], values: readonly FactValue[]): FactSpace {
  diagrams.spend(Math.floor((comparisons.length * values.length) / comparisonsPerStep))
  const classes = new Map<string, { value: FactValue; verdicts: boolean[] }>()
  for (const value of values) {
    const verdicts = comparisons.map(comparison => holdsFor(comparison, value))
    const key = verdicts.map(Number).join('')
    if (!classes.has(key)) classes.set(key, { value, verdicts })
  }
  const kinds = [...classes.values()]
  const variable = diagrams.variable(kinds.length + 1)
  const places = new Map(comparisons.map((comparison, place) => [comparisonKey(comparison), place]))
  const known = diagrams.byValue(variable, [false, ...kinds.map(() => true)])
  return {
    compare: comparison => {
      if (comparison.op === 'known') return known
      const place = places.get(comparisonKey(comparison)) as number // made for it
      return diagrams.byValue(variable, [false, ...kinds.map(({ verdicts }) => verdicts[place] === true)])
    },
    known,
    lawful: always,
    value: choice => kinds[(choice.get(variable) ?? 0) - 1]?.value,
  }
}

/** How many values are compared for one step of the budget. */
const comparisonsPerStep = 8

/** A list: for each option that is compared with, whether it is in; and whether any other is. An empty list is unknown. */
export function listSpace(diagrams: MultiDiagrams, comparisons: readonly Comparison[], options: readonly string[] | null): FactSpace {
  const compared = [...new Set(comparisons.flatMap(({ value }) => (Array.isArray(value) ? value : [value])).map(one => normalise(String(one))))]
  const mentioned = options ? options.filter(option => compared.includes(normalise(option))) : compared.filter(text => text !== '')
  const rest = options ? options.find(option => !compared.includes(normalise(option))) : unlike(compared)
  const all = rest === undefined ? mentioned : [...mentioned, rest]
  const variables = all.map(() => diagrams.variable(2))
  const within = new Map(all.map((option, place) => [normalise(option), diagrams.byValue(variables[place] as number, [false, true])]))
  const known = [...within.values()].reduceRight((found, one) => diagrams.or(one, found), never)
  const includes = (value: unknown) => within.get(normalise(String(value))) ?? never
  return {
    known,
    lawful: always,
    compare: ({ op, value }) => {
      const texts = Array.isArray(value) ? value : [value]
      if (op === 'known') return known
      if (op === 'includes') return includes(value)
      if (op === 'includesAny') return texts.reduceRight<Diagram>((found, one) => diagrams.or(includes(one), found), never)
      return op === 'includesAll' ? texts.reduceRight<Diagram>((found, one) => diagrams.and(includes(one), found), known) : never
    },
    value: choice => {
      const chosen = all.filter((_, place) => choice.get(variables[place] as number) === 1)
      return chosen.length > 0 ? chosen : undefined
    },
  }
}

/** Free text: which of the texts it is, and which of the parts it holds besides. Of `extra` no part stands for itself. */
export function textSpace(diagrams: MultiDiagrams, comparisons: readonly Comparison[], { texts, parts, separator }: TextValues): FactSpace {
  diagrams.spend(Math.floor((comparisons.length * texts.length) / comparisonsPerStep))
  const variable = diagrams.variable(texts.length + 1)
  const kinds = texts.map(({ text }) => text)
  const flags = parts.map(() => diagrams.variable(2))
  const has = flags.map(flag => diagrams.byValue(flag, [false, true]))
  const known = diagrams.byValue(variable, [false, ...kinds.map(() => true)])
  const literals = new Map<string, Diagram>()
  for (const comparison of comparisons) {
    const part = comparison.op === 'contains' && typeof comparison.value === 'string' ? parts.indexOf(normalise(comparison.value)) : -1
    const diagram = part >= 0 ? (has[part] as Diagram) : diagrams.byValue(variable, [false, ...kinds.map(text => holdsFor(comparison, text))])
    literals.set(comparisonKey(comparison), diagram)
  }
  return {
    known,
    lawful: parts.reduceRight((lawful, part, place) => {
      const mayHold = diagrams.byValue(variable, [false, ...texts.map(({ text, open }) => open || text.includes(part))])
      const mayLack = diagrams.byValue(variable, [true, ...texts.map(({ text }) => !text.includes(part))])
      const within = parts.reduce((all, other, at) => (at !== place && part.includes(other) ? diagrams.and(all, has[at] as Diagram) : all), mayHold)
      return diagrams.and(lawful, diagrams.choose(has[place] as Diagram, within, mayLack))
    }, always),
    compare: comparison => (comparison.op === 'known' ? known : (literals.get(comparisonKey(comparison)) ?? never)),
    value: choice => {
      const chosen = texts[(choice.get(variable) ?? 0) - 1]
      if (!chosen) return undefined
      const held = parts.filter((part, place) => choice.get(flags[place] as number) === 1 && !chosen.text.includes(part))
      return held.length === 0 ? chosen.text : [chosen.start, ...held, chosen.end].join(separator)
    },
  }
}

export function holdsFor(comparison: Comparison, value: FactValue): boolean {
  const facts: Facts = { [comparison.fact]: value }
  return holds(comparison, facts)
}

function unlike(texts: readonly string[]): string {
  for (let count = 1; ; count++) if (!texts.includes(`/other-${count}`)) return `/other-${count}`
}
