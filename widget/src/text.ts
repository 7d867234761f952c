import type { AnswerProblem } from '@baton/shared/answers'
import type { Question } from '@baton/shared/form'

/**
 * What a visitor reads, from the first question to the last, that the form's owner did not write. A language that lacks one of
 * these does not compile. The words for what comes after are `later/words.ts`.
 */
export interface Text {
  continue: string
  back: string
  send: string
  optional: string
  choose: string
  privacy: string
  form: string
  progress(step: number, total: number): string
  problem(question: Question, problem: AnswerProblem): string
  sending: string
  unreachable: string
  otherWay: string
  tryAgain: string
  change: string
}

const english: Text = {
  continue: 'Continue',
  back: 'Back',
  send: 'Send',
  optional: 'optional',
  choose: 'Choose…',
  privacy: 'Privacy policy',
  form: 'Form',
  progress: (step, total) => `${step} of ${total}`,
  problem: englishProblem,
  sending: 'Sending…',
  unreachable: 'We cannot reach our server. Your answers are safe here.',
  otherWay: 'Contact us another way',
  tryAgain: 'Try again',
  change: 'Change answers',
}

function englishProblem(question: Question, problem: AnswerProblem): string {
  switch (problem.code) {
    case 'required':
      if (question.kind === 'consent') return 'Please tick this to go on.'
      if (question.kind === 'choices') return 'Please choose at least one.'
      return question.kind === 'choice' || question.kind === 'country' ? 'Please choose one.' : 'Please fill this in.'
    case 'wrong_type':
      return question.kind === 'number' ? 'Enter a number in digits, like 1500.' : 'Please answer this again.'
    case 'too_long':
      return `Please use at most ${problem.max} characters.`
    case 'not_an_email':
      return 'Enter an email address, like name@company.com.'
    case 'not_a_phone':
      return 'Enter a phone number, like +49 30 123456.'
    case 'not_a_url':
      return 'Enter a web address, like company.com.'
    case 'not_a_date':
      return 'Enter a date.'
    case 'not_a_country':
    case 'unknown_option':
    case 'chosen_twice':
      return 'Please choose from the list.'
    case 'too_small':
    case 'too_large':
      if (question.kind === 'number' && question.min !== undefined && question.max !== undefined)
        return `Enter a number from ${question.min.toLocaleString('en')} to ${question.max.toLocaleString('en')}.`
      if (problem.code === 'too_large') return `Enter ${problem.max} or ${question.kind === 'date' ? 'earlier' : 'less'}.`
      return `Enter ${problem.min} or ${question.kind === 'date' ? 'later' : 'more'}.`
    case 'off_step':
      return problem.step === 1 ? 'Enter a whole number.' : `Enter a multiple of ${problem.step}.`
  }
}

const texts: Record<string, Text> = { en: english }

/** The words for a language, or English where we do not speak it. */
export function textFor(locale: string): Text {
  return texts[locale.slice(0, 2).toLowerCase()] ?? english
}
