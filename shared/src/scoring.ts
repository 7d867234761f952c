import { type Condition, type Facts, holds } from './condition.ts'

export interface Criterion {
  id: string
  label: string
  when: Condition
  points: number
}

export interface Grade {
  id: string
  atLeast: number
}

export interface ScoringModel {
  criteria: readonly Criterion[]
  grades: readonly Grade[]
}

export interface Score {
  points: number
  /** Null below every threshold: the grade is unknown then. */
  grade: string | null
  reasons: { criterion: string; label: string; points: number }[]
}

/** Points and grade of a lead, with reasons a rep can read. Unknown answers score 0: a new question must not change old grades. */
export function scoreLead(model: ScoringModel, facts: Facts): Score {
  return scoreOf(
    model,
    model.criteria.filter(criterion => holds(criterion.when, facts)),
  )
}

/** The same from the criteria that are met, in their order. */
export function scoreOf(model: ScoringModel, met: readonly Criterion[]): Score {
  const points = met.reduce((total, criterion) => total + criterion.points, 0)
  const reasons = met.map(({ id, label, points }) => ({ criterion: id, label, points }))
  return { points, grade: gradeOf(points, model.grades), reasons }
}

/** The highest threshold reached, whatever the order they are written in. */
function gradeOf(points: number, grades: readonly Grade[]): string | null {
  let best: Grade | null = null
  for (const grade of grades) if (points >= grade.atLeast && (best === null || grade.atLeast > best.atLeast)) best = grade
  return best?.id ?? null
}
