import type { SendingWords } from '@baton/shared/words/words'
import type { VNode } from 'preact'
import type { Checking } from '../later/later-file.ts'
import type { lent } from '../lent.ts'
import type { Model } from '../model.ts'
import type { ViewProps } from '../view/Widget.tsx'

/** Sending the answers, and keeping them until then. */
export interface Sending {
  submit(): void
  /** What the main button does when sending has not succeeded: tries at once. */
  proceed(): void
  /** Ends a wait for the next try. */
  forget(): void
  /** What is said above the main button. */
  Notice(props: ViewProps): VNode | null
}

/** What `submit.js` exports: as `later.js`. */
export interface SubmitFile {
  open(borrowed: typeof lent): { createSending(model: Model, words: SendingWords, checking: Checking): Sending & { styles: string } }
  words: SendingWords
}
