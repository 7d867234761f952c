import { BatonError } from '@baton/shared/errors'
import { type RefundReason, refundReasons } from '@baton/shared/refund'
import { z } from 'zod'
import { refundLead } from '../refund-lead.ts'
import { print, UsageError } from './fail-command.ts'
import { type Settings, withWorkspace } from './with-workspace.ts'

/** `baton refund`: gives the turn back that a lead took, and prints the entry on the ledger. */
export async function refund(settings: Settings, { leadId, reason }: { leadId: string; reason: string }): Promise<number> {
  if (!isReason(reason)) throw new UsageError(`--reason ${reason} is none: write ${refundReasons.join(' or ')}.`)
  if (!z.uuid().safeParse(leadId).success) throw noLead(leadId)
  const refunded = await withWorkspace(settings, (db, workspaceId) => refundLead(db, { workspaceId, leadId, reason, at: new Date() })).catch(error => {
    if (!(error instanceof BatonError)) throw error
    throw error.code === 'not_found' ? noLead(leadId) : new UsageError(error.message, { cause: error })
  })
  print(refunded)
  return 0
}

function isReason(word: string): word is RefundReason {
  return refundReasons.some(reason => reason === word)
}

function noLead(id: string): UsageError {
  return new UsageError(`There is no lead “${id}” in this workspace. Write its id as /v1/leads gives it.`)
}
