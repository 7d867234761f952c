import { isAnswered } from '@baton/shared/flow'
import type { Answers, PublicForm } from '@baton/shared/form'

/** What was entered, with numbers as numbers. Text that is none stays text, for the check to object to. */
export function typedAnswers(form: PublicForm, entered: Answers): Answers {
  const typed = { ...entered }
  for (const { id, kind } of form.questions) {
    const value = typed[id]
    if (kind === 'number' && isAnswered(value) && !Number.isNaN(Number(value))) typed[id] = Number(value)
  }
  return typed
}
