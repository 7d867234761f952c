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
  const points = edges.filter(edge => grid.accepts(edge))
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
  const place = Math.floor((near - origin) / step)
  const counts = Number.isFinite(low) ? [-1, 0, 1, 2] : [1, 0, -1, -2]
  return counts.map(count => tidy(origin + (place + count) * step)).find(fits) ?? null
}

/** 0.3 rather than 0.30000000000000004, for whoever reads it. */
function tidy(value: number): number {
  return Math.abs(value) < 1e11 ? Number(value.toPrecision(12)) : value
}
