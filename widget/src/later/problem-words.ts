import type { AnswerProblem } from '@baton/shared/answers'
import type { Question } from '@baton/shared/form'
import { fill } from '@baton/shared/words/fill'
import type { AskingWords, SendingWords } from '@baton/shared/words/words'

/** What is wrong with an answer, in words. */
export function sayProblem(
  { kind }: Question,
  problem: AnswerProblem,
  { text, words, locale }: { text: AskingWords; words: SendingWords; locale: string },
): string {
  const say = (limit: number | string) => writeLimit(limit, locale)
  switch (problem.code) {
    case 'required': // what was not answered is said by the first file
      return text.missing
    case 'not_an_email':
      return text.notAnEmail
    case 'wrong_type': // only what is typed as a number can be
      return words.notANumber
    case 'too_long':
      return fill(words.tooLong, { max: say(problem.max) })
    case 'not_a_phone':
      return words.notAPhone
    case 'not_a_url':
      return words.notAUrl
    case 'not_a_date':
      return words.notADate
    case 'not_a_country':
    case 'unknown_option':
    case 'chosen_twice':
      return words.notInList
    case 'too_small':
      return fill(kind === 'date' ? words.tooEarly : words.tooSmall, { min: say(problem.min) })
    case 'too_large':
      return fill(kind === 'date' ? words.tooLate : words.tooLarge, { max: say(problem.max) })
    case 'off_step':
      return problem.step === 1 ? words.notWhole : fill(words.offStep, { step: say(problem.step) })
  }
}

/** A bound as the language writes numbers, with all their places, and days: the server writes it the same. */
function writeLimit(limit: number | string, locale: string): string {
  if (typeof limit === 'number') return limit.toLocaleString(locale, { maximumFractionDigits: 20 })
  return new Date(limit).toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' })
}
