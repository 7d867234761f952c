import { BatonError } from '@baton/shared/errors'
import { refundReasons } from '@baton/shared/refund'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { authorize } from '../authorize.ts'
import type { Desk } from '../desk.ts'
import { parseWith } from '../parse-with.ts'
import { refundLead } from '../refund-lead.ts'

const refundRequest = z.strictObject({ reason: z.enum(refundReasons) })

/** `POST /v1/leads/:id/refund`: gives the turn back that a lead took, with a reason. 201 with the entry on the ledger. */
export function serveRefund(app: FastifyInstance, desk: Desk): void {
  app.post<{ Params: { id: string } }>('/v1/leads/:id/refund', async (request, reply) => {
    const workspaceId = await authorize(desk, request)
    const { id: leadId } = request.params
    if (!z.uuid().safeParse(leadId).success) throw new BatonError('not_found')
    const { reason } = parseWith(refundRequest, request.body)
    return reply.code(201).send(await refundLead(desk.store.of(workspaceId), { workspaceId, leadId, reason, at: desk.effects.now() }))
  })
}
