import type { VisitorWords } from './words.ts'

/** No name stands behind “de”, which would be elided before some. */
export const fr: VisitorWords = {
  sender: ({ rep, workspace }) => `${rep} via ${workspace}`,
  inZone: (moment, { city }) => `${moment} (heure locale\u00a0: ${city})`,
  gap: ' ',
  colon: '\u00a0:',
  personHeading: ({ rep }) => `${rep} est là pour vous`,
  personSubject: ({ rep, firstName, workspace }) => `${firstName ? `${firstName}, ` : ''}${rep} est là pour vous chez ${workspace}`,
  looksAfter: ({ rep, own }) => `${rep} ${own ? 's’occupe de votre entreprise' : 's’occupe d’entreprises comme la vôtre'}.`,
  pickTime: 'Choisissez un horaire, ou répondez à l’e-mail que vous allez recevoir.',
  repWritesFirst: ({ rep, when }) => `${rep} vous écrira${when ? ` au plus tard le ${when}` : ''}.`,
  mailComes: ({ rep }) => `Vous allez recevoir un e-mail\u00a0: votre réponse parviendra à ${rep}.`,
  answersKnown: ({ rep }) =>
    `Vos réponses ont déjà été transmises à ${rep}\u00a0: l’échange pourra commencer par votre question plutôt que par un questionnaire.`,
  timesButton: ({ rep }) => `Voir quand ${rep} est disponible`,
  pageButton: 'Voir où en est votre demande',
  replyReaches: ({ rep }) => `Ou répondez simplement à cet e-mail\u00a0: votre message parviendra à ${rep}.`,
  told: 'Votre demande',
  queuedHeading: ({ firstName }) => `Merci${firstName ? `, ${firstName}` : ''}`,
  queuedSubject: ({ firstName, workspace }) => `${firstName ? `${firstName}, ` : ''}${workspace} a bien reçu votre demande`,
  queuedPromise: ({ workspace, when }) => `${workspace} vous répondra ${when ? `au plus tard le ${when}` : 'dès que la bonne personne sera disponible'}.`,
  queuedNext: 'Vous n’avez rien d’autre à faire\u00a0: vos réponses suivent votre demande, et personne ne vous les demandera deux fois.',
  queuedPage: 'Vous allez recevoir un e-mail qui le confirme.',
  disqualifiedHeading: ({ firstName }) => `Merci${firstName ? `, ${firstName}` : ''}`,
  disqualifiedBody:
    'D’après vos réponses, un échange avec notre équipe commerciale n’est pas la bonne étape pour vous aujourd’hui\u202f; personne ne vous appellera ni ne vous écrira. Si la situation change, n’hésitez pas à nous solliciter à nouveau.',
  footer: ({ formTitle, workspace }) =>
    `E-mail envoyé automatiquement lorsque ${formTitle ? `«\u00a0${formTitle}\u00a0»` : 'le formulaire'} a été rempli chez ${workspace} avec cette adresse. Si ce n’était pas vous, ignorez cet e-mail\u00a0: rien d’autre ne se passera.`,
  preview: {
    assigned: 'Choisissez l’horaire qui vous convient, ou répondez simplement.',
    queued: 'Votre demande est bien arrivée. Voici quand vous aurez de nos nouvelles.',
  },
}
