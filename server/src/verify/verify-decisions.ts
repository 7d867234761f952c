import { type InForce, recomputes } from '@baton/shared/decision-record'
import { loadAssignments } from '../db/load-assignments.ts'
import { loadTurnTakers } from '../db/load-ledger.ts'
import type { KeptDecision } from '../db/load-sealed.ts'
import { readTurnPlace } from '../db/refunds.ts'
import type { Book } from './book.ts'
import { verifyAssignment } from './verify-assignments.ts'

/** How many of these decisions recompute and have their turn on its ledger and their assignment; the others are reported. */
export async function verifyDecisions(book: Book, decisions: readonly KeptDecision[]): Promise<number> {
  const placed = decisions.map(decision => ({ decision, place: readTurnPlace(decision.record) }))
  const takers = await loadTurnTakers(
    book.db,
    book.workspaceId,
    placed.flatMap(({ place }) => place ?? []),
  )
  const assignments = await loadAssignments(
    book.db,
    book.workspaceId,
    decisions.map(({ id }) => id),
  )
  let verified = 0
  for (const { decision, place } of placed) {
    const { id } = decision
    const onLedger = !place || takers.some(taker => taker.pool === place.pool && taker.position === place.position && taker.decisionId === id)
    if (!onLedger) book.report({ kind: 'entry-missing', decision: id, pool: place.pool, message: `Its turn is not at place ${place.position} of the ledger.` })
    const inForce = await findInForce(book, decision)
    const again = inForce && (attempt(() => recomputes(decision.record, inForce)) ?? false)
    if (again === false) book.report({ kind: 'decision-differs', decision: id, message: 'Deciding again from its record gives something else.' })
    const assignment = assignments.find(({ decisionId }) => decisionId === id) ?? null
    const assigned = verifyAssignment(book, { decision, assignment, inForce: again ? inForce : null })
    if (onLedger && again && assigned) verified++
  }
  return verified
}

/** Null where playbook or roster are not what they were, which is reported on its own. */
async function findInForce({ archive }: Book, { playbookVersion, record, at }: KeptDecision): Promise<InForce | null> {
  const playbook = await archive.findPlaybook(playbookVersion)
  const roster = await archive.findRoster(String(record?.rosterHash ?? ''))
  return playbook && roster && { playbook, roster, at }
}

/** A record that somebody edited may be of any shape: where nothing can be read from it, it gives nothing. */
function attempt<Result>(read: () => Result): Result | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof RangeError) return null
    throw error
  }
}
