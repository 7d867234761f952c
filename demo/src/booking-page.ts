import { createHash } from 'node:crypto'
import type { Rep } from '@baton/shared/roster'
import { meetingMinutes } from './open-times.ts'

/** What a visitor brings along in the link of a rep's booking page. */
export interface Visitor {
  name: string | null
  email: string | null
}

/** The server writes a chosen time in the rep's zone; this puts it into the reader's own. */
const script = `const time = document.querySelector('time')
if (time) {
  const format = { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' }
  time.textContent = new Intl.DateTimeFormat('en-GB', format).format(new Date(time.dateTime))
  document.querySelector('#zone').textContent = Intl.DateTimeFormat().resolvedOptions().timeZone.split('/').pop().replaceAll('_', ' ')
}`

const style = `:root { color-scheme: light dark; --text: light-dark(#1c1b19, #edebe6); --muted: light-dark(#67635b, #a5a097); --line: light-dark(#dedad2, #3a3731);
  --page: light-dark(#f6f4f0, #171614); --card: light-dark(#fff, #201e1b); --accent: light-dark(#0b6b5d, #6fd0be) }
body { margin: 0; padding: 1.5rem 1rem 3rem; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
main, footer { max-width: 30rem; margin: 0 auto }
main { box-sizing: border-box; padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px }
h1 { margin: 0; font-size: 1.35rem; line-height: 1.3; letter-spacing: -0.01em; text-wrap: balance }
p { margin: 0.25rem 0 1.25rem; color: var(--muted) }
dl { margin: 0; border-top: 1px solid var(--line) }
dl div { padding: 0.7rem 0; border-bottom: 1px solid var(--line) }
dt { color: var(--muted); font-size: 0.875rem }
dd { margin: 0; overflow-wrap: anywhere }
dd small { display: block; color: var(--muted) }
h2 { margin: 1.25rem 0 0.5rem; font-size: 1rem }
.back { margin: 1.25rem 0 0 }
.zone { margin: -1rem 0 0; font-size: 0.875rem }
ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(5rem, 1fr)); gap: 0.5rem; margin: 0; padding: 0; list-style: none }
a { color: var(--accent) }
ul a { display: block; padding: 0.55rem 0; border: 1px solid var(--line); border-radius: 8px; text-align: center; text-decoration: none; font-variant-numeric: tabular-nums }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
footer { margin-top: 1.25rem; color: var(--muted); font-size: 0.875rem }`

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** What the page may do: run its one script, wear its one stylesheet, load nothing. */
export const bookingPagePolicy = `default-src 'none'; script-src ${sha256(script)}; style-src ${sha256(style)}`

/** The page a booking link of the demo opens. It stands for Calendly's, says so, and books nothing. */
export function bookingPage({ rep, visitor, startAt, open, query }: { rep: Rep; visitor: Visitor; startAt: Date | null; open: Date[]; query: string }): string {
  const firstName = escapeHtml(rep.name.split(' ')[0] ?? rep.name)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Meet ${escapeHtml(rep.name)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${startAt ? `Your call with ${firstName}` : `Pick a time with ${firstName}`}</h1>
<p>${escapeHtml(rep.name)}, ${escapeHtml(rep.title)}. ${meetingMinutes} minutes, by video.</p>
${startAt ? chosenTime(rep, visitor, startAt) : openTimes(rep, open, query)}
${startAt ? `<p class="back"><a href="${escapeHtml(pagePath(rep) + query)}">Another time</a></p>` : ''}
</main>
<footer>This page stands for Calendly’s in Baton’s demo. Nothing is booked and no invitation is sent. With a Calendly token of your own, the link opens your rep’s real page.</footer>
<script>${script}</script>
</body>
</html>
`
}

function chosenTime(rep: Rep, visitor: Visitor, startAt: Date): string {
  const time = `<time datetime="${instant(startAt)}">${escapeHtml(clock(rep, startAt, { weekday: 'long', day: 'numeric', month: 'long' }))}</time>`
  return `<dl>
<div><dt>When</dt><dd>${time}<small>Times in <span id="zone">${escapeHtml(city(rep))}</span></small></dd></div>
<div><dt>Your name</dt><dd>${escapeHtml(visitor.name ?? 'Calendly would ask for it here.')}</dd></div>
<div><dt>Your e-mail</dt><dd>${escapeHtml(visitor.email ?? 'Calendly would ask for it here.')}</dd></div>
</dl>`
}

function openTimes(rep: Rep, open: Date[], query: string): string {
  if (open.length === 0) return '<p>No time is free in the next two weeks.</p>'
  const days = new Map<string, string[]>()
  for (const time of open) {
    const day = new Intl.DateTimeFormat('en-GB', { timeZone: rep.timeZone, weekday: 'long', day: 'numeric', month: 'long' }).format(time)
    const link = `<li><a href="${escapeHtml(`${pagePath(rep)}/${instant(time)}${query}`)}">${clock(rep, time)}</a></li>`
    days.set(day, [...(days.get(day) ?? []), link])
  }
  const sections = [...days].map(([day, links]) => `<h2>${day}</h2>\n<ul>\n${links.join('\n')}\n</ul>`)
  return `<p class="zone">Times in ${escapeHtml(city(rep))}</p>\n${sections.join('\n')}`
}

function clock(rep: Rep, at: Date, day: Intl.DateTimeFormatOptions = {}): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: rep.timeZone, ...day, hour: '2-digit', minute: '2-digit' }).format(at)
}

/** "New York" of America/New_York. */
function city(rep: Rep): string {
  return (rep.timeZone.split('/').pop() ?? rep.timeZone).replaceAll('_', ' ')
}

/** Where a rep's page is on the stand-in. */
export function pagePath(rep: Rep): string {
  return `/northlight/${encodeURIComponent(rep.id)}`
}

/** An instant as Calendly writes it, without milliseconds. */
export function instant(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z')
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
