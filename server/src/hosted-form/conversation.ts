import { randomUUID } from 'node:crypto'
import { canonicalAnswer } from '@baton/shared/answers'
import { isAnswered } from '@baton/shared/flow'
import type { Answers, AnswerValue, PublicForm, Question } from '@baton/shared/form'
import { type Fields, firstOf } from './fields.ts'
import { prefillName, readPrefill } from './prefill.ts'

/**
 * Where a visitor without JavaScript stands in a form. Nothing of it is kept between two requests: it travels in fields of the page, and all of it
 * may have been made up.
 */
export interface Conversation {
  /** Minted with the first page, so that the same form sent twice is one submission. */
  submissionId: string
  renderToken: string
  arrival: Arrival
  /** The step that the page showed, by its place in the form; behind the last one stands what is shown before sending. */
  step: number
  /** The questions that the page showed. */
  asked: readonly string[]
  /** Questions that the address of the first page answered: a screen with nothing else is passed over. */
  known: readonly string[]
  /** The button that was pressed. */
  pressed: 'on' | 'send' | 'back'
  /** What stood in the field that people do not see. */
  trap: string
  /** What stands in the fields: a number may be half typed, and answers to questions now out of sight are kept for when they return. */
  entered: Answers
}

/** How the visitor came to the first page. */
interface Arrival {
  url: string
  referrer: string
  at: string
}

/** Names of our own fields. Ids of questions hold no dot, so none of them can be the same. */
export const fieldNames = {
  submissionId: '.submission',
  renderToken: '.token',
  url: '.url',
  referrer: '.referrer',
  at: '.at',
  step: '.step',
  asked: '.asked',
  known: '.known',
  pressed: '.go',
  /** What bots like to fill. */
  trap: 'company.website',
} as const

const longestAddress = 2000

export function beginConversation(form: PublicForm, begun: { renderToken: string; url: URL; referrer: string; now: Date }): Conversation {
  const entered = readPrefill(form.questions, begun.url.searchParams)
  // What is filled in stands in the fields, and need not be kept a second time.
  const url = new URL(begun.url)
  for (const { id } of form.questions) for (const name of [id, prefillName(id)]) url.searchParams.delete(name)
  const arrival = { url: url.href.slice(0, longestAddress), referrer: begun.referrer.slice(0, longestAddress), at: begun.now.toISOString() }
  const known = Object.keys(entered).filter(id => isAnswered(entered[id]))
  return { submissionId: randomUUID(), renderToken: begun.renderToken, arrival, step: 0, asked: [], known, pressed: 'on', trap: '', entered }
}

/** What a page of ours sent, or whoever wrote it in our stead. Null: no page of ours sends this. */
export function readConversation(form: PublicForm, fields: Fields, now: Date): Conversation | null {
  const told = (name: keyof typeof fieldNames) => firstOf(fields, fieldNames[name])
  const submissionId = told('submissionId').toLowerCase()
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(submissionId)) return null
  const pressed = told('pressed')
  return {
    submissionId,
    renderToken: told('renderToken').slice(0, longestAddress),
    arrival: { url: told('url').slice(0, longestAddress), referrer: told('referrer').slice(0, longestAddress), at: readMoment(told('at'), now) },
    step: /^\d{1,3}$/.test(told('step')) ? Number(told('step')) : 0,
    asked: fields.get(fieldNames.asked) ?? [],
    known: fields.get(fieldNames.known) ?? [],
    pressed: pressed === 'back' || pressed === 'send' ? pressed : 'on',
    trap: told('trap').slice(0, longestAddress),
    entered: readEntered(form.questions, fields),
  }
}

/** Not later than now, and not before a page can have been opened that still counts. */
function readMoment(text: string, now: Date): string {
  const at = Date.parse(text)
  return at <= now.getTime() && at > now.getTime() - 7 * 86_400_000 ? new Date(at).toISOString() : now.toISOString()
}

function readEntered(questions: readonly Question[], fields: Fields): Answers {
  return Object.fromEntries(
    questions.flatMap(question => {
      const values = (fields.get(question.id) ?? []).filter(value => value !== '')
      return values[0] === undefined ? [] : [[question.id, readAnswer(question, values[0], values)] as const]
    }),
  )
}

function readAnswer({ kind }: Question, first: string, values: readonly string[]): AnswerValue {
  if (kind === 'consent') return true
  if (kind === 'choices') return [...new Set(values)].slice(0, 100).map(value => value.slice(0, 500))
  // Nobody sees it, so nobody could mend it.
  return kind === 'hidden' ? first.slice(0, 200) : first
}

/** The answers as they count: numbers as numbers, options in their own spelling. Text that is no number stays text, for the check to object to. */
export function typedAnswers(questions: readonly Question[], entered: Answers): Answers {
  return Object.fromEntries(
    questions.flatMap(question => {
      const given = Object.hasOwn(entered, question.id) ? entered[question.id] : undefined
      if (!isAnswered(given)) return []
      const number = question.kind === 'number' ? Number(given) : Number.NaN
      return [[question.id, canonicalAnswer(question, Number.isNaN(number) ? given : number)] as const]
    }),
  )
}
