/// <reference types="vite/client" />
import { checkAnswer } from '@baton/shared/answers'
import { touchFacts } from '@baton/shared/attribution'
import { visibleSteps } from '@baton/shared/flow'
import { recall } from '@baton/shared/recall'
import type { SendingWords } from '@baton/shared/words/words'
import type { Model, View } from '../model.ts'
import type { ShownResult } from '../result/result-file.ts'
import { type Country, countriesIn } from './countries.ts'
import { createDraft, type Draft } from './draft.ts'
import { Failure } from './Failure.tsx'
import styles from './later.css?inline'
import type { Later } from './later-file.ts'
import { sayProblem } from './problem-words.ts'
import { touchesOf } from './read-visit.ts'
import { createSubmitting } from './submitting.ts'
import { typedAnswers } from './typed-answers.ts'

interface Additions extends Pick<ReturnType<typeof createSubmitting>, 'copyAnswers'> {
  words: SendingWords
  draft: Draft
}

export interface LaterProps {
  view: View & Additions
}

/** Checking in full, sending, and what is shown when that fails. */
export function createLater(model: Model, words: SendingWords, result: ShownResult): Later {
  const { form, text, page, facts, entered } = model
  const typed = () => typedAnswers(form, entered.value)
  facts.value = { ...facts.value, ...touchFacts(touchesOf(page)) }
  const seen = () => visibleSteps(form, typed(), facts.value)
  const draft = createDraft(model, () => seen().length)
  const { copyAnswers, ...sending } = createSubmitting(model, draft)
  let countries: Country[] | undefined // 249 names are too many for each key press
  return {
    ...sending,
    styles: styles + result.styles,
    countries: () => (countries ??= countriesIn(form.locale)),
    visibleSteps: seen,
    say: words => recall(words, form.questions, entered.value),
    problemOf(question) {
      const problem = checkAnswer(question, typed()[question.id])
      return problem && sayProblem(question, problem, { text, words, locale: form.locale })
    },
    Failure: ({ view }) => <Failure view={{ ...view, draft, copyAnswers, words }} />,
    Result: result.Result,
  }
}
