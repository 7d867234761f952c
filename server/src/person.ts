import type { Answers, Form } from '@baton/shared/form'
import { cleanFirstName } from './messages/clean-first-name.ts'

export interface Person {
  email: string | null
  /** As typed. */
  name: string | null
  firstName: string | null
}

/**
 * Who answered. The e-mail is the answer to the form's first e-mail question; the name is that of a text question called `name`,
 * `fullName`, or `firstName` and `lastName`, however these are cased.
 */
export function readPerson(form: Form, answers: Answers): Person {
  const text = (id: string) => {
    const question = form.questions.find(one => one.kind === 'text' && one.id.toLowerCase().replace(/[_-]/g, '') === id)
    const answer = question && answers[question.id]
    return typeof answer === 'string' ? answer : null
  }
  const email = form.questions.flatMap(question => (question.kind === 'email' ? (answers[question.id] ?? []) : [])).find(answer => typeof answer === 'string')
  const parts = [text('firstname'), text('lastname')].filter(part => part !== null)
  const name = text('name') ?? text('fullname') ?? (parts.length > 0 ? parts.join(' ') : null)
  return { email: email ?? null, name, firstName: cleanFirstName(name) }
}
