import { checkAnswer } from '@baton/shared/answers'
import type { DraftRequest } from '@baton/shared/api'
import { touchFacts } from '@baton/shared/attribution'
import { countedAnswers } from '@baton/shared/flow'
import type { Answers, Form } from '@baton/shared/form'
import type { SubmissionContext } from './db/schema.ts'
import { type EmailFacts, readEmail } from './email-domain.ts'
import { readPerson } from './person.ts'
import { canonicalAnswers, readContext } from './read-submission.ts'

/** What was answered so far, as it is stored. */
export interface Draft {
  id: string
  revision: number
  /** As leads have it; null where the answers are taken away, and then nothing else of them is there. */
  address: string | null
  answers: Answers
  context: SubmissionContext | null
  at: Date
}

/** Reads it leniently: nobody has said yet that they are done, so an answer that does not fit is left out, as is one to a question that the form does not ask. */
export function readDraft(form: Form, request: DraftRequest): Pick<Draft, 'answers' | 'context'> & { email: EmailFacts | null } {
  const context = readContext(form, request)
  const given = Object.entries(canonicalAnswers(form, request.answers))
  const fitting = given.filter(([id, answer]) => form.questions.some(question => question.id === id && !checkAnswer(question, answer)))
  const answers = countedAnswers(form, Object.fromEntries(fitting), { ...touchFacts(context.touches), locale: context.locale })
  const { email } = readPerson(form, answers)
  return { answers, context, email: email === null ? null : readEmail(email) }
}
