import type { VisitorWords } from './words.ts'

/** Names of countries that English gives an article. */
const articled = /^(United |Netherlands|Philippines|Bahamas|Maldives|Gambia|Seychelles|Comoros|Isle |British |Central |Dominican )| (Islands|Territories)$/

export const en: VisitorWords = {
  sender: ({ rep, workspace }) => `${rep} via ${workspace}`,
  inZone: (moment, { city }) => `${moment} (${city} time)`,
  gap: ' ',
  colon: ':',
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
}

function possessive(name: string): string {
  return name.endsWith('s') ? `${name}’` : `${name}’s`
}
