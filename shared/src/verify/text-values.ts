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

/** Free texts that are dates: one at each compared instant and one in each stretch between two of them, where one of those that `fits` is there. */
export function datesBetween(cuts: readonly number[], fits: (text: string) => boolean): string[] {
  const edges = [...new Set(cuts)].sort((a, b) => a - b)
  const stretches = [Number.NEGATIVE_INFINITY, ...edges].map((from, place) => timesWithin(from, edges[place] ?? Number.POSITIVE_INFINITY))
  return [...edges.map(edge => [edge]), ...stretches].flatMap(times => times.filter(isInYears).flatMap(spellings).find(fits) ?? [])
}

/** Moments strictly between two others that are short to write: a day if there is one, a minute, a second, else any. */
function timesWithin(from: number, to: number): number[] {
  if (from === Number.NEGATIVE_INFINITY) return [Math.ceil(to / day) * day - day]
  const units = [day, 60_000, 1000, 1].map(unit => Math.floor(from / unit) * unit + unit)
  return units.filter(time => time < to)
}

const day = 86_400_000

/** A moment as an ISO date, shortest first. */
function spellings(time: number): string[] {
  const stamp = new Date(time).toISOString()
  const [date, minute, second] = [stamp.slice(0, 10), stamp.slice(0, 16), stamp.slice(0, 19)]
  const short = [...(time % day === 0 ? [date] : []), ...(time % 60_000 === 0 ? [minute] : []), ...(time % 1000 === 0 ? [second] : [])]
  return [...short, stamp.slice(0, -1), stamp, stamp.replace('Z', '+00:00'), stamp.replace('Z', '000'), stamp.replace('Z', '000Z')]
}

export function isOrder(op: string): boolean {
  return op === 'atLeast' || op === 'atMost' || op === 'above' || op === 'below'
}

function isInYears(time: number): boolean {
  return time >= Date.parse('0000-01-01') && time <= Date.parse('9999-12-31T23:59:59.999Z')
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
