import type { HandoffWords } from './words.ts'

export const de: HandoffWords = {
  next: 'Wie es weitergeht',
  waiting: 'Sie müssen nichts tun. Ihre Angaben sind gespeichert, und sobald jemand Ihre Anfrage hat, stehen Name und freie Termine auf dieser Seite.',
  repWrites: rep => `${rep} schreibt Ihnen. Auch Ihre Antwort auf unsere E-Mail erreicht ${rep}.`,
  pick: 'Wählen Sie einen Termin',
  zone: ({ city }) => `Alle Zeiten in der Zeitzone von ${city}.`,
  offset: offset => `Alle Zeiten in ${offset}.`,
  calendarShows: rep => `Der Kalender von ${rep} zeigt, was frei ist.`,
  openCalendar: 'Kalender öffnen',
  noTimes: 'Gerade sind keine freien Termine zu sehen',
  replyForTime: rep => `Antworten Sie auf unsere E-Mail: ${rep} findet einen Termin mit Ihnen.`,
  noneFits: 'Nichts Passendes? Antworten Sie auf unsere E-Mail.',
  wholeCalendar: 'Den ganzen Kalender ansehen',
  keep: 'Diese Seite gehört nur Ihnen: Behalten Sie ihre Adresse, und kommen Sie wieder, wann Sie mögen.',
  nothing: {
    title: 'Hier ist nichts',
    heading: 'Unter dieser Adresse ist nichts',
    reason: 'Vielleicht ist der Link unvollständig, oder was hier stand, gibt es nicht mehr.',
    whatToDo: 'Was Sie tun können',
    advice: 'Öffnen Sie den Link aus unserer E-Mail noch einmal, oder kopieren Sie ihn ganz. Eine Antwort auf die E-Mail erreicht immer einen Menschen.',
  },
}
