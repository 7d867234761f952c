/// <reference types="vite/client" />
import { checkAnswer } from '@baton/shared/answers'
import type { Model, View } from '../model.ts'
import { createChoosing } from './choosing.ts'
import { type Country, countriesIn } from './countries.ts'
import { Failure } from './Failure.tsx'
import styles from './later.css?inline'
import type { Later } from './later-file.ts'
import { type Reading, readingOf } from './moments.ts'
import { Result } from './Result.tsx'
import { createSubmitting } from './submitting.ts'
import { type Words, wordsFor } from './words.ts'

interface Additions extends Pick<ReturnType<typeof createSubmitting>, 'copyAnswers'>, ReturnType<typeof createChoosing> {
  words: Words
  reading: Reading
}

export interface LaterProps {
  view: View & Additions
}

/** Sending, and what is shown when that fails and when it succeeds. */
export function createLater(model: Model): Later {
  const { form, text, page } = model
  const { copyAnswers, ...sending } = createSubmitting(model)
  const words = wordsFor(form.locale)
  const additions: Additions = {
    copyAnswers,
    ...createChoosing(model),
    words,
    reading: readingOf(form.locale, navigator.languages ?? [], page.timeZone),
  }
  let countries: Country[] | undefined // 249 names are too many for each key press
  return {
    ...sending,
    styles,
    countries: () => (countries ??= countriesIn(form.locale)),
    problemOf(question, answer) {
      const problem = checkAnswer(question, answer)
      if (!problem) return null
      const { code } = problem
      return code === 'required' ? text.missing(question.kind) : code === 'not_an_email' ? text.notAnEmail : words.problem(question, problem)
    },
    Failure: ({ view }) => <Failure view={{ ...view, ...additions }} />,
    Result: ({ view }) => <Result view={{ ...view, ...additions }} />,
  }
}
