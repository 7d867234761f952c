import type { AnswerProblem } from '@baton/shared/answers'
import type { Question } from '@baton/shared/form'

/** What can be wrong with an answer. The words for two problems stand in the first file. */
export type Wrong = Exclude<AnswerProblem, { code: 'required' | 'not_an_email' }>

/** What a visitor reads after the questions, and of an answer that does not fit: both only once something was typed. A language that lacks one of these does not compile. */
export interface Words {
  problem(question: Question, problem: Wrong): string
  retryIn(seconds: number): string
  refused: string
  copy: string
  copied: string
  days: string
  moreTimes: string
  zone(place: string, offset: string): string
  pickTime: string
  book(day: string, time: string): string
  openCalendar: string
  opened: string
  openedBody(name: string, time: string): string
  openAgain: string
  otherTime: string
  theyWrite(name: string): string
  replyBy(time: string, place: string): string
  continueTo(host: string): string
}

const english: Words = {
  problem: englishProblem,
  retryIn: seconds => `Trying again in ${seconds} s.`,
  refused: 'Our server did not take this form. Your answers are safe.',
  copy: 'Copy my answers',
  copied: 'Copied',
  days: 'Day',
  moreTimes: 'More times',
  zone: (place, offset) => `Times in ${place} (${offset})`,
  pickTime: 'Choose a time above.',
  book: (day, time) => `Book ${day}, ${time}`,
  openCalendar: 'Choose a time',
  opened: 'One last step',
  openedBody: (name, time) => `The calendar of ${name} is open in a new tab, at ${time}. Confirm there; the invitation comes by email.`,
  openAgain: 'Open it again',
  otherTime: 'Choose another time',
  theyWrite: name => `${name} will write to you to find a time.`,
  replyBy: (time, place) => `You will hear from us by ${time} (${place} time).`,
  continueTo: host => `Continue to ${host}`,
}

function englishProblem(question: Question, problem: Wrong): string {
  switch (problem.code) {
    case 'wrong_type': // only what is typed as a number can be
      return 'Enter digits, like 1500.'
    case 'too_long':
      return `Use at most ${problem.max} characters.`
    case 'not_a_phone':
      return 'Enter a phone number, like +49 30 1234.'
    case 'not_a_url':
      return 'Enter a web address, like company.com.'
    case 'not_a_date':
      return 'Enter a date.'
    case 'not_a_country':
    case 'unknown_option':
    case 'chosen_twice':
      return 'Choose from the list.'
    case 'too_small':
      return `Enter ${problem.min.toLocaleString('en')} or ${question.kind === 'date' ? 'later' : 'more'}.`
    case 'too_large':
      return `Enter ${problem.max.toLocaleString('en')} or ${question.kind === 'date' ? 'earlier' : 'less'}.`
    case 'off_step':
      return problem.step === 1 ? 'Enter a whole number.' : `Enter a multiple of ${problem.step}.`
  }
}

const words: Record<string, Words> = { en: english }

/** The words for a language, or English where we do not speak it. */
export function wordsFor(locale: string): Words {
  return words[locale.slice(0, 2).toLowerCase()] ?? english
}
