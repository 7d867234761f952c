import type { Question } from '@baton/shared/form'
import type { SendingWords } from '@baton/shared/words/words'
import type { VNode } from 'preact'
import type { lent } from '../lent.ts'
import type { Model } from '../model.ts'
import type { ShownResult } from '../result/result-file.ts'
import type { ViewProps } from '../view/Widget.tsx'
import type { Country } from './countries.ts'

/** What comes after the questions, for one conversation. */
export interface Later {
  styles: string
  /** Every country by its name, sorted by it. */
  countries(): Country[]
  /** The screens a visitor with these answers goes through. */
  visibleSteps(): Question[][]
  /** What is wrong with the answer that was given, in words. */
  problemOf(question: Question): string | null
  /** The owner's words, with earlier answers in them. */
  say(words: string): string
  /** `companyWebsite`: what stands in the trap for bots. */
  submit(companyWebsite: string): void
  /** What the main button does when sending has not succeeded: tries at once. */
  proceed(): void
  /** Ends a wait for the next try. */
  forget(): void
  Failure(props: ViewProps): VNode
  Result: ShownResult['Result']
}

export type CreateLater = (model: Model) => Later

/** What `later.js` exports. A function, for several forms on a page share the file, while each lends it what is its own. */
export interface LaterFile {
  open(borrowed: typeof lent): { createLater(model: Model, words: SendingWords, result: ShownResult): Later }
  words: SendingWords
}
