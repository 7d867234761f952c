import { writeSpan } from '../messages/moments.ts'
import type { DraftView } from './draft-view.ts'
import { type Html, html, safeHref } from './html.ts'
import type { LeadRow } from './lead-view.ts'
import { pageFrame } from './page-frame.ts'
import { entry, instant } from './words.ts'

/** Everybody who asked, newest first: who has them, and how fast they heard; and who began and did not send. */
export function leadsPage({ items, nextHref, drafts }: { items: readonly LeadRow[]; nextHref: string | null; drafts: readonly DraftView[] }): string {
  const next = nextHref === null ? null : safeHref(nextHref)
  const body = html`<main>
    <p class="small"><a href="/mailbox">Mailbox</a> · <a href="/quarantine">Set aside</a></p>
    <h1>Leads</h1>
    <p class="lead">Who asked, who has them, and how fast they heard.</p>
    ${items.length === 0 ? empty : table(items)}
    ${next && html`<p><a href="${next}">Earlier leads</a></p>`}
    ${drafts.length > 0 && html`<h2>Started, not sent</h2><p class="soft">Begun and not finished. Nobody has written to them.</p>${drafts.map(draftCard)}`}
  </main>`
  return pageFrame({ title: 'Leads · Baton', body, width: 'wide' })
}

const empty = html`<section class="card"><h2>No leads yet</h2><p>The first one will be here a moment after somebody sends a form.</p></section>`

function table(items: readonly LeadRow[]): Html {
  return html`<section class="card"><table class="list">
    <thead><tr><th>Lead</th><th>Company</th><th>Score</th><th>With</th><th>Asked</th><th class="right">First mail</th></tr></thead>
    <tbody>${items.map(row)}</tbody>
  </table></section>`
}

function row(lead: LeadRow): Html {
  return html`<tr>
    <td><a href="/leads/${encodeURIComponent(lead.id)}"><bdi>${lead.name ?? lead.email}</bdi></a>${lead.test && html` <span class="badge">Test</span>`}${lead.name && html`<br><span class="soft small">${lead.email}</span>`}</td>
    <td><bdi>${lead.company}</bdi></td>
    <td class="numbers">${scoreBadge(lead.grade, lead.points)}</td>
    <td>${outcome(lead)}</td>
    <td class="soft small">${instant(lead.submittedAt)}</td>
    <td class="right numbers" data-label="First mail:">${speed(lead)}${lead.undelivered > 0 && html`<br><span class="badge bad">${lead.undelivered} not delivered</span>`}</td>
  </tr>`
}

function draftCard({ formTitle, savedAt, email, name, readable }: DraftView): Html {
  return html`<section class="card"><h2><bdi>${name ?? email}</bdi></h2>
    <p class="soft small">${formTitle} · ${instant(savedAt)}</p>
    <dl>${readable.map(({ label, value }) => entry(label, value))}</dl>
  </section>`
}

/** "A 84", as a badge. */
export function scoreBadge(grade: string | null, points: number | null): Html | null {
  const words = [grade, points].filter(part => part !== null).join(' ')
  return words === '' ? null : html`<span class="badge">${words}</span>`
}

function outcome(lead: LeadRow): Html | string {
  if (lead.rep) return lead.rep.name
  switch (lead.outcome) {
    case 'queued':
      return html`<span class="soft">Waiting for a rep</span>`
    case 'disqualified':
      return html`<span class="soft">Disqualified</span>`
    default:
      return html`<span class="soft">Not decided yet</span>`
  }
}

function speed(lead: LeadRow): Html | string {
  if (lead.firstMailAt === null) return html`<span class="soft">${lead.outcome === 'disqualified' ? 'none owed' : 'not sent yet'}</span>`
  const seconds = (Date.parse(lead.firstMailAt) - Date.parse(lead.submittedAt)) / 1000
  return Number.isFinite(seconds) ? (seconds < 1 ? 'in under 1 s' : `after ${writeSpan(seconds)}`) : ''
}
