import type { MailKind } from '../effects.ts'
import { type Html, html } from './html.ts'
import { pageFrame } from './page-frame.ts'
import { entry, instant } from './words.ts'

/** A mail as the local mailbox keeps it. */
export interface MailboxEntry {
  id: string
  deliveryId: string
  leadId: string
  kind: MailKind
  to: string
  from: string
  replyTo: string | null
  subject: string
  text: string
  html: string
  at: string
}

/** What would have been sent: every mail as its reader sees it, newest first. */
export function mailboxPage(mails: readonly MailboxEntry[]): string {
  const newestFirst = [...mails].sort((a, b) => b.at.localeCompare(a.at))
  const body = html`<main>
    <p class="small"><a href="/leads">Leads</a></p>
    <h1>Mailbox</h1>
    <p class="lead">${mails.length === 0 ? 'Mails that Baton sends land here, and nowhere else, until a mail provider is set up.' : `${mails.length} ${mails.length === 1 ? 'mail' : 'mails'}, newest first. None left this machine.`}</p>
    ${mails.length === 0 ? empty : newestFirst.map(mailCard)}
  </main>`
  return pageFrame({ title: 'Mailbox · Baton', body, width: 'medium' })
}

const empty = html`<section class="card"><h2>No mail yet</h2><p>Send the form on the demo page: the visitor’s mail and the rep’s will be here a moment later.</p></section>`

/** In a frame of its own without scripts or our origin; links open outside it, so that their pages work. */
function mailCard(mail: MailboxEntry): Html {
  return html`<article class="card" id="mail-${mail.id}">
    <p class="soft small"><span class="badge">${mail.kind === 'visitor-mail' ? 'To the visitor' : 'To the rep'}</span> ${instant(mail.at)}</p>
    <h2 dir="auto">${mail.subject}</h2>
    <dl class="small">${entry('From', mail.from)}${entry('To', mail.to)}${entry('Reply to', mail.replyTo)}</dl>
    <iframe class="${mail.kind}" title="${mail.subject}" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${mail.html}"></iframe>
    <details><summary>As plain text</summary><pre dir="auto">${mail.text}</pre></details>
  </article>`
}
