import type { Touches } from '@baton/shared/attribution'
import type { Answers, Question } from '@baton/shared/form'
import type { SendingWords } from '@baton/shared/words/words'
import type { VNode } from 'preact'
import type { lent } from '../lent.ts'
import type { Model } from '../model.ts'
import type { ShownResult } from '../result/result-file.ts'
import type { Sending } from '../submit/submit-file.ts'
import type { ViewProps } from '../view/Widget.tsx'
import type { Country } from './countries.ts'
import type { Memory } from './memory.ts'

/** What follows from answers. */
export interface Checking {
  /** What brought the visitor here, the first time and last. */
  touches(): Touches
  memory: Memory
  /** Forgets earlier visits, here and in the browser. */
  forget(): void
  /** Every country by its name, sorted by it. */
  countries(): Country[]
  /** The screens a visitor with these answers goes through. */
  visibleSteps(): Question[][]
  countedAnswers(): Answers
  /** What is wrong with the answer that was given, in words. */
  problemOf(question: Question): string | null
  /** What is probably not meant by it, in words; of each answer once. */
  doubt(question: Question): string | null
  /** What stands below a question: the answer that was probably meant, to be taken by a press. */
  Aid(props: ViewProps & { question: Question }): VNode | null
  /** The questions of a screen where several answers do not fit, above them. */
  Summary(props: ViewProps): VNode | null
  /** The owner's words, with earlier answers in them. */
  say(words: string): string
}

/** What comes after the first question, for one conversation. */
export type Later = Checking & Sending & ShownResult

export type CreateLater = (model: Model) => Later

/** What `later.js` exports. A function, for several forms on a page share the file, while each lends it what is its own. */
export interface LaterFile {
  open(borrowed: typeof lent): { createChecking(model: Model, words: SendingWords): Checking }
  words: SendingWords
}
