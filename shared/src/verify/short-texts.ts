import { type Comparison, normalise } from '../condition.ts'

/** More ways to go on than this are not followed. */
const mostStates = 20_000

/**
 * Texts of at most so many characters, one at least of each kind that the comparisons tell apart, shortest first; null when there are
 * too many ways to put them together. For answers too short to hold everything at once: what a text starts with, ends with and holds
 * then overlaps or does not fit. Letter by letter, keeping of each text only what can matter: how far it agrees with what it is
 * compared with from its beginning, and at its end, and which parts it holds (as A. V. Aho and M. J. Corasick find many words at
 * once, Communications of the ACM 18, 1975).
 */
export function shortTexts(comparisons: readonly Comparison[], most: number): string[] | null {
  const of = (...ops: Comparison['op'][]) => [
    ...new Set(
      comparisons
        .filter(({ op }) => ops.includes(op))
        .flatMap(({ value }) => [value ?? []].flat())
        .flatMap(one => (typeof one === 'string' ? [normalise(one)] : [])),
    ),
  ]
  const [exact, starts, ends, parts] = [of('is', 'in'), of('startsWith'), of('endsWith'), of('contains')]
  const letters = lettersOf([...exact, ...starts, ...ends, ...parts])
  const isBeginning = prefixes([...exact, ...starts])
  const isInside = prefixes([...ends, ...parts])

  interface State {
    text: string
    /** The whole text, as long as it begins something that is compared. */
    begun: string | null
    started: number[]
    /** As much of its end as begins an end or a part. */
    tail: string
    held: number[]
  }
  const next = ({ text, begun, started, tail, held }: State, letter: string): State => {
    const begins = begun !== null && isBeginning.has(begun + letter) ? begun + letter : null
    const longest = tail + letter
    let from = 0
    while (from < longest.length && !isInside.has(longest.slice(from))) from++
    return {
      text: text + letter,
      begun: begins,
      started: starts.flatMap((start, place) => (started.includes(place) || begins === start ? [place] : [])),
      tail: longest.slice(from),
      held: parts.flatMap((part, place) => (held.includes(place) || longest.endsWith(part) ? [place] : [])),
    }
  }
  const keyOf = ({ text, begun, started, tail, held }: State) => JSON.stringify([begun, started, tail, held, text.trimEnd() === text])

  const found: string[] = []
  const seen = new Set<string>()
  let level: State[] = [
    {
      text: '',
      begun: '',
      started: starts.flatMap((start, place) => (start === '' ? [place] : [])),
      tail: '',
      held: parts.flatMap((part, place) => (part === '' ? [place] : [])),
    },
  ]
  while (level.length > 0) {
    const longer: State[] = []
    for (const state of level)
      for (const letter of letters) {
        const one = next(state, letter)
        const key = keyOf(one)
        const trimmed = one.text.trimEnd()
        // Nothing begins with a blank, and a mark that joins the letter before it is no letter of its own.
        if (one.text.length > most || seen.has(key) || normalise(one.text) !== trimmed) continue
        seen.add(key)
        if (seen.size > mostStates) return null
        longer.push(one)
        if (trimmed === one.text) found.push(one.text)
      }
    level = longer
  }
  return found
}

/** Every letter that is compared with, and one that is not. */
function lettersOf(texts: readonly string[]): string[] {
  const letters = new Set(texts.flatMap(text => [...text]))
  const other = [...'xyzuvwabcdefghijklmnopqrst0123456789-_.~'].find(letter => !letters.has(letter))
  return [other ?? freeLetter(letters), ...letters]
}

function freeLetter(letters: ReadonlySet<string>): string {
  for (let code = 0x4e00; ; code++) if (!letters.has(String.fromCharCode(code))) return String.fromCharCode(code)
}

function prefixes(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap(text => Array.from({ length: text.length + 1 }, (_, length) => text.slice(0, length))))
}
