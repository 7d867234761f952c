/**
 * What Baton says to a visitor where the owner has not said it in their own words. It speaks of the rep, never as the rep, for no
 * person wrote it; and it claims nothing that a machine cannot know.
 */
export interface VisitorWords {
  /** In which language countries and times stand between these words. */
  language: string
  personHeading(who: { rep: string }): string
  personSubject(who: { rep: string; firstName: string | null; workspace: string }): string
  /** `own`: the company is one the workspace knows already. */
  looksAfter(who: { rep: string; own: boolean; country: string | null }): string
  /** What to do on the page. */
  pickTime: string
  /** The same where the rep shows no times, and what the page adds to it. */
  repWritesFirst(who: { rep: string; when: string | null }): string
  mailComes(who: { rep: string }): string
  answersKnown(who: { rep: string }): string
  timesButton(who: { rep: string }): string
  pageButton: string
  replyReaches(who: { rep: string }): string
  told: string
  queuedHeading(who: { firstName: string | null }): string
  queuedSubject(who: { firstName: string | null; workspace: string }): string
  queuedPromise(who: { workspace: string; when: string | null }): string
  queuedNext: string
  queuedPage: string
  disqualifiedHeading(who: { firstName: string | null }): string
  disqualifiedBody: string
  /** Why this mail came, and that a machine sent it. */
  footer(why: { formTitle: string; workspace: string }): string
  preview: { assigned: string; queued: string }
}

/** In a language Baton speaks; English where it does not. The locale is a known one. */
export function visitorWords(locale: string): VisitorWords {
  const language = locale.split('-')[0]
  return language === 'de' ? { ...german, language: locale } : english(language === 'en' ? locale : 'en')
}

/** Names of countries that English gives an article. */
const articled = /^(United |Netherlands|Philippines|Bahamas|Maldives|Gambia|Seychelles|Comoros|Isle |British |Central |Dominican )| (Islands|Territories)$/

const english = (language: string): VisitorWords => ({
  language,
  personHeading: ({ rep }) => `${rep} is your person`,
  personSubject: ({ rep, firstName, workspace }) => `${firstName ? `${firstName}, ` : ''}${rep} is your person at ${workspace}`,
  looksAfter: ({ rep, own, country }) => {
    if (own) return `${rep} looks after your company.`
    return `${rep} looks after companies like yours${country ? ` in ${articled.test(country) ? 'the ' : ''}${country}` : ''}.`
  },
  pickTime: 'Pick a time, or reply to the mail that is on its way to you.',
  repWritesFirst: ({ rep, when }) => `${rep} will write to you${when ? ` by ${when}` : ''}.`,
  mailComes: ({ rep }) => `A mail is on its way to you: a reply to it reaches ${rep}.`,
  answersKnown: ({ rep }) => `Your answers are with ${rep} already, so the talk can start with your question and not with a questionnaire.`,
  timesButton: ({ rep }) => `See ${possessive(rep)} free times`,
  pageButton: 'See where this stands',
  replyReaches: ({ rep }) => `Or just reply: this reaches ${rep}.`,
  told: 'What you asked for',
  queuedHeading: ({ firstName }) => `Thank you${firstName ? `, ${firstName}` : ''}`,
  queuedSubject: ({ firstName, workspace }) => `${firstName ? `${firstName}, ` : ''}${workspace} has your request`,
  queuedPromise: ({ workspace, when }) =>
    when ? `You will hear from ${workspace} by ${when}.` : `You will hear from ${workspace} as soon as the right person is free.`,
  queuedNext: 'You need do nothing more: your answers come with you, so nobody will ask for them twice.',
  queuedPage: 'A mail that says so is on its way to you.',
  disqualifiedHeading: ({ firstName }) => `Thank you${firstName ? `, ${firstName}` : ''}`,
  disqualifiedBody:
    'Going by your answers, a talk with sales is not the right next step for you today, so nobody will call or write. You are welcome to ask again when things change.',
  footer: ({ formTitle, workspace }) =>
    `Sent automatically the moment ${formTitle ? `“${formTitle}”` : 'the form'} at ${workspace} was filled in with this address. If that was not you, ignore this mail: nothing else happens.`,
  preview: { assigned: 'Pick a time that suits you, or just reply.', queued: 'Your request is in good order. Here is when you will hear.' },
})

const german: VisitorWords = {
  language: 'de',
  personHeading: ({ rep }) => `${rep} ist für Sie da`,
  personSubject: ({ rep, firstName, workspace }) => `${firstName ? `${firstName}, ` : ''}${rep} ist bei ${workspace} für Sie da`,
  // Without the country: German would decline it, and Intl does not.
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

function possessive(name: string): string {
  return name.endsWith('s') ? `${name}’` : `${name}’s`
}
