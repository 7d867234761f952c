import { BatonError } from '@baton/shared/errors'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { authorize } from '../authorize.ts'
import type { Desk } from '../desk.ts'
import { viewLeads } from '../view-lead.ts'

/** `GET /v1/leads/:id`: one lead, whole. */
export function serveLead(app: FastifyInstance, desk: Desk): void {
  app.get<{ Params: { id: string } }>('/v1/leads/:id', async request => findLead(desk, await authorize(desk, request), request.params.id))
}

const mostOfEach = 100

/** Throws `not_found` also for what could be no lead's id. */
export async function findLead(desk: Desk, workspaceId: string, id: string) {
  const isId = z.uuid().safeParse(id).success
  const [lead] = isId ? await viewLeads(desk, workspaceId, [id], mostOfEach) : []
  if (!lead) throw new BatonError('not_found')
  return lead
}
