import type { Answers, Question } from '@baton/shared/form'
import type { Model, State } from './model.ts'
import type { Reading } from './moments.ts'

/** All that the view needs to draw itself once. */
export interface Screen {
  model: Model
  reading: Reading
  origin: string
  state: State
  step: number
  total: number
  questions: Question[]
  entered: Answers
  problems: Readonly<Record<string, string>>
}

/** Reads the model as it is now. Inside an effect this is what draws again when anything of it changes. */
export function readScreen(model: Model, reading: Reading, origin: string): Screen {
  const steps = model.steps.value
  const step = model.at.value
  return {
    model,
    reading,
    origin,
    state: model.state.value,
    step,
    total: steps.length,
    questions: steps[step] ?? [],
    entered: model.entered.value,
    problems: model.problems.value,
  }
}
