import type { VisitorWords } from './words.ts'

export const nl: VisitorWords = {
  sender: ({ rep, workspace }) => `${rep} via ${workspace}`,
  inZone: (moment, { city }) => `${moment} (tijd in ${city})`,
  gap: ' ',
  colon: ':',
  personHeading: ({ rep }) => `${rep} staat voor u klaar`,
  personSubject: ({ rep, firstName, workspace }) => `${firstName ? `${firstName}, ` : ''}${rep} staat bij ${workspace} voor u klaar`,
  looksAfter: ({ rep, own }) => `${rep} helpt ${own ? 'uw bedrijf' : 'bedrijven zoals het uwe'}.`,
  pickTime: 'Kies een tijd, of beantwoord de e-mail die naar u onderweg is.',
  repWritesFirst: ({ rep, when }) => `${rep} stuurt u ${when ? `uiterlijk ${when} ` : ''}een bericht.`,
  mailComes: ({ rep }) => `Er is een e-mail naar u onderweg: uw antwoord daarop komt bij ${rep} aan.`,
  answersKnown: ({ rep }) => `${rep} heeft uw antwoorden al: het gesprek kan beginnen met uw vraag en niet met een vragenlijst.`,
  timesButton: ({ rep }) => `Bekijk de vrije tijden van ${rep}`,
  pageButton: 'Bekijk de stand van zaken',
  replyReaches: ({ rep }) => `Of antwoord gewoon: uw bericht komt bij ${rep} aan.`,
  told: 'Uw aanvraag',
  queuedHeading: ({ firstName }) => `Hartelijk dank${firstName ? `, ${firstName}` : ''}`,
  queuedSubject: ({ firstName, workspace }) => `${firstName ? `${firstName}, ` : ''}${workspace} heeft uw aanvraag ontvangen`,
  queuedPromise: ({ workspace, when }) => `U hoort ${when ? `uiterlijk ${when} van ${workspace}` : `van ${workspace} zodra de juiste persoon beschikbaar is`}.`,
  queuedNext: 'U hoeft verder niets te doen: uw antwoorden gaan mee, niemand vraagt er nog eens naar.',
  queuedPage: 'Er is een e-mail ter bevestiging naar u onderweg.',
  disqualifiedHeading: ({ firstName }) => `Hartelijk dank${firstName ? `, ${firstName}` : ''}`,
  disqualifiedBody:
    'Op basis van uw antwoorden is een gesprek met onze verkoopafdeling nu niet de juiste stap voor u; daarom zal niemand u bellen of schrijven. Verandert er iets, dan kunt u gerust opnieuw contact opnemen.',
  footer: ({ formTitle, workspace }) =>
    `Automatisch verzonden toen ${formTitle ? `‘${formTitle}’` : 'het formulier'} bij ${workspace} met dit adres werd ingevuld. Was u dat niet, negeer deze e-mail dan: er gebeurt verder niets.`,
  preview: { assigned: 'Kies een tijd die u past, of antwoord gewoon.', queued: 'Uw aanvraag is goed aangekomen. Hier leest u wanneer u van ons hoort.' },
}
