import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** A script for other sites' pages, compressed once. */
export interface Script {
  etag: string
  plain: Buffer
  br: Buffer
  gzip: Buffer
}

export async function compressScript(script: string): Promise<Script> {
  const plain = Buffer.from(script)
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }
  const [br, gzipped] = await Promise.all([promisify(brotliCompress)(plain, quality), promisify(gzip)(plain, { level: 9 })])
  return { etag: etagOf(script), plain, br, gzip: gzipped }
}

/** 132 bits of its content. */
export function etagOf(script: string): string {
  return `"${createHash('sha256').update(script).digest('base64url').slice(0, 22)}"`
}

const cacheControl = {
  /** Its address names this very content. */
  pinned: 'public, max-age=31536000, immutable',
  fresh: 'public, max-age=60, stale-while-revalidate=86400',
  'no-store': 'no-store',
}

/** Sends it as the browser likes it. */
export function sendScript(request: FastifyRequest, reply: FastifyReply, script: Script, keep: keyof typeof cacheControl): FastifyReply {
  reply
    .header('cache-control', cacheControl[keep])
    .header('etag', script.etag)
    .header('vary', 'accept-encoding, accept-language')
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('access-control-allow-origin', '*')
    .type('text/javascript; charset=utf-8')
  if (request.headers['if-none-match']?.includes(script.etag)) return reply.code(304).send()
  const accepted = acceptedEncodings(request.headers['accept-encoding'])
  if (accepted.has('br')) return reply.header('content-encoding', 'br').send(script.br)
  if (accepted.has('gzip')) return reply.header('content-encoding', 'gzip').send(script.gzip)
  return reply.send(script.plain)
}

/** RFC 9110 section 12.5.3: a coding with `q=0` is one the client will not have. */
function acceptedEncodings(header: string | string[] | undefined): Set<string> {
  const codings = String(header ?? '').split(',')
  return new Set(codings.flatMap(coding => (/;\s*q=0(\.0*)?\s*$/.test(coding) ? [] : (coding.split(';')[0] ?? '').trim().toLowerCase())))
}
