import type { HandoffWords } from './words.ts'

export const en: HandoffWords = {
  next: 'What happens next',
  waiting: 'You need do nothing. Your answers are kept, and as soon as somebody has your request, their name and free times stand on this page.',
  repWrites: rep => `${rep} will write to you. A reply to the mail you have reaches ${rep} too.`,
  pick: 'Pick a time',
  zone: ({ city }) => `All times are ${city} time.`,
  offset: offset => `All times are ${offset}.`,
  calendarShows: rep => `The calendar of ${rep} shows what is free.`,
  openCalendar: 'Open the calendar',
  noTimes: 'No free times to show right now',
  replyForTime: rep => `Reply to the mail you have, and ${rep} will find a time with you.`,
  noneFits: 'None fits? Reply to the mail you have.',
  wholeCalendar: 'See the whole calendar',
  keep: 'This page is yours alone: keep its address, and come back whenever you like.',
  nothing: {
    title: 'Nothing here',
    heading: 'There is nothing at this address',
    reason: 'The link may be cut short, or what stood here is gone.',
    whatToDo: 'What you can do',
    advice: 'Open the link from your mail again, or copy the whole of it. A reply to that mail always reaches a person.',
  },
}
