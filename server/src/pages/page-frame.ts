import { createHash } from 'node:crypto'
import { type Direction, directionOf } from '@baton/shared/locale'
import { formStyle } from './form-style.ts'
import { type Html, html, toMarkup, trustedStyle } from './html.ts'
import { pageStyle } from './page-style.ts'

interface Page {
  title: string
  body: Html
  language?: string
  direction?: Direction
  width?: 'narrow' | 'medium' | 'wide'
  /** On a page with a form, `same-origin`: with `no-referrer` a browser does not say where what it posts comes from. */
  referrer?: 'no-referrer' | 'same-origin'
}

/** What stands round every page: our own style, nothing from elsewhere. */
export function pageFrame(page: Page): string {
  const language = page.language ?? 'en'
  return `<!doctype html>\n${toMarkup(html`<html lang="${language}" dir="${page.direction ?? directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="${page.referrer ?? 'no-referrer'}">
<meta name="robots" content="noindex">
<title>${page.title}</title>
<style>${trustedStyle(pageStyle + formStyle)}</style>
</head>
<body class="${page.width ?? 'narrow'}">
${page.body}
</body>
</html>`)}\n`
}

const base = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
const always = `${base}; form-action 'none'`
const ownStyle = `style-src 'sha256-${createHash('sha256')
  .update(pageStyle + formStyle)
  .digest('base64')}'`

/** The Content-Security-Policy of nearly every page: its one style by its hash, pictures of our own origin, no script. */
export function pagePolicy(): string {
  return `${always}; ${ownStyle}; img-src 'self'`
}

/**
 * Of a page with a form on it, which it sends to its own address. `widget`: the origin that the widget's files, requests and photos are of; null where
 * there is none on the page.
 */
export function formPolicy(widget: string | null): string {
  const ours = widget === null ? "'self'" : `'self' ${widget}`
  const script = widget === null ? '' : `; script-src ${ours}; connect-src ${ours}; require-trusted-types-for 'script'`
  return `${base}; form-action 'self'; ${ownStyle}; img-src ${ours}${script}`
}

/** The mailbox's: a mail shown by `srcdoc` inherits the policy of the page, and mails carry their style in attributes. Still no script. */
export function mailboxPolicy(): string {
  return `${always}; style-src 'unsafe-inline'; img-src 'self' http: https:; frame-src 'self'`
}
