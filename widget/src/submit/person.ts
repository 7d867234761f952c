import type { Answers, PublicForm } from '@baton/shared/form'

/** The answers that say who somebody is and where they work, which the next visit need not ask again; not what they want. */
export function personOf({ questions }: PublicForm, answers: Answers): Answers {
  const theirs = questions.filter(({ id, kind }) => /^(email|phone|country)$/.test(kind) || /^((first|last|full)[_-]?)?name$|^company/i.test(id))
  return Object.fromEntries(theirs.flatMap(({ id }) => (answers[id] === undefined ? [] : [[id, answers[id]]])))
}

/** As whom they go on: their address, else their name. */
export function whoIs(form: PublicForm, answers: Answers): string {
  const person = personOf(form, answers)
  const { id } = form.questions.find(({ kind }) => kind === 'email') ?? { id: 'name' }
  return String(person[id] ?? Object.values(person)[0])
}
