import { onGrid } from '../answers.ts'

/** The numbers a fact can be: every `step` from `origin`, no lower than `min`, no higher than `max`. */
export interface Grid {
  origin: number
  step: number
  min: number
  max: number
  /** Has the last word on whether a number is on the grid: decimal steps have no exact float. */
  accepts: (value: number) => boolean
}

/**
 * One number for each part that the cuts divide a grid into: every cut itself, and every open stretch between two of them. A part
 * without a number of the grid is left out: no whole number lies between 200 and 201.
 */
export function numbersBetween(cuts: readonly number[], grid: Grid): number[] {
  const edges = [...new Set(cuts)].filter(Number.isFinite).sort((a, b) => a - b)
  const points = edges.filter(edge => grid.accepts(edge) && onGrid(edge, grid) === edge)
  const stretches = [Number.NEGATIVE_INFINITY, ...edges].flatMap((from, place) => {
    const value = numberWithin(from, edges[place] ?? Number.POSITIVE_INFINITY, grid)
    return value === null ? [] : [value]
  })
  return [...stretches, ...points].sort((a, b) => a - b)
}

/** A number of the grid strictly between two others, next to the lower one if there is one; null when there is none. */
function numberWithin(from: number, to: number, { origin, step, min, max, accepts }: Grid): number | null {
  const fits = (value: number) => value > from && value < to && value >= min && value <= max && accepts(value)
  const low = Math.max(from, min)
  const high = Math.min(to, max)
  const near = Number.isFinite(low) ? low : Number.isFinite(high) ? high : origin
  const counts = Number.isFinite(low) ? [-1, 0, 1, 2] : [1, 0, -1, -2]
  // Beyond 2^53 a step is too small to move a number: then the next float there is.
  const next = Math.max(step, Math.abs(near) * 2 ** -52) * (Number.isFinite(low) ? 1 : -1)
  return [...counts.map(count => near + count * step), near + next].map(value => onGrid(value, { origin, step })).find(fits) ?? null
}
