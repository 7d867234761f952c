import { BatonError } from '@baton/shared/errors'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { authorize } from '../authorize.ts'
import { retryDelivery } from '../deliveries/retry.ts'
import type { Desk } from '../desk.ts'
import { parseWith } from '../parse-with.ts'

const retryRequest = z.strictObject({ mayArriveTwice: z.boolean().default(false) })

/**
 * `POST /v1/deliveries/:id/retry`: sends a delivery again that did not go out, with the same bytes. 200 with how it stands then:
 * `owed` while that is not known yet.
 */
export function serveRetry(app: FastifyInstance, desk: Desk): void {
  app.post<{ Params: { id: string } }>('/v1/deliveries/:id/retry', async request => {
    const workspaceId = await authorize(desk, request)
    const { id } = request.params
    if (!z.uuid().safeParse(id).success) throw new BatonError('not_found')
    return retryDelivery(desk, { workspaceId, id, ...parseWith(retryRequest, request.body ?? {}) })
  })
}
