import type { RenderToken } from '@baton/shared/api'
import type { FastifyInstance } from 'fastify'
import { mintRenderToken } from '../bots/render-token.ts'
import type { Desk } from '../desk.ts'
import { formOf } from './admit-pages.ts'

/** `GET /v1/forms/:formId/token`: says that somebody began to answer. The widget asks at the first key press and sends it along. */
export function serveToken(app: FastifyInstance, desk: Desk): void {
  app.get('/v1/forms/:formId/token', async (request, reply) => {
    const { token, expiresAt } = mintRenderToken(desk.secret, formOf(request).form.id, desk.effects.now())
    return reply.header('cache-control', 'no-store').send({ token, expiresAt: expiresAt.toISOString() } satisfies RenderToken)
  })
}
