import type { PublicForm, Question } from '@baton/shared/form'
import { batch } from '@preact/signals'
import { type Attention, elementId, type State } from './state.ts'

/** Moving to a screen, and to what is wrong on it. */
export function createShowing(form: PublicForm, { phase, step, steps, known, problems, attention, later }: State) {
  const show = (at: number, id: Attention, found = {}) =>
    batch(() => {
      phase.value = { phase: 'asking' }
      step.value = at
      problems.value = found
      attention.value = { id }
    })
  return {
    show,
    /** Shows what is wrong on the screens `from` up to `to`, at the first of them; false when there is nothing. */
    object(objectionTo: (question: Question) => string | null | undefined, from = 0, to = Infinity): boolean {
      // What was known before is looked at with all the rest: its screen comes back where it does not fit.
      if (to === Infinity) known.value = known.value.filter(id => !form.questions.some(question => question.id === id && objectionTo(question)))
      const found = steps.value.slice(from, to).flatMap((questions, index) =>
        questions.flatMap(question => {
          const problem = objectionTo(question)
          return problem ? [{ question, problem, at: from + index }] : []
        }),
      )
      const [first] = found
      if (first)
        show(
          first.at,
          found.length > 1 && later.value ? 'summary' : elementId(form, first.question),
          Object.fromEntries(found.map(({ question, problem }) => [question.id, problem])),
        )
      return !!first
    },
  }
}
