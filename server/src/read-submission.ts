import { type AnswerProblem, canonicalAnswer, checkAnswers } from '@baton/shared/answers'
import type { SubmissionRequest } from '@baton/shared/api'
import { type Touches, touchFacts } from '@baton/shared/attribution'
import type { Problem } from '@baton/shared/errors'
import { countedAnswers, isAnswered } from '@baton/shared/flow'
import type { Answers, AnswerValue, Form } from '@baton/shared/form'
import { pointer } from '@baton/shared/verify/findings'
import type { SubmissionContext } from './db/schema.ts'
import { type EmailFacts, readEmail } from './email-domain.ts'
import { dateFormat } from './intl.ts'
import { type Person, readPerson } from './person.ts'

/** A submission that keeps the form's rules. */
export interface Submission {
  id: string
  /** What was sent, to the letter: another body under the same id is told apart by it. */
  given: Readonly<Record<string, unknown>>
  /** Only those that count, in their canonical spelling. */
  answers: Answers
  /** What the form does not know, or did not ask: kept, and used for nothing. */
  otherAnswers: Record<string, unknown>
  person: Person
  email: EmailFacts | null
  context: SubmissionContext
  submittedAt: Date
}

export type ReadSubmission = { submission: Submission; problems: [] } | { submission: null; problems: Problem[] }

/** Checks the answers by the form's own rules, the law behind what the widget already said. */
export function readSubmission(form: Form, request: SubmissionRequest, now: Date): ReadSubmission {
  const context = readContext(form, request)
  const seen = { ...touchFacts(context.touches), locale: context.locale }
  const answers = canonicalAnswers(form, request.answers)
  const problems = checkAnswers(form, answers, seen)
  if (problems.length > 0)
    return {
      submission: null,
      problems: problems.map(({ question, problem }) => ({
        path: pointer(['answers', question.id]),
        code: problem.code,
        message: explain(question.label, problem),
      })),
    }
  const counted = countedAnswers(form, answers, seen)
  const person = readPerson(form, counted)
  const submission = {
    id: request.submissionId,
    given: request.answers,
    answers: counted,
    otherAnswers: otherAnswersOf(form, request.answers, counted),
    person,
    email: person.email === null ? null : readEmail(person.email),
    context,
    submittedAt: now,
  }
  return { submission, problems: [] }
}

/** What was given but does not count: questions the form does not know or did not ask. An empty answer to one it asks is none. */
function otherAnswersOf(form: Form, given: Record<string, AnswerValue>, counted: Answers): Record<string, unknown> {
  const asked = new Set(form.questions.map(({ id }) => id))
  return Object.fromEntries(Object.entries(given).filter(([id, answer]) => !Object.hasOwn(counted, id) && (isAnswered(answer) || !asked.has(id))))
}

export function canonicalAnswers(form: Form, given: Record<string, AnswerValue>): Answers {
  return Object.fromEntries(
    form.questions.flatMap(question => {
      const answer = Object.hasOwn(given, question.id) ? given[question.id] : undefined
      return answer === undefined ? [] : [[question.id, canonicalAnswer(question, answer)] as const]
    }),
  )
}

export function readContext(form: Form, request: Pick<SubmissionRequest, 'touches' | 'pagesViewed' | 'page' | 'timeZone' | 'locale'>): SubmissionContext {
  const { touches: given, pagesViewed, page } = storable({ touches: request.touches, pagesViewed: request.pagesViewed, page: request.page })
  const touches: Touches = { first: given?.first ?? undefined, last: given?.last ?? undefined }
  return {
    touches,
    pagesViewed: pagesViewed ?? [],
    page: page ? { url: page.url, title: page.title ?? '' } : null,
    timeZone: knownTimeZone(request.timeZone),
    locale: request.locale && isLocale(request.locale) ? request.locale : form.locale,
  }
}

/** The same with texts that PostgreSQL can store. */
function storable<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value, (_, part) => (typeof part === 'string' ? part.replaceAll('\0', '').toWellFormed() : part)))
}

function explain(label: string, problem: AnswerProblem): string {
  switch (problem.code) {
    case 'required':
      return `“${label}” needs an answer.`
    case 'wrong_type':
      return `“${label}” takes another type of value; nothing is converted.`
    case 'too_long':
      return `“${label}” takes at most ${problem.max} characters.`
    case 'too_small':
      return `“${label}” is ${problem.min} at the least.`
    case 'too_large':
      return `“${label}” is ${problem.max} at the most.`
    case 'off_step':
      return `“${label}” goes in steps of ${problem.step}.`
    case 'not_an_email':
      return `“${label}” is not an e-mail address.`
    case 'not_a_phone':
      return `“${label}” is not a phone number.`
    case 'not_a_url':
      return `“${label}” is not a web address.`
    case 'not_a_date':
      return `“${label}” is not a day that exists, as YYYY-MM-DD.`
    case 'not_a_country':
      return `“${label}” is not a country code of two letters (ISO 3166-1).`
    case 'unknown_option':
      return `“${label}” does not have that option.`
    case 'chosen_twice':
      return `“${label}” names an option twice.`
  }
}

/** A browser may send anything: only a zone that exists is kept. */
export function knownTimeZone(name: string | null | undefined): string | null {
  if (!name || !/^[A-Za-z]/.test(name)) return null
  try {
    return dateFormat('en', { timeZone: name }) && name
  } catch {
    return null // the constructor's only way to say no
  }
}

export function isLocale(name: string): boolean {
  try {
    return Intl.getCanonicalLocales(name).length === 1
  } catch {
    return false // the function's only way to say no
  }
}
