import { type Comparison, isIsoDate, normalise } from '../condition.ts'

/** Texts that differ in what the comparisons make of them, all but `contains`, which is told apart for itself. */
export interface TextValues {
  texts: { text: string /** Other text may stand within it. */; open: boolean; start: string; end: string }[]
  /** Put between two parts; in none of them. */
  separator: string
  parts: string[]
}

/**
 * A free text is one of the constants it is compared with, or it starts with one of the starts (or none), ends with one of the
 * ends (or none), and holds any of the parts in between: a separator that is in none of them keeps them apart.
 */
export function textValues(comparisons: readonly Comparison[], constants: readonly string[]): TextValues {
  const of = (...ops: string[]) => unique(comparisons.filter(({ op }) => ops.includes(op)).flatMap(({ value }) => asTexts(value)))
  const starts = ['', ...of('startsWith').filter(text => text !== '')]
  const ends = ['', ...of('endsWith').filter(text => text !== '')]
  const parts = of('contains')
  const exact = unique([...constants, ...of('is', 'in')])
  const separator = freeSeparator([...starts, ...ends, ...parts, ...exact])
  const plain = [...starts, ...ends, ...parts].every(part => part === '' || !'other'.includes(part)) && !exact.includes('other') ? 'other' : separator
  return {
    separator,
    parts,
    texts: [
      ...starts.flatMap(start => ends.map(end => ({ text: start || end ? `${start}${separator}${end}` : plain, open: true, start, end }))),
      ...exact.filter(text => text !== '').map(text => ({ text, open: false, start: '', end: '' })),
    ],
  }
}

/** The instants of the dates that `atLeast` and its kin compare with, in milliseconds. */
export function comparedInstants(comparisons: readonly Comparison[]): number[] {
  return comparisons.flatMap(({ op, value }) =>
    asTexts(value, false).flatMap(text => ((isOrder(op) || op === 'is' || op === 'in') && isIsoDate(text) ? [instant(text.trim())] : [])),
  )
}

/** A free text that is a date, at each compared instant and in each stretch between two of them. */
export function datesBetween(cuts: readonly number[], taken: readonly string[]): string[] {
  const edges = [...new Set(cuts)].sort((a, b) => a - b)
  const between = edges.map((edge, place) => (edge + (edges[place + 1] ?? edge + 86_400_000 * 2)) / 2)
  const times = [...(edges[0] === undefined ? [] : [edges[0] - 86_400_000]), ...edges, ...between]
  return times.filter(isInYears).flatMap(time => {
    const stamp = new Date(time).toISOString()
    const spellings = [stamp, stamp.replace('Z', '+00:00'), stamp.replace('Z', ''), stamp.replace(/\.\d+Z$/, '.000000Z')]
    return spellings.find(one => !taken.includes(normalise(one)) && isIsoDate(one)) ?? []
  })
}

export function isOrder(op: string): boolean {
  return op === 'atLeast' || op === 'atMost' || op === 'above' || op === 'below'
}

function isInYears(time: number): boolean {
  return time >= Date.parse('0000-01-01') && time < Date.parse('9999-12-31')
}

function instant(text: string): number {
  return Date.parse(text.includes('T') && !/(Z|[+-]\d{2}:\d{2})$/.test(text) ? `${text}Z` : text)
}

function asTexts(value: Comparison['value'], clean = true): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap(one => (typeof one === 'string' ? [clean ? normalise(one) : one] : []))
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts.map(normalise))]
}

function freeSeparator(texts: readonly string[]): string {
  for (const mark of ['-', '_', '.', '~', '|', '+', '=', '*', '^', ';', '%', '§']) if (!texts.some(text => text.includes(mark))) return mark
  for (let code = 0x4e00; ; code++) if (!texts.some(text => text.includes(String.fromCharCode(code)))) return String.fromCharCode(code)
}
