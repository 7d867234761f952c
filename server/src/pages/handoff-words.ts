/** What the lead's own page says besides the message that was written for it. */
export interface HandoffWords {
  language: string
  next: string
  waiting: string
  repWrites(rep: string): string
  pick: string
  /** `city` as zones are called; "UTC" too. */
  zone(city: string): string
  calendarShows(rep: string): string
  openCalendar: string
  noTimes: string
  replyForTime(rep: string): string
  noneFits: string
  wholeCalendar: string
  keep: string
}

/** In the languages Baton speaks, as the mails: English where it does not. */
export function handoffWords(locale: string): HandoffWords {
  const language = locale.split('-')[0]
  if (language === 'de') return { ...german, language: locale }
  return { ...english, language: language === 'en' ? locale : 'en' }
}

const english: Omit<HandoffWords, 'language'> = {
  next: 'What happens next',
  waiting: 'You need do nothing. Your answers are kept, and as soon as somebody has your request, their name and free times stand on this page.',
  repWrites: rep => `${rep} will write to you. A reply to the mail you have reaches ${rep} too.`,
  pick: 'Pick a time',
  zone: city => (city === 'UTC' ? 'All times are UTC.' : `All times are ${city} time.`),
  calendarShows: rep => `The calendar of ${rep} shows what is free.`,
  openCalendar: 'Open the calendar',
  noTimes: 'No free times to show right now',
  replyForTime: rep => `Reply to the mail you have, and ${rep} will find a time with you.`,
  noneFits: 'None fits? Reply to the mail you have.',
  wholeCalendar: 'See the whole calendar',
  keep: 'This page is yours alone: keep its address, and come back whenever you like.',
}

const german: Omit<HandoffWords, 'language'> = {
  next: 'Wie es weitergeht',
  waiting: 'Sie müssen nichts tun. Ihre Angaben sind gespeichert, und sobald jemand Ihre Anfrage hat, stehen Name und freie Termine auf dieser Seite.',
  repWrites: rep => `${rep} schreibt Ihnen. Auch Ihre Antwort auf unsere E-Mail erreicht ${rep}.`,
  pick: 'Wählen Sie einen Termin',
  zone: city => (city === 'UTC' ? 'Alle Zeiten in UTC.' : `Alle Zeiten in der Zeitzone von ${city}.`),
  calendarShows: rep => `Der Kalender von ${rep} zeigt, was frei ist.`,
  openCalendar: 'Kalender öffnen',
  noTimes: 'Gerade sind keine freien Termine zu sehen',
  replyForTime: rep => `Antworten Sie auf unsere E-Mail: ${rep} findet einen Termin mit Ihnen.`,
  noneFits: 'Nichts Passendes? Antworten Sie auf unsere E-Mail.',
  wholeCalendar: 'Den ganzen Kalender ansehen',
  keep: 'Diese Seite gehört nur Ihnen: Behalten Sie ihre Adresse, und kommen Sie wieder, wann Sie mögen.',
}
