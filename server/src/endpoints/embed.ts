import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Embedded } from '@baton/shared/api'
import { chooseLocale, publicForm } from '@baton/shared/public-form'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Desk } from '../desk.ts'
import { findPublished } from '../find-published.ts'
import { wantedLocales } from '../wanted-locales.ts'

interface Script {
  etag: string
  version: string
  plain: Buffer
  br: Buffer
  gzip: Buffer
}

/**
 * `GET /embed/:formId.js`: the widget with the form's definition in one response, precompressed. The one request before the first
 * question. A version of a playbook never changes, so what was compressed once is kept.
 */
export function serveEmbed(app: FastifyInstance, desk: Desk, widget: string): void {
  const kept = new Map<string, Promise<Script>>()
  app.get<{ Params: { formId: string } }>('/embed/:formId.js', async (request, reply) => {
    const { published, form } = await findPublished(desk, request.params.formId)
    const locale = chooseLocale(form, wantedLocales(request))
    const key = `${published.workspace.id}/${published.playbookVersion}/${form.id}/${locale}`
    const script =
      kept.get(key) ?? compress(writeScript(widget, { form: publicForm(form, published.playbookVersion, [locale]), origin: desk.config.publicBaseUrl }))
    kept.set(key, script)
    return sendScript(request, reply, await script)
  })
}

/** The definition stands before the code, as data: JSON is a subset of JavaScript since ES2019. */
export function writeScript(widget: string, embedded: Embedded): string {
  return `(()=>{const __BATON__=${JSON.stringify(embedded)};${widget}})()`
}

async function compress(script: string): Promise<Script> {
  const plain = Buffer.from(script)
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }
  const [br, gzipped] = await Promise.all([promisify(brotliCompress)(plain, quality), promisify(gzip)(plain, { level: 9 })])
  const version = createHash('sha256').update(plain).digest('base64url').slice(0, 22)
  return { etag: `"${version}"`, version, plain, br, gzip: gzipped }
}

function sendScript(request: FastifyRequest, reply: FastifyReply, script: Script): FastifyReply {
  const pinned = (request.query as { v?: unknown }).v === script.version
  reply
    .header('cache-control', pinned ? 'public, max-age=31536000, immutable' : 'public, max-age=60, stale-while-revalidate=86400')
    .header('etag', script.etag)
    .header('vary', 'accept-encoding, accept-language')
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('access-control-allow-origin', '*')
    .type('text/javascript; charset=utf-8')
  if (request.headers['if-none-match']?.includes(script.etag)) return reply.code(304).send()
  const accepted = request.headers['accept-encoding'] ?? ''
  if (/\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(script.br)
  if (/\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(script.gzip)
  return reply.send(script.plain)
}
