/// <reference types="vite/client" />
import type { ResultWords } from '@baton/shared/words/words'
import type { Model, View } from '../model.ts'
import { createChoosing } from './choosing.ts'
import { type Reading, readingOf } from './moments.ts'
import { Result } from './Result.tsx'
import styles from './result.css?inline'
import type { ShownResult } from './result-file.ts'

interface Additions extends ReturnType<typeof createChoosing> {
  words: ResultWords
  reading: Reading
}

export interface ResultProps {
  view: View & Additions
}

/** The answer to the visitor, and the way to a meeting. */
export function createResult(model: Model, words: ResultWords): ShownResult {
  const choosing = createChoosing(model)
  let reading: Reading | undefined // Intl takes its time, and a visitor is typing when this file arrives
  const additions = (): Additions => {
    reading ??= readingOf(model.form.locale, navigator.languages ?? [])
    return { ...choosing, words, reading }
  }
  return { styles, Result: ({ view }) => <Result view={{ ...view, ...additions() }} /> }
}
