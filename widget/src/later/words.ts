/** What a visitor reads after the questions. A language that lacks one of these does not compile. */
export interface Words {
  waiting: string
  retryIn(seconds: number): string
  unreachable: string
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
  waiting: 'We could not reach our server. Your answers are safe here.',
  retryIn: seconds => `Trying again in ${seconds} s.`,
  unreachable: 'We still cannot reach our server. Your answers are safe here. You can also:',
  refused: 'Our server did not take this form. Your answers are safe here. You can also:',
  copy: 'Copy my answers',
  copied: 'Copied',
  days: 'Day',
  moreTimes: 'More times',
  zone: (place, offset) => `Times in ${place} (${offset})`,
  pickTime: 'Pick a time',
  book: (day, time) => `Book ${day}, ${time}`,
  openCalendar: 'Choose a time',
  opened: 'One last step',
  openedBody: (name, time) => `The calendar of ${name} is open in a new tab, at ${time}. Confirm there, and the invitation comes by email.`,
  openAgain: 'Open it again',
  otherTime: 'Choose another time',
  theyWrite: name => `${name} will write to you to find a time.`,
  replyBy: (time, place) => `You will hear from us by ${time} (${place} time).`,
  continueTo: host => `Continue to ${host}`,
}

const words: Record<string, Words> = { en: english }

/** The words for a language, or English where we do not speak it. */
export function wordsFor(locale: string): Words {
  return words[locale.slice(0, 2).toLowerCase()] ?? english
}
