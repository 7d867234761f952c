import { isKept, type KeptDecision, readChain, readUnchained, type Sealed, type StoredDecision } from '../db/load-sealed.ts'
import { type FoundRefund, loadRefundsBefore, readTurnPlace, refundsBefore } from '../db/refunds.ts'
import { hashDecision, hashRefunds, hashSeal } from '../sealing/seal-hash.ts'
import { type Book, pageSize } from './book.ts'
import { verifyDecisions } from './verify-decisions.ts'

export interface ChainVerdict {
  /** Decisions that are what was sealed, recompute, and have their turn and their assignment. */
  verified: number
  sealed: number
  /** Sealed decisions whose record and salt were erased. */
  erased: number
  /** The last seal's hash; null while there is none. */
  head: string | null
  /** Where the head that was asked for is; null where it is not. */
  knownAt: number | null
}

/** Walks a chain from its beginning: each seal, the decision it is of, and that decision again. */
export async function verifyChain(book: Book, knownHead: string | null): Promise<ChainVerdict> {
  const verdict: ChainVerdict = { verified: 0, sealed: 0, erased: 0, head: null, knownAt: null }
  let before: Before = { position: -1, hash: null }
  for await (const page of readChain(book.db, book.workspaceId, pageSize)) {
    const sound: KeptDecision[] = []
    const doubtful: KeptDecision[] = []
    const refunded = await loadRefundsBefore(
      book.db,
      book.workspaceId,
      page.flatMap(({ decision }) => readTurnPlace(decision?.record ?? null) ?? []),
    )
    for (const sealed of page) {
      const { seal, decision } = sealed
      const right = verifySeal(book, sealed, before)
      if (right && decision?.record === null) verdict.erased++
      else if (right) verifyRefunds(book, sealed, refunded)
      if (decision && isKept(decision)) (right ? sound : doubtful).push(decision)
      if (seal.hash === knownHead) verdict.knownAt = seal.position
      before = seal
    }
    verdict.sealed += page.length
    verdict.verified += await verifyDecisions(book, sound)
    await verifyDecisions(book, doubtful) // what else is wrong with them
  }
  verdict.head = before.hash
  return verdict
}

interface Before {
  position: number
  hash: string | null
}

/** Whether a seal follows the one before and its decision is what it covers. After a gap only the decision can be looked at. */
function verifySeal({ workspaceId, report }: Book, { seal, decision, playbookHash }: Sealed, before: Before): boolean {
  const { position, decisionId: id, content, refunds, salt, hash } = seal
  const gap = position !== before.position + 1
  if (gap) report({ kind: 'seal-missing', seal: before.position + 1, message: `The chain has no seal from ${before.position + 1} to ${position - 1}.` })
  const intact = gap || hashSeal({ workspaceId, position, decisionId: id, content, refunds, previous: before.hash }) === hash
  if (!intact) report({ kind: 'seal-edited', seal: position, decision: id, message: 'This seal is not the one that was made: it, or its place, was changed.' })
  if (!decision) {
    report({ kind: 'decision-missing', seal: position, decision: id, message: 'This decision was sealed and is not stored.' })
    return false
  }
  if (!intact) return false
  // An erasure takes the salt as well: a record that is gone alone was taken out by somebody, unless it was gone when it was sealed.
  const asSealed = salt === null ? decision.record === null : hashDecision(salt, { ...decision, playbookHash }) === content
  if (!asSealed)
    report({ kind: 'decision-edited', seal: position, decision: id, message: 'This decision, or the hash of its playbook, is not what was sealed.' })
  const marked = decision.seal === position
  if (!marked) report({ kind: 'seal-edited', seal: position, decision: id, message: `This decision says ${saysSeal(decision)}, and the chain says otherwise.` })
  return asSealed && marked && !gap
}

/** Whether the refunds before a decision's turn are those that were sealed with it. */
function verifyRefunds({ report }: Book, { seal, decision }: Sealed, refunded: readonly FoundRefund[]): void {
  const turn = readTurnPlace(decision?.record ?? null)
  if (seal.salt !== null && hashRefunds(seal.salt, refundsBefore(turn, refunded)) === seal.refunds) return
  const place = { seal: seal.position, decision: seal.decisionId, ...(turn && { pool: turn.pool }) }
  report({ kind: 'entry-edited', ...place, message: 'The refunds between its turn and the turn before are not those that were sealed.' })
}

function saysSeal({ seal }: StoredDecision): string {
  return seal === null ? 'that it is not sealed' : `that its seal is ${seal}`
}

/** The decisions that no seal is of: finished and not sealed yet, or with a seal that is gone. Gives how many of each are in order. */
export async function verifyUnchained(book: Book): Promise<{ verified: number; unsealed: number; erased: number }> {
  let [verified, unsealed, erased] = [0, 0, 0]
  for await (const page of readUnchained(book.db, book.workspaceId, pageSize)) {
    const waiting = page.filter(({ seal }) => seal === null)
    const robbed = page.filter(({ seal }) => seal !== null)
    for (const { id, seal } of robbed)
      book.report({
        kind: 'seal-missing',
        decision: id,
        seal: seal ?? 0,
        message: `This decision says that its seal is ${seal}, and the chain has none of it.`,
      })
    const kept = waiting.filter(isKept)
    unsealed += waiting.length
    erased += waiting.length - kept.length
    verified += await verifyDecisions(book, kept)
    await verifyDecisions(book, robbed.filter(isKept))
  }
  return { verified, unsealed, erased }
}
