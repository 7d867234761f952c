import type { HandoffWords } from './words.ts'

export const fr: HandoffWords = {
  next: 'La suite',
  waiting:
    'Vous n’avez rien à faire. Vos réponses sont conservées\u202f; dès que quelqu’un prendra votre demande en charge, son nom et ses disponibilités s’afficheront sur cette page.',
  repWrites: rep => `${rep} vous écrira. Vous pouvez aussi répondre à notre e-mail\u00a0: votre message parviendra à ${rep}.`,
  pick: 'Choisissez un horaire',
  zone: ({ city }) => `Heure locale\u00a0: ${city}.`,
  offset: offset => `Toutes les heures sont en ${offset}.`,
  calendarShows: rep => `L’agenda indique quand ${rep} est disponible.`,
  openCalendar: 'Ouvrir l’agenda',
  noTimes: 'Aucun horaire à afficher pour le moment',
  replyForTime: rep => `Répondez à notre e-mail\u00a0: ${rep} trouvera un horaire avec vous.`,
  noneFits: 'Aucun ne convient\u202f? Répondez à notre e-mail.',
  wholeCalendar: 'Voir tout l’agenda',
  keep: 'Cette page n’est que pour vous\u00a0: gardez son adresse, et revenez quand vous le souhaitez.',
  nothing: {
    title: 'Page introuvable',
    heading: 'Il n’y a rien à cette adresse',
    reason: 'Le lien est peut-être incomplet, ou la page n’existe plus.',
    whatToDo: 'Que faire\u202f?',
    advice: 'Rouvrez le lien reçu par e-mail, ou copiez-le en entier. En répondant à cet e-mail, vous joindrez toujours quelqu’un.',
  },
}
