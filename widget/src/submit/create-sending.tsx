/// <reference types="vite/client" />
import type { SendingWords } from '@baton/shared/words/words'
import type { Checking } from '../later/later-file.ts'
import type { Model, View } from '../model.ts'
import { createDraft, type Draft } from './draft.ts'
import { Notice } from './Notice.tsx'
import { createRemembering } from './remembering.ts'
import styles from './submit.css?inline'
import type { Sending } from './submit-file.ts'
import { createSubmitting } from './submitting.ts'

interface Additions extends Pick<ReturnType<typeof createSubmitting>, 'copyAnswers' | 'refusal'> {
  words: SendingWords
  draft: Draft
  /** As somebody whom nothing is known of. */
  startOver(): void
}

export interface NoticeProps {
  view: View & Additions
}

/** Sending, and what is shown when that fails. */
export function createSending(model: Model, words: SendingWords, checking: Checking): Sending & { styles: string } {
  const draft = createDraft(model, checking)
  const { copyAnswers, refusal, token, ...sending } = createSubmitting(model, draft, checking)
  const { forget } = createRemembering(model, draft, checking, token)
  const startOver = () => {
    forget()
    draft.startOver()
  }
  return { ...sending, styles, Notice: ({ view }) => <Notice view={{ ...view, draft, startOver, copyAnswers, refusal, words }} /> }
}
