import type { VisitorWords } from './words.ts'

export const it: VisitorWords = {
  sender: ({ rep, workspace }) => `${rep} via ${workspace}`,
  inZone: (moment, { city }) => `${moment} (ora locale: ${city})`,
  gap: ' ',
  colon: ':',
  personHeading: ({ rep }) => `${rep} è a Sua disposizione`,
  personSubject: ({ rep, firstName, workspace }) => `${firstName ? `${firstName}, ` : ''}${rep} è a Sua disposizione presso ${workspace}`,
  looksAfter: ({ rep, own }) => `${rep} segue ${own ? 'la Sua azienda' : 'aziende come la Sua'}.`,
  pickTime: 'Scelga un orario, oppure risponda all’e-mail che sta per ricevere.',
  repWritesFirst: ({ rep, when }) => `${rep} Le scriverà${when ? ` entro ${when}` : ''}.`,
  mailComes: ({ rep }) => `Sta per ricevere un’e-mail: la Sua risposta arriverà a ${rep}.`,
  answersKnown: ({ rep }) => `${rep} ha già le Sue risposte: il colloquio può iniziare dalla Sua domanda e non da un questionario.`,
  timesButton: ({ rep }) => `Vedi gli orari liberi di ${rep}`,
  pageButton: 'Vedi a che punto è la richiesta',
  replyReaches: ({ rep }) => `Oppure risponda semplicemente: il messaggio arriverà a ${rep}.`,
  told: 'La Sua richiesta',
  queuedHeading: ({ firstName }) => `Grazie${firstName ? `, ${firstName}` : ''}`,
  queuedSubject: ({ firstName, workspace }) => `${firstName ? `${firstName}, ` : ''}${workspace} ha ricevuto la Sua richiesta`,
  queuedPromise: ({ workspace, when }) => `${workspace} Le risponderà ${when ? `entro ${when}` : 'appena la persona giusta sarà disponibile'}.`,
  queuedNext: 'Non deve fare altro: le Sue risposte accompagnano la richiesta e nessuno gliele chiederà due volte.',
  queuedPage: 'Sta per ricevere un’e-mail di conferma.',
  disqualifiedHeading: ({ firstName }) => `Grazie${firstName ? `, ${firstName}` : ''}`,
  disqualifiedBody:
    'In base alle Sue risposte, un colloquio con il team commerciale oggi non è il passo giusto per Lei; perciò nessuno La chiamerà né Le scriverà. Se qualcosa cambia, ci contatti di nuovo quando vuole.',
  footer: ({ formTitle, workspace }) =>
    `E-mail inviata automaticamente alla compilazione ${formTitle ? `di «${formTitle}»` : 'del modulo'} presso ${workspace} con questo indirizzo. Se la richiesta non è Sua, ignori questa e-mail: non accadrà altro.`,
  preview: {
    assigned: 'Scelga l’orario che preferisce, oppure risponda semplicemente.',
    queued: 'La Sua richiesta è arrivata. Ecco quando avrà una risposta.',
  },
}
