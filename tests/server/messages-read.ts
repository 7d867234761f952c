import { joinTemplate } from '@baton/server/filled-template'
import { mailTemplates } from '@baton/server/messages/templates'
import type { WrittenMail } from '@baton/server/messages/visitor-mail'
import { Window } from 'happy-dom'

/** HTML as a mail program or a browser reads it, with scripts and fetching off. */
export function readHtml(markup: string) {
  const window = new Window({ settings: { disableJavaScriptEvaluation: true, disableCSSFileLoading: true, disableJavaScriptFileLoading: true } } as never) // options differ between versions
  const document = new window.DOMParser().parseFromString(markup, 'text/html')
  const all = (selector: string) => [...document.querySelectorAll(selector)]
  for (const hidden of all('style, title')) hidden.remove()
  // Where a reader sees a gap, the text has one.
  for (const block of all('br, p, td, li, dt, dd, h1, h2, h3')) block.after(document.createTextNode(' '))
  return {
    /** What is read, blanks as one. */
    words: tidy(document.body.textContent ?? ''),
    links: all('a').map(link => link.getAttribute('href')),
    count: (selector: string) => all(selector).length,
    attributes: (selector: string, name: string) => all(selector).map(element => element.getAttribute(name)),
    texts: (selector: string) => all(selector).map(element => tidy(element.textContent ?? '')),
  }
}

export function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** What people type into forms that they should not. Each holds "evil" or a sign of its own that nothing else does. */
export const hostile: readonly string[] = [
  '<script>alert("evil")</script>',
  '"><img src=x onerror=evil()>',
  "' onmouseover='evil()",
  'https://evil.example/login',
  'javascript:evil()',
  '[evil](https://evil.example)',
  'evil!\r\nBcc: everybody@evil.example\r\n\r\nevil',
  '{rep.name} evil {answers.size}',
  '{{subject}} evil {{link}}',
  "evil$ $& $1 $` $'",
  '\u202Elive si siht\u202C evil',
  '\u2066evil\u2069',
  '</title><base href="https://evil.example">',
  '<!--[if mso]>evil<![endif]-->',
  '&lt;b&gt;evil',
  'evil'.repeat(1000),
]

/** A mail with its HTML joined, as it is sent. */
export function joined(mail: WrittenMail): { subject: string; text: string; html: string } {
  const template = Object.values(mailTemplates).find(({ hash }) => hash === mail.html.template)
  if (!template) throw new Error('The mail is made of no template.')
  return { ...mail, html: joinTemplate(template, mail.html.values) }
}
