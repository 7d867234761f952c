import { BatonError } from '@baton/shared/errors'
import { languageOf } from '@baton/shared/words/languages'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { mintRenderToken } from '../bots/render-token.ts'
import type { Desk } from '../desk.ts'
import { findPublished, recallPublished } from '../find-published.ts'
import { beginConversation, readConversation } from '../hosted-form/conversation.ts'
import { type Fields, mostBytes, parseFields } from '../hosted-form/fields.ts'
import { firstScreen, nextScreen, screenWith } from '../hosted-form/next-screen.ts'
import { type OpenForm, openForm } from '../hosted-form/open-form.ts'
import { prefillName } from '../hosted-form/prefill.ts'
import { sendConversation } from '../hosted-form/send-conversation.ts'
import { type FormPageView, formPage } from '../pages/form-page.ts'
import { againPage, awayPage, lostPage, noFormPage, thanksPage } from '../pages/form-pages.ts'
import { formPolicy } from '../pages/page-frame.ts'
import { type Failure, logFailure, readFailure } from '../read-failure.ts'
import { nameSender } from '../sender.ts'
import { stopwatch } from '../stopwatch.ts'
import { wantedLocales } from '../wanted-locales.ts'
import { sendFormPage } from './send-page.ts'
import { submitLimitMs } from './submit.ts'

interface FormAddress {
  Params: { formId: string }
}

/**
 * `GET /f/:formId`: a form as a page, with the widget where its script runs. `POST /f/:formId`: the same form without JavaScript, one screen a request
 * and nothing kept in between; the last one is a handoff like any other. All that goes wrong is told on a page too.
 */
export function serveHostedForm(app: FastifyInstance, desk: Desk): void {
  app.register(
    async pages => {
      pages.removeAllContentTypeParsers()
      pages.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (_request, body, done) => {
        try {
          done(null, parseFields(body as Buffer)) // parseAs says so
        } catch (error) {
          done(error as Error)
        }
      })
      pages.setErrorHandler((error: Error, request, reply) => tellFailure(desk, error, request as FastifyRequest<FormAddress>, reply))
      pages.setNotFoundHandler((request, reply) => {
        const isForm = /^\/f\/[^/?]+(\?|$)/.test(request.url)
        const page = isForm ? lostPage(speakTo(request), '') : noFormPage(speakTo(request))
        if (isForm) reply.header('allow', 'GET, HEAD, POST')
        return sendFormPage(reply.code(isForm ? 405 : 404), page, formPolicy(null))
      })
      pages.get<FormAddress>('/:formId', (request, reply) => showFirst(desk, request, reply))
      const config = { limitMs: submitLimitMs }
      pages.post<FormAddress>('/:formId', { bodyLimit: mostBytes, config, onRequest: async request => refuseOthers(desk, request) }, (request, reply) =>
        showNext(desk, request, reply),
      )
    },
    { prefix: '/f' },
  )
}

async function showFirst(desk: Desk, request: FastifyRequest<FormAddress>, reply: FastifyReply): Promise<FastifyReply> {
  const { formId } = request.params
  const found = await findPublished(desk, formId)
  const now = desk.effects.now()
  const url = new URL(`${desk.config.publicBaseUrl}/f/${encodeURIComponent(formId)}`)
  url.search = request.url.split('?').slice(1).join('?')
  const { token: renderToken } = mintRenderToken(desk.secret, formId, now) // asks for no work: see sendConversation
  const begin = { renderToken, url, referrer: String(request.headers.referer ?? ''), now }
  const open = openForm(found, wantedLocales(request), form => beginConversation(form, begin), now)
  const script = `../embed/${addressOf(request, '.js')}`
  const prefill = open.form.questions.flatMap(({ id }) => {
    const text = url.searchParams.get(prefillName(id))
    return text ? [[id, text] as [string, string]] : []
  })
  const page = formPage({ ...viewOf(open, request), screen: firstScreen(open), widget: { script, prefill } })
  return sendFormPage(reply.header('vary', 'accept-language'), page, formPolicy(new URL(desk.config.publicBaseUrl).origin))
}

