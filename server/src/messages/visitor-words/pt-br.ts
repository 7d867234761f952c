import type { VisitorWords } from './words.ts'

export const ptBr: VisitorWords = {
  sender: ({ rep, workspace }) => `${rep} via ${workspace}`,
  inZone: (moment, { city }) => `${moment} (horário local: ${city})`,
  gap: ' ',
  colon: ':',
  personHeading: ({ rep }) => `${rep} vai atender você`,
  personSubject: ({ rep, firstName, workspace }) => `${firstName ? `${firstName}, ` : ''}${rep} vai atender você em ${workspace}`,
  looksAfter: ({ rep, own }) => `${rep} atende ${own ? 'a sua empresa' : 'empresas como a sua'}.`,
  pickTime: 'Escolha um horário ou responda ao e-mail que você vai receber em instantes.',
  repWritesFirst: ({ rep, when }) => `${rep} vai escrever para você${when ? ` até ${when}` : ''}.`,
  mailComes: ({ rep }) => `Você vai receber um e-mail: a sua resposta chega a ${rep}.`,
  answersKnown: ({ rep }) => `${rep} já tem as suas respostas: a conversa pode começar pela sua pergunta, e não por um questionário.`,
  timesButton: ({ rep }) => `Ver os horários livres de ${rep}`,
  pageButton: 'Ver o andamento da solicitação',
  replyReaches: ({ rep }) => `Ou simplesmente responda: a sua mensagem chega a ${rep}.`,
  told: 'A sua solicitação',
  queuedHeading: ({ firstName }) => `Agradecemos o contato${firstName ? `, ${firstName}` : ''}`,
  queuedSubject: ({ firstName, workspace }) => `${firstName ? `${firstName}, ` : ''}${workspace} recebeu a sua solicitação`,
  queuedPromise: ({ workspace, when }) => `${workspace} vai responder ${when ? `até ${when}` : 'assim que a pessoa certa estiver disponível'}.`,
  queuedNext: 'Você não precisa fazer mais nada: as suas respostas acompanham a solicitação, e ninguém vai pedi-las de novo.',
  queuedPage: 'Você vai receber um e-mail de confirmação.',
  disqualifiedHeading: ({ firstName }) => `Agradecemos o contato${firstName ? `, ${firstName}` : ''}`,
  disqualifiedBody:
    'Pelas suas respostas, uma conversa com vendas não é o próximo passo certo para você hoje; por isso, ninguém vai ligar nem escrever. Se algo mudar, fale conosco novamente quando quiser.',
  footer: ({ formTitle, workspace }) =>
    `E-mail enviado automaticamente quando ${formTitle ? `“${formTitle}”` : 'o formulário'} foi preenchido em ${workspace} com este endereço. Se não foi você, ignore este e-mail: nada mais vai acontecer.`,
  preview: {
    assigned: 'Escolha o melhor horário para você ou simplesmente responda.',
    queued: 'Recebemos a sua solicitação. Veja quando você terá uma resposta.',
  },
}
