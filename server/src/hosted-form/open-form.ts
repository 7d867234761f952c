import { checkAnswer } from '@baton/shared/answers'
import { touchFacts } from '@baton/shared/attribution'
import { countedAnswers, type FlowFacts } from '@baton/shared/flow'
import type { Answers, AnswerValue, PublicForm, Question } from '@baton/shared/form'
import { chooseLocale, publicForm } from '@baton/shared/public-form'
import type { PublishedForm } from '../find-published.ts'
import type { Objection } from '../objection.ts'
import { findPhoneHome } from '../phone/phone-home.ts'
import { readPhones } from '../phone/read-phones.ts'
import { isLocale } from '../read-submission.ts'
import { type Conversation, typedAnswers } from './conversation.ts'
import { readVisit } from './write-request.ts'

/** A conversation with all that decides what it shows: as the widget sees a form, and as a submission is read in the end. */
export interface OpenForm {
  found: PublishedForm
  /** In the language of the page. */
  form: PublicForm
  /** What the visitor reads, as their browser writes it where it is the same language: "en-GB" for a form in "en". */
  locale: string
  conversation: Conversation
  answers: Answers
  facts: FlowFacts
  objectTo(question: Question, answer: AnswerValue | undefined): Objection | null
}

const longestLocale = 35

export function openForm(found: PublishedForm, wanted: readonly string[], conversationOf: (form: PublicForm) => Conversation, now: Date): OpenForm {
  const form = publicForm(found.form, found.published.playbookVersion, [chooseLocale(found.form, wanted)])
  const told = wanted.find(one => one.startsWith(form.locale) && one.length <= longestLocale) ?? form.locale
  const locale = isLocale(told) ? told : found.form.locale
  const conversation = conversationOf(form)
  const facts = { ...touchFacts(readVisit(conversation, now).touches), locale }
  const answers = typedAnswers(form.questions, conversation.entered)
  const home = () => findPhoneHome(found.form, countedAnswers(form, answers, facts), { locale, timeZone: null })
  const objectTo: OpenForm['objectTo'] = (question, answer) =>
    checkAnswer(question, answer) ?? readPhones([question], answers, home).problems[0]?.problem ?? null
  return { found, form, locale, conversation, answers, facts, objectTo }
}
