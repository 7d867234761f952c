import type { HandoffWords } from './words.ts'

export const nl: HandoffWords = {
  next: 'Hoe het verdergaat',
  waiting: 'U hoeft niets te doen. Uw antwoorden zijn bewaard; zodra iemand uw aanvraag heeft, ziet u op deze pagina de naam en de vrije tijden.',
  repWrites: rep => `${rep} stuurt u een bericht. Ook een antwoord op onze e-mail komt bij ${rep} aan.`,
  pick: 'Kies een tijd',
  zone: ({ city }) => `Alle tijden zijn de tijd in ${city}.`,
  offset: offset => `Alle tijden zijn in ${offset}.`,
  calendarShows: rep => `In de agenda van ${rep} ziet u welke tijden vrij zijn.`,
  openCalendar: 'Agenda openen',
  noTimes: 'Er zijn nu geen vrije tijden te tonen',
  replyForTime: rep => `Beantwoord onze e-mail; ${rep} zoekt dan samen met u een tijd.`,
  noneFits: 'Past er niets? Beantwoord onze e-mail.',
  wholeCalendar: 'De hele agenda bekijken',
  keep: 'Deze pagina is alleen voor u: bewaar het adres en kom terug wanneer u wilt.',
  nothing: {
    title: 'Niets gevonden',
    heading: 'Op dit adres staat niets',
    reason: 'Misschien is de link onvolledig, of de pagina bestaat niet meer.',
    whatToDo: 'Wat u kunt doen',
    advice: 'Open de link uit onze e-mail opnieuw, of kopieer hem in zijn geheel. Een antwoord op die e-mail komt altijd bij een mens aan.',
  },
}
