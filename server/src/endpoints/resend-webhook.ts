import { BatonError } from '@baton/shared/errors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { applyMailEvent } from '../deliveries/apply-event.ts'
import type { Desk } from '../desk.ts'
import { readResendEvent } from '../providers/resend-events.ts'
import { isSigned } from '../providers/verify-svix.ts'

const mostBytes = 1_000_000

/**
 * `POST /v1/webhooks/resend`: what became of mails. Signed, over the body as it came; each event counts once, in any order. What is
 * signed is always taken with 200, also where it means nothing to us: Resend switches off an endpoint that refuses.
 */
export function serveResendWebhook(app: FastifyInstance, desk: Desk): void {
  app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: mostBytes }, (_request, body, done) => done(null, body))
    scope.post('/v1/webhooks/resend', { bodyLimit: mostBytes }, async request => {
      const secret = desk.config.resendWebhookSecret
      if (secret === null) throw new BatonError('not_found')
      const header = (name: string) => {
        const value = request.headers[name]
        return typeof value === 'string' ? value : undefined
      }
      const id = header('svix-id')
      const body = bodyOf(request)
      const signed = isSigned({ id, timestamp: header('svix-timestamp'), signature: header('svix-signature'), body }, secret, desk.effects.now())
      if (!signed || !id || !/^[\w.-]{1,200}$/.test(id)) throw new BatonError('invalid_signature')
      const event = readResendEvent(parse(body))
      return { applied: event !== null && (await applyMailEvent(desk, { source: 'resend', id, event })) }
    })
  })
}

function bodyOf({ body }: FastifyRequest): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0)
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (cause) {
    throw new BatonError('invalid_json', [], { cause })
  }
}
