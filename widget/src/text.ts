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
  /** What is said of a required question without an answer. */
  missing(kind: Question['kind']): string
  notAnEmail: string
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
  missing: kind => (kind === 'consent' ? 'Please tick this to go on.' : /^cho|^country/.test(kind) ? 'Please choose.' : 'Please fill this in.'),
  notAnEmail: 'Enter an email address, like name@company.com.',
  sending: 'Sending…',
  unreachable: 'We cannot reach our server. Your answers are safe here.',
  otherWay: 'Contact us another way',
  tryAgain: 'Try again',
  change: 'Change answers',
}

const texts: Record<string, Text> = { en: english }

/** The words for a language, or English where we do not speak it. */
export function textFor(locale: string): Text {
  return texts[locale.slice(0, 2).toLowerCase()] ?? english
}
