import { createHash } from 'node:crypto'
import { type SubmissionBody, type SubmissionRequest, submissionRequest } from '@baton/shared/api'
import { addTouch, readTouch, type Touches } from '@baton/shared/attribution'
import { countedAnswers, type FlowFacts } from '@baton/shared/flow'
import type { Answers, PublicForm } from '@baton/shared/form'
import { recall } from '@baton/shared/recall'
import { parseWith } from '../parse-with.ts'
import type { Conversation } from './conversation.ts'

/** What a conversation says of the visit, as the widget would. The browser's zone is not known without a script. */
export function readVisit({ arrival: { url, referrer, at } }: Conversation, now: Date): Pick<SubmissionBody, 'page' | 'pagesViewed'> & { touches: Touches } {
  const path = URL.canParse(url) ? new URL(url).pathname.slice(0, 500) : ''
  return {
    touches: addTouch({}, readTouch({ url, referrer, at })),
    page: { url },
    pagesViewed: path === '' ? [] : [{ path, at, seconds: Math.round((now.getTime() - Date.parse(at)) / 1000) }],
  }
}

interface Given {
  form: PublicForm
  conversation: Conversation
  answers: Answers
  facts: FlowFacts
  locale: string
  now: Date
}

/** The submission that the widget would send, in the shape the API takes. */
export function writeRequest({ form, conversation, answers, facts, locale, now }: Given): SubmissionRequest {
  const counted = countedAnswers(form, answers, facts)
  // The words that were agreed to, since the form may say something else later.
  const agreed = form.questions.filter(({ id, kind }) => kind === 'consent' && Object.hasOwn(counted, id))
  return parseWith(submissionRequest, {
    submissionId: conversation.submissionId,
    playbookVersion: form.playbookVersion,
    answers: counted,
    ...readVisit(conversation, now),
    locale,
    consent: Object.fromEntries(agreed.map(({ id, label }) => [id, recall(label, form.questions, counted)])),
    renderToken: conversation.renderToken || null,
    company_website: conversation.trap,
  })
}

/**
 * The id of the submission that somebody sends who went back after sending and changed an answer: another one, and for the same answers always the
 * same, so that it may be sent twice too.
 */
export function nextSubmissionId({ submissionId, answers }: SubmissionRequest): string {
  const sorted = Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1))
  const hex = createHash('sha256')
    .update(JSON.stringify([submissionId, sorted]))
    .digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
