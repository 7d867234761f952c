import type { HandoffWords } from './words.ts'

export const it: HandoffWords = {
  next: 'Che cosa succede ora',
  waiting:
    'Non deve fare nulla. Le Sue risposte sono salvate e, appena qualcuno prenderà in carico la richiesta, il nome e gli orari liberi compariranno in questa pagina.',
  repWrites: rep => `${rep} Le scriverà. Anche una risposta alla nostra e-mail arriva a ${rep}.`,
  pick: 'Scelga un orario',
  zone: ({ city }) => `Ora locale: ${city}.`,
  offset: offset => `Tutti gli orari sono in ${offset}.`,
  calendarShows: rep => `Il calendario di ${rep} mostra gli orari liberi.`,
  openCalendar: 'Apri il calendario',
  noTimes: 'Al momento non ci sono orari liberi da mostrare',
  replyForTime: rep => `Risponda alla nostra e-mail: ${rep} troverà un orario insieme a Lei.`,
  noneFits: 'Nessuno va bene? Risponda alla nostra e-mail.',
  wholeCalendar: 'Vedi tutto il calendario',
  keep: 'Questa pagina è solo per Lei: conservi l’indirizzo e torni quando vuole.',
  nothing: {
    title: 'Pagina non trovata',
    heading: 'A questo indirizzo non c’è nulla',
    reason: 'Il link potrebbe essere incompleto, oppure la pagina non esiste più.',
    whatToDo: 'Che cosa può fare',
    advice: 'Apra di nuovo il link della nostra e-mail, oppure lo copi per intero. Una risposta a quell’e-mail arriva sempre a una persona.',
  },
}
