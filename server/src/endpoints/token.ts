import type { RenderToken } from '@baton/shared/api'
import type { FastifyInstance } from 'fastify'
import { workOf } from '../bots/proof-of-work.ts'
import { mintRenderToken } from '../bots/render-token.ts'
import { countRecent } from '../db/count-recent.ts'
import type { Desk } from '../desk.ts'
import { nameSender } from '../sender.ts'
import { senderLimit } from '../sender-limit.ts'
import { formOf } from './admit-pages.ts'
import type { WidgetScripts } from './widget-scripts.ts'

/**
 * `GET /v1/forms/:formId/token`: says that somebody began to answer. The widget asks at the first key press and sends it along. On a network
 * that sent many submissions lately it asks for a piece of work.
 */
export function serveToken(app: FastifyInstance, desk: Desk, { work }: WidgetScripts): void {
  app.get('/v1/forms/:formId/token', async (request, reply) => {
    const { form, published } = formOf(request)
    const now = desk.effects.now()
    const sender = nameSender(desk.secret, request.ip, now)
    const key = { workspaceId: published.workspace.id, formId: form.id, sender, since: new Date(now.getTime() - senderLimit.windowMs) }
    const bits = workOf(sender === null ? 0 : await countRecent(desk.store.of(key.workspaceId), key))
    const { token, expiresAt } = mintRenderToken(desk.secret, form.id, now, bits)
    const told: RenderToken = { token, expiresAt: expiresAt.toISOString(), ...(bits > 0 && { work }) }
    return reply.header('cache-control', 'no-store').send(told)
  })
}
