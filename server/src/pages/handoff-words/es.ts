import type { HandoffWords } from './words.ts'

export const es: HandoffWords = {
  next: 'Qué pasa ahora',
  waiting:
    'No tiene que hacer nada. Sus respuestas están guardadas y, en cuanto alguien se ocupe de su solicitud, su nombre y sus horarios libres aparecerán en esta página.',
  repWrites: rep => `${rep} le escribirá. También puede responder a nuestro correo: su mensaje llegará a ${rep}.`,
  pick: 'Elija un horario',
  zone: ({ city }) => `Hora local: ${city}.`,
  offset: offset => `Todas las horas están en ${offset}.`,
  calendarShows: rep => `El calendario de ${rep} muestra los horarios libres.`,
  openCalendar: 'Abrir el calendario',
  noTimes: 'Ahora mismo no hay horarios libres que mostrar',
  replyForTime: rep => `Responda a nuestro correo y ${rep} buscará un horario con usted.`,
  noneFits: '¿No le viene bien ninguno? Responda a nuestro correo.',
  wholeCalendar: 'Ver el calendario completo',
  keep: 'Esta página es solo para usted: guarde su dirección y vuelva cuando quiera.',
  nothing: {
    title: 'Página no encontrada',
    heading: 'No hay nada en esta dirección',
    reason: 'Puede que el enlace esté incompleto o que la página ya no exista.',
    whatToDo: 'Qué puede hacer',
    advice: 'Vuelva a abrir el enlace de nuestro correo o cópielo entero. Si responde a ese correo, siempre llegará a una persona.',
  },
}
