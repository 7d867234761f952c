import type { HandoffWords } from './words.ts'

export const pl: HandoffWords = {
  next: 'Co dalej',
  waiting:
    'Nic nie trzeba robić. Państwa odpowiedzi są zapisane, a gdy tylko ktoś zajmie się zapytaniem, na tej stronie pojawią się imię i nazwisko oraz wolne terminy.',
  repWrites: rep => `${rep} napisze do Państwa. Odpowiedź na nasz e-mail także otrzyma ${rep}.`,
  pick: 'Proszę wybrać termin',
  zone: ({ city }) => `Czas lokalny: ${city}.`,
  offset: offset => `Wszystkie godziny podano w ${offset}.`,
  calendarShows: rep => `W kalendarzu widać wolne terminy: ${rep}.`,
  openCalendar: 'Otwórz kalendarz',
  noTimes: 'W tej chwili nie ma wolnych terminów do pokazania',
  replyForTime: rep => `Wystarczy odpowiedzieć na nasz e-mail: ${rep} znajdzie z Państwem termin.`,
  noneFits: 'Żaden nie pasuje? Wystarczy odpowiedzieć na nasz e-mail.',
  wholeCalendar: 'Zobacz cały kalendarz',
  keep: 'Ta strona jest tylko dla Państwa: warto zachować jej adres i wrócić w dowolnej chwili.',
  nothing: {
    title: 'Nic tu nie ma',
    heading: 'Pod tym adresem nic nie ma',
    reason: 'Link może być niepełny albo strona już nie istnieje.',
    whatToDo: 'Co można zrobić',
    advice: 'Proszę ponownie otworzyć link z naszego e-maila albo skopiować go w całości. Odpowiedź na tę wiadomość zawsze trafia do człowieka.',
  },
}
