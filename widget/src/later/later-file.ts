import type { Touches } from '@baton/shared/attribution'
import type { Answers, Question } from '@baton/shared/form'
import type { SendingWords } from '@baton/shared/words/words'
import type { lent } from '../lent.ts'
import type { Model } from '../model.ts'
import type { ShownResult } from '../result/result-file.ts'
import type { Sending } from '../submit/submit-file.ts'
import type { Country } from './countries.ts'

/** What follows from answers. */
export interface Checking {
  /** What brought the visitor here. */
  touches: Touches
  /** Every country by its name, sorted by it. */
  countries(): Country[]
  /** The screens a visitor with these answers goes through. */
  visibleSteps(): Question[][]
  countedAnswers(): Answers
  /** What is wrong with the answer that was given, in words. */
  problemOf(question: Question): string | null
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
