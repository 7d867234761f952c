/// <reference types="vite/client" />
import type { Model, View } from '../model.ts'
import { createChoosing } from './choosing.ts'
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
  const { form, page } = model
  const { copyAnswers, ...sending } = createSubmitting(model)
  const additions: Additions = {
    copyAnswers,
    ...createChoosing(model),
    words: wordsFor(form.locale),
    reading: readingOf(form.locale, navigator.languages ?? [], page.timeZone),
  }
  return {
    ...sending,
    styles,
    Failure: ({ view }) => <Failure view={{ ...view, ...additions }} />,
    Result: ({ view }) => <Result view={{ ...view, ...additions }} />,
  }
}
