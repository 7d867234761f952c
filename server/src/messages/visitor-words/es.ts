import type { VisitorWords } from './words.ts'

export const es: VisitorWords = {
  sender: ({ rep, workspace }) => `${rep} via ${workspace}`,
  inZone: (moment, { city }) => `${moment} (hora local: ${city})`,
  gap: ' ',
  colon: ':',
  personHeading: ({ rep }) => `${rep} le atenderá`,
  personSubject: ({ rep, firstName, workspace }) => `${firstName ? `${firstName}, ` : ''}${rep} le atenderá en ${workspace}`,
  looksAfter: ({ rep, own, country }) => (own ? `${rep} atiende a su empresa.` : `${rep} atiende a empresas como la suya${country ? ` en ${country}` : ''}.`),
  pickTime: 'Elija un horario o responda al correo que le llegará enseguida.',
  repWritesFirst: ({ rep, when }) => `${rep} le escribirá${when ? ` a más tardar el ${when}` : ''}.`,
  mailComes: ({ rep }) => `Le llegará un correo: si lo responde, su mensaje llegará a ${rep}.`,
  answersKnown: ({ rep }) => `${rep} ya tiene sus respuestas: la conversación puede empezar por su consulta y no por un cuestionario.`,
  timesButton: ({ rep }) => `Ver los horarios libres de ${rep}`,
  pageButton: 'Ver el estado de su solicitud',
  replyReaches: ({ rep }) => `O simplemente responda: su mensaje llegará a ${rep}.`,
  told: 'Su solicitud',
  queuedHeading: ({ firstName }) => `Gracias${firstName ? `, ${firstName}` : ''}`,
  queuedSubject: ({ firstName, workspace }) => `${firstName ? `${firstName}, ` : ''}${workspace} ha recibido su solicitud`,
  queuedPromise: ({ workspace, when }) => `${workspace} le responderá ${when ? `a más tardar el ${when}` : 'en cuanto la persona adecuada esté disponible'}.`,
  queuedNext: 'No tiene que hacer nada más: sus respuestas acompañan la solicitud y nadie se las pedirá dos veces.',
  queuedPage: 'Le llegará un correo que lo confirma.',
  disqualifiedHeading: ({ firstName }) => `Gracias${firstName ? `, ${firstName}` : ''}`,
  disqualifiedBody:
    'Según sus respuestas, hablar con el equipo comercial no es hoy el paso adecuado para usted, así que nadie le llamará ni le escribirá. Si algo cambia, puede volver a escribirnos cuando quiera.',
  footer: ({ formTitle, workspace }) =>
    `Correo enviado automáticamente al completarse ${formTitle ? `«${formTitle}»` : 'el formulario'} en ${workspace} con esta dirección. Si no fue usted, ignore este correo: no ocurrirá nada más.`,
  preview: { assigned: 'Elija el horario que prefiera o simplemente responda.', queued: 'Hemos recibido su solicitud. Aquí verá cuándo tendrá respuesta.' },
}
