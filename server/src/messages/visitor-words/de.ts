import type { VisitorWords } from './words.ts'

export const de: VisitorWords = {
  sender: ({ rep, workspace }) => `${rep} via ${workspace}`,
  inZone: (moment, { city }) => `${moment} (Ortszeit ${city})`,
  gap: ' ',
  colon: ':',
  personHeading: ({ rep }) => `${rep} ist für Sie da`,
  personSubject: ({ rep, firstName, workspace }) => `${firstName ? `${firstName}, ` : ''}${rep} ist bei ${workspace} für Sie da`,
  looksAfter: ({ rep, own }) => `${rep} betreut ${own ? 'Ihr Unternehmen' : 'Unternehmen wie Ihres'}.`,
  pickTime: 'Wählen Sie einen Termin, oder antworten Sie auf die E-Mail, die zu Ihnen unterwegs ist.',
  repWritesFirst: ({ rep, when }) => `${rep} schreibt Ihnen${when ? ` bis ${when}` : ''}.`,
  mailComes: ({ rep }) => `Eine E-Mail ist zu Ihnen unterwegs: Ihre Antwort darauf erreicht ${rep}.`,
  answersKnown: ({ rep }) => `Ihre Angaben liegen ${rep} schon vor: Das Gespräch kann mit Ihrer Frage beginnen statt mit einem Fragebogen.`,
  timesButton: ({ rep }) => `Freie Termine von ${rep} ansehen`,
  pageButton: 'Den Stand ansehen',
  replyReaches: ({ rep }) => `Oder antworten Sie einfach: Das erreicht ${rep}.`,
  told: 'Worum es Ihnen geht',
  queuedHeading: ({ firstName }) => `Vielen Dank${firstName ? `, ${firstName}` : ''}`,
  queuedSubject: ({ firstName, workspace }) => `${firstName ? `${firstName}, ` : ''}${workspace} hat Ihre Anfrage`,
  queuedPromise: ({ workspace, when }) =>
    when ? `Sie hören bis ${when} von ${workspace}.` : `Sie hören von ${workspace}, sobald die richtige Person frei ist.`,
  queuedNext: 'Sie müssen nichts weiter tun: Ihre Angaben gehen mit, niemand fragt Sie zweimal danach.',
  queuedPage: 'Eine E-Mail dazu ist zu Ihnen unterwegs.',
  disqualifiedHeading: ({ firstName }) => `Vielen Dank${firstName ? `, ${firstName}` : ''}`,
  disqualifiedBody:
    'Nach Ihren Angaben ist ein Gespräch mit dem Vertrieb heute nicht der richtige nächste Schritt, deshalb meldet sich niemand. Wenn sich etwas ändert, fragen Sie gern wieder an.',
  footer: ({ formTitle, workspace }) =>
    `Automatisch gesendet, als ${formTitle ? `„${formTitle}“` : 'das Formular'} bei ${workspace} mit dieser Adresse ausgefüllt wurde. Wenn Sie das nicht waren, ignorieren Sie diese E-Mail: Es passiert nichts weiter.`,
  preview: { assigned: 'Wählen Sie einen Termin, oder antworten Sie einfach.', queued: 'Ihre Anfrage ist gut angekommen. Hier steht, wann Sie von uns hören.' },
}
