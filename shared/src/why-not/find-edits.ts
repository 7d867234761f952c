import type { DecidedWith, Edit } from './edits.ts'
import { createSteps, type Step } from './next-edits.ts'
import { orderEdits, preferEdits } from './prefer-edits.ts'

export interface FoundEdits {
  /** Null: none were found. */
  edits: Edit[] | null
  /** Whether the search came to its end: no fewer would do, or none at all. */
  proven: boolean
  /** Whether any list of destinations can give the rep a lead. */
  isReachable: boolean
}

/** A step is one decision that is tried: as many take a second or two with a pool of 200. */
export const defaultSteps = 20_000

/**
 * The fewest edits, by trying one more each time. From a decision that goes elsewhere only edits are tried of which at least one
 * is part of every way to the rep: see `next-edits.ts`. When the steps are used up, what a short look further ahead finds is given.
 */
export function findEdits(decided: DecidedWith, rep: string, steps = defaultSteps): FoundEdits {
  const next = createSteps(decided, rep)
  if (next.goals.length === 0) return { edits: null, proven: true, isReachable: false }
  return { ...searchAll(next, decided, rep, steps), isReachable: true }
}

function searchAll(next: Step, decided: DecidedWith, rep: string, steps: number): Omit<FoundEdits, 'isReachable'> {
  const budget = { steps }
  for (let most = 0; ; most++) {
    const level = searchLevel(next, most, budget, Number.POSITIVE_INFINITY)
    if (level.found.length > 0) return { edits: best(level.found, decided, rep), proven: next.isComplete() || most <= 1 }
    if (budget.steps <= 0) return lookAhead(next, most, decided, rep)
    if (!level.wasCut) return { edits: null, proven: next.isComplete() }
  }
}

const stepsAhead = 3_000

function lookAhead(next: Step, from: number, decided: DecidedWith, rep: string): Omit<FoundEdits, 'isReachable'> {
  for (let most = from; most < from + 4; most++) {
    const { found } = searchLevel(next, most, { steps: stepsAhead }, 1)
    if (found.length > 0) return { edits: best(found, decided, rep), proven: false }
  }
  return { edits: null, proven: false }
}

/** Goes on a little after the first way that was found, for one that reads better. */
const stepsAfterFirst = 4_000

function searchLevel(next: Step, most: number, budget: { steps: number }, enough: number): { found: Edit[][]; wasCut: boolean } {
  const found: Edit[][] = []
  let wasCut = false
  for (const goal of next.goals) {
    const seen = new Set<string>()
    const visit = (edits: readonly Edit[]): void => {
      const key = next.keyOf(edits)
      if (seen.has(key) || budget.steps <= 0 || found.length >= enough) return
      seen.add(key)
      budget.steps--
      const looked = next.look(goal, edits, most - edits.length)
      if (looked.kind === 'cut') wasCut = true
      if (looked.kind === 'theirs') {
        if (found.length === 0) budget.steps = Math.min(budget.steps, stepsAfterFirst)
        found.push([...edits])
      }
      if (looked.kind === 'further') for (const edit of looked.edits) visit([...edits, edit])
    }
    visit([])
  }
  return { found, wasCut }
}

function best(found: readonly Edit[][], decided: DecidedWith, rep: string): Edit[] {
  return orderEdits(preferEdits(found, decided, rep) ?? [], decided, rep)
}
