import { type Html, html, safeHref } from './html.ts'
import type { SubmissionView } from './lead-view.ts'
import { pageFrame } from './page-frame.ts'
import { entry, instant } from './words.ts'

/** What was set aside and waits for somebody to look, newest first: what they said, and what speaks against it. */
export function quarantinePage({ items, nextHref }: { items: readonly SubmissionView[]; nextHref: string | null }): string {
  const next = nextHref === null ? null : safeHref(nextHref)
  const body = html`<main>
    <p class="small"><a href="/leads">All leads</a></p>
    <h1>Set aside</h1>
    <p class="lead">These look like a program’s. Nothing is decided or sent until somebody lets them through.</p>
    ${items.length === 0 ? html`<section class="card"><h2>Nothing waits here</h2><p>Whatever came in was handed off.</p></section>` : items.map(card)}
    ${next && html`<p><a href="${next}">Earlier ones</a></p>`}
  </main>`
  return pageFrame({ title: 'Set aside · Baton', body, width: 'medium' })
}

function card({ id, formId, formTitle, submittedAt, readable, signs }: SubmissionView): Html {
  return html`<section class="card"><h2>${formTitle || formId}</h2>
    <p class="soft small">${instant(submittedAt)}</p>
    <ul class="rows">${signs.map(({ sentence }) => html`<li>${sentence}</li>`)}</ul>
    <dl>${readable.map(({ label, value }) => entry(label, value))}</dl>
    <p class="small">To let it through, with an API key: <code>POST /v1/submissions/${id}/release</code></p>
  </section>`
}
