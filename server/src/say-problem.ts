import type { Question } from '@baton/shared/form'
import { fill } from '@baton/shared/words/fill'
import type { Words } from '@baton/shared/words/words'
import { knownLocale } from './messages/moments.ts'
import { countryName, writeLimit } from './messages/readable-answer.ts'
import type { Objection } from './objection.ts'
import type { PhoneProblem } from './phone/read-phone.ts'

/** What is wrong with an answer, in the words of the widget. */
export function sayProblem({ kind }: Question, problem: Objection, words: Words, locale: string): string {
  const { asking, sending, objecting } = words
  const say = (limit: number | string) => writeLimit(limit, knownLocale(locale))
  switch (problem.code) {
    case 'required':
      return kind === 'consent' ? asking.missingConsent : kind === 'choice' || kind === 'choices' || kind === 'country' ? asking.missingChoice : asking.missing
    case 'not_an_email':
      return asking.notAnEmail
    case 'wrong_type':
      return kind === 'number' ? sending.notANumber : objecting.wrongType
    case 'too_long':
      return fill(sending.tooLong, { max: say(problem.max) })
    case 'not_a_phone':
      return sending.notAPhone
    case 'not_a_url':
      return sending.notAUrl
    case 'not_a_date':
      return sending.notADate
    case 'not_a_country':
    case 'unknown_option':
    case 'chosen_twice':
      return sending.notInList
    case 'too_small':
      return fill(kind === 'date' ? sending.tooEarly : sending.tooSmall, { min: say(problem.min) })
    case 'too_large':
      return fill(kind === 'date' ? sending.tooLate : sending.tooLarge, { max: say(problem.max) })
    case 'off_step':
      return problem.step === 1 ? sending.notWhole : fill(sending.offStep, { step: say(problem.step) })
    case 'phone_too_short':
    case 'phone_too_long':
      return sayPhoneProblem(problem, words, locale)
  }
}

function sayPhoneProblem({ code, place, international }: PhoneProblem, { objecting }: Words, locale: string): string {
  const sentence = code === 'phone_too_short' ? objecting.phoneTooShort : objecting.phoneTooLong
  const said = fill(sentence, { place: countryName(place, knownLocale(locale)) ?? place })
  return international ? said : `${said} ${objecting.phoneElsewhere}`
}