async function showNext(desk: Desk, request: FastifyRequest<FormAddress>, reply: FastifyReply): Promise<FastifyReply> {
  const fields: Fields = request.body instanceof Map ? request.body : new Map() // what is posted without a body is parsed by nothing
  const now = desk.effects.now()
  const read = (found: OpenForm['found']) =>
    openForm(
      found,
      wantedLocales(request),
      form => {
        const conversation = readConversation(form, fields, now)
        if (!conversation) throw new BatonError('invalid_body')
        return conversation
      },
      now,
    )
  const open = read(await recallPublished(desk, request.params.formId))
  const screen = nextScreen(open)
  if (screen.kind !== 'complete') return sendScreen(reply, { ...viewOf(open, request), screen, widget: null })
  const sender = nameSender(desk.secret, request.ip, now)
  const sent = await sendConversation(desk, open, { sender, elapsedMs: stopwatch(reply), now })
  switch (sent.outcome) {
    case 'refused': {
      // Something else was published in the meantime.
      const fresh = read(await findPublished(desk, request.params.formId))
      const screen = screenWith(sent.questionIds, fresh) ?? firstScreen(fresh)
      return sendScreen(reply, { ...viewOf(fresh, request), screen, widget: null })
    }
    case 'disqualified': {
      const { message, redirectUrl } = sent
      const { form, found } = open
      const view = { workspaceName: found.published.workspace.name, formTitle: form.title, locale: form.locale, message, redirectUrl }
      return sendFormPage(reply, thanksPage(view), formPolicy(null))
    }
    default:
      return reply.header('cache-control', 'no-store').redirect(`../h/${sent.token}`, 303)
  }
}

function sendScreen(reply: FastifyReply, view: FormPageView): FastifyReply {
  const wrong = view.screen.kind === 'questions' && view.screen.problems.size > 0
  return sendFormPage(reply.code(wrong ? 422 : 200), formPage(view), formPolicy(null))
}

function viewOf({ found, form, conversation, answers }: OpenForm, request: FastifyRequest<FormAddress>) {
  return { workspaceName: found.published.workspace.name, action: actionOf(request), form, conversation, answers }
}

/** The form's address, or its script's, as a page beside it writes it: in the same language. */
function addressOf({ params, query }: FastifyRequest<FormAddress>, ending = '', more = {}): string {
  const { locale } = query as { locale?: unknown }
  const parameters = new URLSearchParams({ ...(typeof locale === 'string' && locale && { locale }), ...more })
  return `${encodeURIComponent(params.formId ?? '')}${ending}${parameters.size > 0 ? `?${parameters}` : ''}`
}

/**
 * Where a page posts to. By name: no address at all would be the page's own with its fragment, and where there is one browsers pass over what should have
 * the cursor. And not to the first page's: what is posted to an address makes a browser forget the page it has kept of it (RFC 9111 section 4.4).
 */
function actionOf(request: FastifyRequest<FormAddress>): string {
  return addressOf(request, '', { '.step': 'next' }) // no question's id has a dot
}

/** A form is posted from its own page only. Whom a browser says nothing of is no page: programs have an API, and nothing to gain here. */
function refuseOthers(desk: Desk, { headers }: FastifyRequest): void {
  const site = headers['sec-fetch-site']
  const isOwn =
    site === undefined
      ? headers.origin === undefined || headers.origin === new URL(desk.config.publicBaseUrl).origin
      : site === 'same-origin' || site === 'none'
  if (!isOwn) throw new BatonError('origin_not_allowed')
}

function tellFailure(desk: Desk, error: Error, request: FastifyRequest<FormAddress>, reply: FastifyReply): FastifyReply {
  const failure = readFailure(error as Parameters<typeof readFailure>[0], request.id) // whatever else is thrown has no code and is internal
  logFailure(desk.effects.log, request, failure, error)
  if (failure.retryAfter) reply.header('retry-after', String(failure.retryAfter))
  return sendFormPage(reply.code(failure.status), pageOf(desk, failure, request), formPolicy(null))
}

function pageOf(desk: Desk, { code, status, retryAfter }: Failure, request: FastifyRequest<FormAddress>): string {
  const language = speakTo(request)
  if (status >= 500 || code === 'rate_limited') {
    const fallbackUrl = desk.recent.get(request.params.formId ?? '')?.form.fallbackUrl ?? null
    if (!(request.body instanceof Map)) return awayPage({ language, address: addressOf(request), fallbackUrl, requestId: request.id })
    return againPage({
      language,
      action: actionOf(request),
      fallbackUrl,
      fields: request.body,
      waitSeconds: code === 'rate_limited' ? (retryAfter ?? 0) : null,
      requestId: request.id,
    })
  }
  if (status === 404) return noFormPage(language)
  return code === 'body_too_large' ? lostPage(language, null, true) : lostPage(language, addressOf(request))
}

/** The dearest language of a browser that Baton speaks. */
function speakTo(request: FastifyRequest): ReturnType<typeof languageOf> {
  return languageOf(wantedLocales(request).find(one => languageOf(one) !== 'en' || /^en\b/i.test(one)) ?? 'en')
}
