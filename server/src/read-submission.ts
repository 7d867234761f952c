import { canonicalAnswer, checkAnswers } from '@baton/shared/answers'
import type { SubmissionRequest } from '@baton/shared/api'
import { type Touches, touchFacts } from '@baton/shared/attribution'
import type { Problem } from '@baton/shared/errors'
import { countedAnswers, isAnswered } from '@baton/shared/flow'
import type { Answers, AnswerValue, Form, Question } from '@baton/shared/form'
import { pointer } from '@baton/shared/verify/findings'
import { languageOf, languages } from '@baton/shared/words/languages'
import { classifyTouches } from './attribution/classify-touch.ts'
import type { SubmissionContext } from './db/schema.ts'
import { type EmailFacts, readEmail } from './email-domain.ts'
import { dateFormat } from './intl.ts'
import { spokenLocale } from './messages/spoken-locale.ts'
import type { Objection } from './objection.ts'
import { type Person, readPerson } from './person.ts'
import { findPhoneHome } from './phone/phone-home.ts'
import { readPhones } from './phone/read-phones.ts'
import { sayProblem } from './say-problem.ts'

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
  const told = readContext(form, request)
  // What is asked follows from what the browser knows: it has no lists of search engines.
  const seen = { ...touchFacts(told.touches), locale: told.locale }
  const context = { ...told, touches: classifyTouches(told.touches) }
  const answers = canonicalAnswers(form, request.answers)
  const asked = countedAnswers(form, answers, seen)
  const phones = readPhones(form.questions, asked, () => findPhoneHome(form, asked, told))
  const problems = [...checkAnswers(form, answers, seen), ...phones.problems]
  if (problems.length > 0) return { submission: null, problems: sayProblems(form, problems, told.locale) }
  const counted = phones.answers
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

/** In the language that the form was shown in, as the widget would say it: it shows these sentences beside the questions. */
function sayProblems(form: Form, problems: { question: Question; problem: Objection }[], told: string): Problem[] {
  const locale = spokenLocale({ form, locale: told })
  const words = languages[languageOf(locale)]
  return problems.map(({ question, problem }) => ({
    path: pointer(['answers', question.id]),
    code: problem.code,
    message: sayProblem(question, problem, words, locale),
  }))
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
