import type { Direction } from '@baton/shared/locale'
import { type Html, html } from '../pages/html.ts'

/** What a mail tells, before it is HTML or plain text: both are made from this, so they cannot say different things. */
export interface Section {
  heading: string
  /** `label` left, `value` right. A sentence has no label. `tone` colours points. */
  rows: readonly Row[]
}

export interface Row {
  label: string
  value: string
  tone?: 'good' | 'bad'
  /** What a press on the value does: `tel:` and a number that we wrote. */
  href?: string | undefined
}

/** A section as a table that every mail client lays out: label and value side by side, on phones one above the other (see the templates' styles). */
export function sectionHtml({ heading, rows }: Section, direction: Direction = 'ltr'): Html {
  return html`<table role="presentation" class="section" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;border-collapse:collapse;">
    ${heading && html`<tr><td colspan="2" class="heading" style="padding:18px 0 4px;font-size:13px;line-height:18px;font-weight:600;color:#5b6472;">${heading}</td></tr>`}
    ${rows.map(row => rowHtml(row, direction))}
  </table>`
}

const line = 'border-top:1px solid #e8ebf0;'

/** Padding that parts a cell from what stands behind it. Outlook knows no logical sides. */
export function besideStart(px: number, direction: Direction): string {
  return direction === 'rtl' ? `${px}px 0 ${px}px 16px` : `${px}px 16px ${px}px 0`
}

function rowHtml(row: Row, direction: Direction): Html {
  if (!row.label) return html`<tr><td colspan="2" class="value" style="${line}padding:5px 0;font-size:15px;line-height:21px;">${lines(row.value)}</td></tr>`
  const label = row.tone ? points(row.label, row.tone) : row.label
  const width = row.tone ? 48 : 140
  return html`<tr>
    <td class="${row.tone ? 'points' : 'label'}" width="${width}" valign="top" style="${line}width:${width}px;padding:${besideStart(5, direction)};font-size:14px;line-height:21px;color:#5b6472;">${label}</td>
    <td class="value" valign="top" dir="auto" style="${line}padding:5px 0;font-size:15px;line-height:21px;">${row.href ? html`<a href="${row.href}" style="color:inherit;">${lines(row.value)}</a>` : lines(row.value)}</td>
  </tr>`
}

function points(text: string, tone: 'good' | 'bad'): Html {
  const colour = tone === 'good' ? '#1f7a3d' : '#b3362b'
  return html`<span class="${tone}" style="font-weight:600;color:${colour};font-variant-numeric:tabular-nums;">${text}</span>`
}

/** Text of several lines, its breaks kept. */
export function lines(text: string): Html[] {
  return text.split('\n').map((one, place) => (place === 0 ? html`${one}` : html`<br>${one}`))
}

/** Paragraphs, parted by empty lines. */
export function paragraphs(text: string): Html[] {
  return text.split(/\n\s*\n/).map(paragraph => html`<p dir="auto" style="margin:0 0 14px;">${lines(paragraph.trim())}</p>`)
}
