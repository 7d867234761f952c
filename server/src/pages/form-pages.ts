import type { Message } from '@baton/shared/api'
import { fill } from '@baton/shared/words/fill'
import { type LanguageCode, languageOf, languages } from '@baton/shared/words/languages'
import type { Fields } from '../hosted-form/fields.ts'
import { type Html, html, safeHref } from './html.ts'
import { pageFrame } from './page-frame.ts'

/** The pages round a form: its answer where the lead has no page of its own, and what is in the way. Each says what to do next. */

/** For somebody who is thanked and whom nobody will write to. */
export function thanksPage(view: { workspaceName: string; formTitle: string; locale: string; message: Message; redirectUrl: string | null }): string {
  const { message, workspaceName } = view
  const href = view.redirectUrl === null ? null : safeHref(view.redirectUrl)
  const words = languages[languageOf(view.locale)]
  const body = html`<main>
    <p class="soft">${[workspaceName, view.formTitle].filter(Boolean).join(' · ')}</p>
    <h1 dir="auto">${message.heading}</h1>
    <p class="lead" dir="auto">${message.body}</p>
    ${href && html`<p><a class="button" href="${href}">${fill(words.result.continueTo, { host: new URL(href, 'http://here').host })}</a></p>`}
  </main>`
  return pageFrame({ title: `${message.heading} · ${workspaceName}`, body, language: view.locale, referrer: 'same-origin' })
}

/** What cannot be taken now, with all of it on the page: the button sends the same again. */
export function againPage(view: {
  language: LanguageCode
  action: string
  fields: Fields
  fallbackUrl: string | null
  waitSeconds: number | null
  requestId: string
}): string {
  const { asking, page } = languages[view.language]
  const [heading, sentence] =
    view.waitSeconds === null
      ? [asking.unreachable, page.unreachableBody]
      : [page.tooMany, fill(page.tooManyBody, { minutes: Math.max(1, Math.ceil(view.waitSeconds / 60)) })]
  const fallback = view.fallbackUrl === null ? null : safeHref(view.fallbackUrl)
  const carried = [...view.fields].flatMap(([name, values]) => values.map(value => [name, value] as const))
  const content = html`<form method="post" action="${view.action}" accept-charset="utf-8">
      ${carried.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
      <button class="button" autofocus>${asking.tryAgain}</button>
      ${fallback && html`<p class="otherwise"><a href="${fallback}">${asking.otherWay}</a></p>`}
    </form>`
  return notice(view.language, heading, html`<p class="lead">${sentence}</p>${content}<p class="soft small request">${view.requestId}</p>`)
}

/** The form cannot be shown now. */
export function awayPage({
  language,
  address,
  fallbackUrl,
  requestId,
}: {
  language: LanguageCode
  address: string
  fallbackUrl: string | null
  requestId: string
}): string {
  const { asking, page } = languages[language]
  const fallback = fallbackUrl === null ? null : safeHref(fallbackUrl)
  const content = html`<p class="lead">${page.awayBody}</p>
    <p><a class="button" href="${address}">${page.openForm}</a></p>
    ${fallback && html`<p><a href="${fallback}">${asking.otherWay}</a></p>`}
    <p class="soft small request">${requestId}</p>`
  return notice(language, page.away, content)
}

/** There is no such form, or none any more. */
export function noFormPage(language: LanguageCode): string {
  const { page } = languages[language]
  return notice(language, page.noForm, html`<p class="lead">${page.noFormBody}</p>`)
}

/** What arrived is nothing that this form sends: of another page, in another shape, too much. `address` is the form's own. */
export function lostPage(language: LanguageCode, address: string | null, tooLarge = false): string {
  const { page } = languages[language]
  if (tooLarge) return notice(language, page.tooLarge, html`<p class="lead">${page.tooLargeBody}</p>`)
  return notice(
    language,
    page.lost,
    html`<p class="lead">${page.lostBody}</p>${address !== null && html`<p><a class="button" href="${address}">${page.openForm}</a></p>`}`,
  )
}

function notice(language: LanguageCode, heading: string, content: Html): string {
  return pageFrame({ title: heading, body: html`<main><h1>${heading}</h1>${content}</main>`, language, referrer: 'same-origin' })
}
