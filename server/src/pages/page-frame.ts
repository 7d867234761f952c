import { createHash } from 'node:crypto'
import type { Direction } from '@baton/shared/locale'
import { type Html, html, toMarkup, trustedStyle } from './html.ts'
import { pageStyle } from './page-style.ts'

/** What stands round every page: one style, no script, nothing from elsewhere. */
export function pageFrame(page: { title: string; body: Html; language?: string; direction?: Direction; width?: 'narrow' | 'medium' | 'wide' }): string {
  return `<!doctype html>\n${toMarkup(html`<html lang="${page.language ?? 'en'}" dir="${page.direction ?? 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${page.title}</title>
<style>${trustedStyle(pageStyle)}</style>
</head>
<body class="${page.width ?? 'narrow'}">
${page.body}
</body>
</html>`)}\n`
}

const always = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The Content-Security-Policy of every page but the mailbox: its one style by its hash, pictures of our own origin, no script. */
export function pagePolicy(): string {
  const hash = createHash('sha256').update(pageStyle).digest('base64')
  return `${always}; style-src 'sha256-${hash}'; img-src 'self'`
}

/** The mailbox's: a mail shown by `srcdoc` inherits the policy of the page, and mails carry their style in attributes. Still no script. */
export function mailboxPolicy(): string {
  return `${always}; style-src 'unsafe-inline'; img-src 'self' http: https:; frame-src 'self'`
}
