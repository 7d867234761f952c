import { BatonError } from '@baton/shared/errors'
import type { FastifyInstance } from 'fastify'
import { findHandoff } from '../db/find-handoff.ts'
import type { Desk } from '../desk.ts'
import { withCalendarMs } from '../limit-time.ts'
import { completeReply } from '../reply.ts'

/** `GET /v1/handoffs/:token/slots`: the rep's free times as they are now. The token in the address is the right to ask. */
export function serveSlots(app: FastifyInstance, desk: Desk): void {
  app.get<{ Params: { token: string } }>('/v1/handoffs/:token/slots', { config: { limitMs: withCalendarMs } }, async (request, reply) => {
    const found = await findHandoff(desk.store.deployment, request.params.token)
    if (!found) throw new BatonError('not_found')
    const roster = await desk.documents.loadRoster(found.workspace.id, found.rosterHash)
    const complete = await completeReply(desk, roster, found.reply, { timeZone: found.context.timeZone })
    return reply.header('cache-control', 'no-store').send({ booking: complete.outcome === 'assigned' ? complete.booking : { kind: 'none' } })
  })
}
