/// <reference types="vite/client" />
import { checkAnswer } from '@baton/shared/answers'
import { touchFacts } from '@baton/shared/attribution'
import type { SendingWords } from '@baton/shared/words/words'
import type { Model, View } from '../model.ts'
import type { ShownResult } from '../result/result-file.ts'
import { type Country, countriesIn } from './countries.ts'
import { Failure } from './Failure.tsx'
import styles from './later.css?inline'
import type { Later } from './later-file.ts'
import { sayProblem } from './problem-words.ts'
import { touchesOf } from './read-visit.ts'
import { createSubmitting } from './submitting.ts'

interface Additions extends Pick<ReturnType<typeof createSubmitting>, 'copyAnswers'> {
  words: SendingWords
}

export interface LaterProps {
  view: View & Additions
}

/** Checking in full, sending, and what is shown when that fails. */
export function createLater(model: Model, words: SendingWords, result: ShownResult): Later {
  const { form, text, page, facts } = model
  facts.value = { ...facts.value, ...touchFacts(touchesOf(page)) }
  const { copyAnswers, ...sending } = createSubmitting(model)
  let countries: Country[] | undefined // 249 names are too many for each key press
  return {
    ...sending,
    styles: styles + result.styles,
    countries: () => (countries ??= countriesIn(form.locale)),
    problemOf(question, answer) {
      const problem = checkAnswer(question, answer)
      return problem && sayProblem(question, problem, { text, words, locale: form.locale })
    },
    Failure: ({ view }) => <Failure view={{ ...view, copyAnswers, words }} />,
    Result: result.Result,
  }
}
