import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { BatonError, type ErrorBody, type ErrorCode, errorCatalogue } from '@baton/shared/errors'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import type { Config } from './config.ts'
import type { Desk } from './desk.ts'
import { admitPages } from './endpoints/admit-pages.ts'
import { serveDraft } from './endpoints/draft.ts'
import { serveDrafts } from './endpoints/drafts.ts'
import { serveEmbed } from './endpoints/embed.ts'
import { serveForm } from './endpoints/form.ts'
import { serveHandoffPage } from './endpoints/handoff-page.ts'
import { serveHealth } from './endpoints/health.ts'
import { serveHostedForm } from './endpoints/hosted-form.ts'
import { serveLead } from './endpoints/lead.ts'
import { serveLeads } from './endpoints/leads.ts'
import { serveLeadsPage } from './endpoints/leads-page.ts'
import { serveMailbox } from './endpoints/mailbox.ts'
import { servePhotos } from './endpoints/photos.ts'
import { serveQuarantine } from './endpoints/quarantine.ts'
import { serveQuarantinePage } from './endpoints/quarantine-page.ts'
import { serveRefund } from './endpoints/refund.ts'
import { serveResendWebhook } from './endpoints/resend-webhook.ts'
import { serveRetry } from './endpoints/retry.ts'
import { serveSlots } from './endpoints/slots.ts'
import { serveSubmit } from './endpoints/submit.ts'
import { serveToken } from './endpoints/token.ts'
import { serveWidgetScripts } from './endpoints/widget-scripts.ts'
import type { WidgetFiles } from './files.ts'
import { createKeptScripts } from './kept-scripts.ts'
import { limitTime } from './limit-time.ts'
import { parseBody } from './parse-body.ts'
import { logFailure, readFailure } from './read-failure.ts'
import { withoutPorts } from './sender.ts'

export interface AppOptions {
  trustedProxies: Config['trustedProxies']
  widget: WidgetFiles
  /** Whether the process was told to go: whoever sends it requests should look for another. */
  isLeaving?(): boolean
}

/** The HTTP server, not yet listening. */
export function buildApp(desk: Desk, { trustedProxies, widget, isLeaving = () => false }: AppOptions): FastifyInstance {
  const app = Fastify({
    // A list of addresses and ranges, or nobody: `true` would believe whatever a visitor writes into X-Forwarded-For.
    trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
    bodyLimit: 64 * 1024,
    requestTimeout: 10_000,
    connectionTimeout: 10_000, // nothing arrives or is taken: whoever does not read its answers would stay for good
    http: { connectionsCheckingInterval: 1000 }, // Node looks for slow clients every 30 s otherwise
    clientErrorHandler: refuseClient,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    // An address that is none, such as a broken escape, is refused before any hook runs.
    frameworkErrors: (error, request, reply) => {
      const { status, body } = readFailure(error, request.id)
      const plain = reply as FastifyReply // its own type knows no body
      plain.code(status).header('x-request-id', request.id).send(body)
    },
  })
  app.server.headersTimeout = 8000

  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseBody(body as Buffer)) // parseAs says so
    } catch (error) {
      done(error as Error)
    }
  })
  limitTime(app)
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  // PostgreSQL stores no NUL, and none of our addresses has one.
  app.addHook('onRequest', async request => {
    if (/%00/.test(request.url)) throw new BatonError('invalid_text')
  })
  app.addHook('onRequest', async ({ raw: { headers } }) => {
    const forwarded = headers['x-forwarded-for']
    if (forwarded) headers['x-forwarded-for'] = withoutPorts(String(forwarded))
  })
  app.addHook('onSend', async (request, reply) => {
    // Only what is idle when we stop is closed then: a connection in use would be kept alive for another 72 seconds.
    if (closing || isLeaving()) reply.header('connection', 'close')
    reply.header('x-request-id', request.id)
    reply.header('x-content-type-options', 'nosniff')
  })
  app.setErrorHandler((error: FastifyError | BatonError, request, reply) => {
    const failure = readFailure(error, request.id)
    const { status, body, retryAfter } = failure
    logFailure(desk.effects.log, request, failure, error)
    if (retryAfter) reply.header('retry-after', String(retryAfter))
    return reply.code(status).send(body)
  })
  app.setNotFoundHandler(() => {
    throw new BatonError('not_found')
  })

  admitPages(app, desk)
  const kept = createKeptScripts(desk)
  const scripts = serveWidgetScripts(app, widget, desk.config.publicBaseUrl, kept)
  serveHealth(app, desk, isLeaving)
  serveEmbed(app, desk, widget, scripts, kept)
  serveForm(app)
  serveToken(app, desk, scripts)
  serveSubmit(app, desk)
  serveDraft(app, desk)
  serveHostedForm(app, desk)
  serveSlots(app, desk)
  serveHandoffPage(app, desk)
  serveLeads(app, desk)
  serveLead(app, desk)
  serveDrafts(app, desk)
  serveLeadsPage(app, desk)
  serveQuarantine(app, desk)
  serveQuarantinePage(app, desk)
  serveRefund(app, desk)
  serveRetry(app, desk)
  serveResendWebhook(app, desk)
  serveMailbox(app, desk)
  servePhotos(app, desk)
  return app
}

/** What is no HTTP at all is refused in the shape of every other error. */
function refuseClient(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const code = parserCodes[error.code ?? ''] ?? 'invalid_body'
  const { status, message } = errorCatalogue[code]
  const body = JSON.stringify({ error: { code, message } } satisfies ErrorBody)
  const head = `HTTP/1.1 ${status} Refused\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nX-Request-Id: ${randomUUID()}\r\nConnection: close`
  socket.end(`${head}\r\n\r\n${body}`)
  // A client that does not read the answer never closes its side: 300 of those held 300 connections for good.
  setTimeout(() => socket.destroy(), readAnswerMs).unref()
}

const readAnswerMs = 1000

const parserCodes: Record<string, ErrorCode> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
}
