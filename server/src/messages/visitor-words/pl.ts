import type { VisitorWords } from './words.ts'

/** Names and moments stand in the nominative, behind a colon or “firma”; nobody is called by a first name, which would need the vocative. */
export const pl: VisitorWords = {
  sender: ({ rep, workspace }) => `${rep} - ${workspace}`,
  inZone: (moment, { city }) => `${moment} (czas lokalny: ${city})`,
  gap: ' ',
  colon: ':',
  personHeading: ({ rep }) => `Osoba do kontaktu: ${rep}`,
  personSubject: ({ rep, workspace }) => `Państwa osoba do kontaktu w firmie ${workspace}: ${rep}`,
  looksAfter: ({ rep, own }) => `${rep} zajmuje się ${own ? 'Państwa firmą' : 'firmami takimi jak Państwa firma'}.`,
  pickTime: 'Proszę wybrać termin albo odpowiedzieć na e-mail, który jest już w drodze.',
  repWritesFirst: ({ rep, when }) => `${rep} napisze do Państwa${when ? ` najpóźniej w tym terminie: ${when}` : ''}.`,
  mailComes: ({ rep }) => `E-mail do Państwa jest już w drodze; odpowiedź na niego otrzyma ${rep}.`,
  answersKnown: ({ rep }) => `${rep} ma już Państwa odpowiedzi: rozmowa może zacząć się od Państwa pytania, a nie od ankiety.`,
  timesButton: () => 'Zobacz wolne terminy',
  pageButton: 'Zobacz stan sprawy',
  replyReaches: ({ rep }) => `Można też po prostu odpowiedzieć na tę wiadomość: otrzyma ją ${rep}.`,
  told: 'Państwa zapytanie',
  queuedHeading: () => 'Dziękujemy',
  queuedSubject: ({ workspace }) => `Firma ${workspace} otrzymała Państwa zapytanie`,
  queuedPromise: ({ workspace, when }) =>
    `Firma ${workspace} odezwie się ${when ? `najpóźniej w tym terminie: ${when}` : 'do Państwa, gdy tylko właściwa osoba będzie dostępna'}.`,
  queuedNext: 'Nic więcej nie trzeba robić: odpowiedzi są zapisane i nikt nie zapyta o nie drugi raz.',
  queuedPage: 'E-mail z potwierdzeniem jest już w drodze.',
  disqualifiedHeading: () => 'Dziękujemy',
  disqualifiedBody:
    'Z Państwa odpowiedzi wynika, że rozmowa z działem sprzedaży nie jest dziś właściwym krokiem, dlatego nikt nie będzie dzwonić ani pisać. Jeśli coś się zmieni, zapraszamy do ponownego kontaktu.',
  footer: ({ formTitle, workspace }) =>
    `Wiadomość wysłana automatycznie po wypełnieniu formularza${formTitle ? ` „${formTitle}”` : ''} firmy ${workspace} z podaniem tego adresu. Jeśli to pomyłka, proszę ją zignorować: nic więcej się nie wydarzy.`,
  preview: {
    assigned: 'Proszę wybrać dogodny termin albo po prostu odpowiedzieć.',
    queued: 'Państwa zapytanie dotarło. Podajemy, kiedy się odezwiemy.',
  },
}
