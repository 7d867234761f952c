import { distance } from 'fastest-levenshtein'
import { normalise } from '../condition.ts'

/** The name that was probably meant: the one fewest edits away, if those are at most a third of its letters (or two). */
export function nearestName(name: string, names: Iterable<string>): string | null {
  const wanted = normalise(name)
  let best: { name: string; edits: number } | null = null
  for (const candidate of names) {
    if (candidate === name) continue // the name itself, in a place where it means nothing; “timezone” still finds “timeZone”
    const edits = distance(wanted, normalise(candidate))
    if (edits <= Math.max(2, Math.floor(candidate.length / 3)) && (best === null || edits < best.edits)) best = { name: candidate, edits }
  }
  return best?.name ?? null
}
