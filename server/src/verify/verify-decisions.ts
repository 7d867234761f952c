import { recomputes } from '@baton/shared/decision-record'
import { loadTurnTakers } from '../db/load-ledger.ts'
import type { StoredDecision } from '../db/load-sealed.ts'
import { placeOfTurn } from '../db/refunds.ts'
import type { Book } from './book.ts'

/** How many of these decisions recompute and have their turn on its ledger; the others are reported. */
export async function verifyDecisions(book: Book, decisions: readonly StoredDecision[]): Promise<number> {
  const placed = decisions.map(decision => ({ decision, place: readPlace(decision) }))
  const takers = await loadTurnTakers(
    book.db,
    book.workspaceId,
    placed.flatMap(({ place }) => place ?? []),
  )
  let verified = 0
  for (const { decision, place } of placed) {
    const { id } = decision
    const onLedger = !place || takers.some(taker => taker.pool === place.pool && taker.position === place.position && taker.decisionId === id)
    if (!onLedger) book.report({ kind: 'entry-missing', decision: id, pool: place.pool, message: `Its turn is not at place ${place.position} of the ledger.` })
    const again = await decidesAgain(book, decision)
    if (again === false) book.report({ kind: 'decision-differs', decision: id, message: 'Deciding again from its record gives something else.' })
    if (onLedger && again) verified++
  }
  return verified
}

/** Null where playbook or roster are not what they were, which is reported on its own. */
async function decidesAgain({ archive }: Book, { playbookVersion, record, at }: StoredDecision): Promise<boolean | null> {
  const playbook = await archive.findPlaybook(playbookVersion)
  const roster = await archive.findRoster(String(record?.rosterHash ?? ''))
  if (!playbook || !roster) return null
  return attempt(() => recomputes(record, { playbook, roster, at })) ?? false
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

function readPlace({ record }: StoredDecision) {
  const place = attempt(() => placeOfTurn(record))
  return place && typeof place.pool === 'string' && Number.isSafeInteger(place.position) ? place : null
}
