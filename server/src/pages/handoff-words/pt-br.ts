import type { HandoffWords } from './words.ts'

export const ptBr: HandoffWords = {
  next: 'O que acontece agora',
  waiting:
    'Você não precisa fazer nada. As suas respostas estão guardadas e, assim que alguém assumir a sua solicitação, o nome e os horários livres aparecerão nesta página.',
  repWrites: rep => `${rep} vai escrever para você. Se você responder ao nosso e-mail, a mensagem também chega a ${rep}.`,
  pick: 'Escolha um horário',
  zone: ({ city }) => `Horário local: ${city}.`,
  offset: offset => `Todos os horários estão em ${offset}.`,
  calendarShows: rep => `A agenda de ${rep} mostra os horários livres.`,
  openCalendar: 'Abrir a agenda',
  noTimes: 'No momento não há horários livres para mostrar',
  replyForTime: rep => `Responda ao nosso e-mail, e ${rep} vai encontrar um horário com você.`,
  noneFits: 'Nenhum serve? Responda ao nosso e-mail.',
  wholeCalendar: 'Ver a agenda completa',
  keep: 'Esta página é só sua: guarde o endereço e volte quando quiser.',
  nothing: {
    title: 'Página não encontrada',
    heading: 'Não há nada neste endereço',
    reason: 'O link pode estar incompleto, ou a página não existe mais.',
    whatToDo: 'O que você pode fazer',
    advice: 'Abra de novo o link do nosso e-mail ou copie-o por inteiro. Uma resposta a esse e-mail sempre chega a uma pessoa.',
  },
}
