import type { FastifyInstance } from 'fastify'
import { authorizePage } from '../authorize.ts'
import { listMails } from '../db/mailbox.ts'
import type { Desk } from '../desk.ts'
import { mailboxPage } from '../pages/mailbox-page.ts'
import { mailboxPolicy } from '../pages/page-frame.ts'
import { sendPage } from './send-page.ts'
import { signIn } from './sign-in.ts'

const most = 500

/** `GET /mailbox` and `/mailbox.json`: what the local mailbox holds, where no mail provider is configured. */
export function serveMailbox(app: FastifyInstance, desk: Desk): void {
  app.register(async scope => {
    signIn(scope)
    scope.get('/mailbox.json', async request => {
      await authorizePage(desk, request)
      return readMailbox(desk)
    })
    scope.get('/mailbox', async (request, reply) => {
      await authorizePage(desk, request)
      return sendPage(reply, mailboxPage(await readMailbox(desk)), mailboxPolicy())
    })
  })
}

async function readMailbox(desk: Desk) {
  const mails = await listMails(desk.db, most)
  return mails.map(({ deliveryId, leadId, kind, to, from, replyTo, subject, text, html, at }) => ({
    id: deliveryId,
    deliveryId,
    leadId,
    kind,
    to,
    from,
    replyTo: replyTo ?? '',
    subject,
    text,
    html,
    at: at.toISOString(),
  }))
}
