import type { FastifyInstance } from 'fastify'
import { authorizePage } from '../authorize.ts'
import { listMails } from '../db/mailbox.ts'
import type { Desk } from '../desk.ts'
import { mailboxPage } from '../pages/mailbox-page.ts'
import { mailboxPolicy } from '../pages/page-frame.ts'
import { sendPage } from './send-page.ts'
import { signIn } from './sign-in.ts'

/** A page with more mails than this is no longer looked at; 2,000 of them as JSON are about 40 MB. */
const mostOnPage = 200
const mostInJson = 2000

/** `GET /mailbox` and `/mailbox.json`: what the local mailbox holds, where no mail provider is configured. */
export function serveMailbox(app: FastifyInstance, desk: Desk): void {
  app.register(async scope => {
    signIn(scope)
    scope.get('/mailbox.json', async request => {
      return readMailbox(desk, await authorizePage(desk, request), mostInJson)
    })
    scope.get('/mailbox', async (request, reply) => {
      const workspaceId = await authorizePage(desk, request)
      return sendPage(reply, mailboxPage(await readMailbox(desk, workspaceId, mostOnPage)), mailboxPolicy())
    })
  })
}

async function readMailbox(desk: Desk, workspaceId: string, most: number) {
  const mails = await listMails(desk.store.of(workspaceId), workspaceId, most)
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
