import type { Database } from '../db/connect.ts'
import { listPlaybookVersions, listRosterHashes } from '../db/find-document.ts'
import { listLedgers, loadPoolTurns } from '../db/load-ledger.ts'
import { openArchive } from './archive.ts'
import type { Book, Problem } from './book.ts'
import { verifyStrays } from './verify-assignments.ts'
import { verifyChain, verifyUnchained } from './verify-chain.ts'
import { verifyLedger } from './verify-ledger.ts'

export interface Verification {
  /** Decisions, sealed or not yet, that are what they were and recompute byte for byte. */
  verified: number
  sealed: number
  unsealed: number
  /** Decisions, sealed or not yet, that were erased with their lead: nothing is left of them to look at. */
  erased: number
  /** The last seal's hash: kept somewhere else, it shows later that the chain was not cut or made anew. */
  head: string | null
  /** Where in the chain the head is that was asked for; left out when none was. */
  knownHeadAt?: number | null
  problems: Problem[]
  /** Beyond the first thousand; left out when there are none. */
  problemsLeftOut?: number
}

const mostProblems = 1000

/**
 * Looks at every seal, decision, playbook, roster, assignment and ledger entry of a workspace: whether each is what was written, and follows from what it names.
 * Reads one snapshot, changes nothing, and holds some hundred rows at a time, however many there are.
 */
export function verifyWorkspace(db: Database, workspaceId: string, knownHead: string | null): Promise<Verification> {
  return db.transaction(snapshot => verifySnapshot(snapshot, workspaceId, knownHead), { isolationLevel: 'repeatable read', accessMode: 'read only' })
}

async function verifySnapshot(db: Database, workspaceId: string, knownHead: string | null): Promise<Verification> {
  const problems: Problem[] = []
  let leftOut = 0
  const report = (problem: Problem) => void (problems.length < mostProblems ? problems.push(problem) : leftOut++)
  const book: Book = { db, workspaceId, archive: openArchive(db, workspaceId, report), report }
  const chain = await verifyChain(book, knownHead)
  const unchained = await verifyUnchained(book)
  await verifyStrays(book)
  // Also those that no decision was made with yet: they may be in force.
  for (const version of await listPlaybookVersions(db, workspaceId)) await book.archive.findPlaybook(version)
  for (const hash of await listRosterHashes(db, workspaceId)) await book.archive.findRoster(hash)
  const turns = await loadPoolTurns(db, workspaceId)
  const pools = new Set([...turns.map(({ poolId }) => poolId), ...(await listLedgers(db, workspaceId))])
  for (const pool of pools) await verifyLedger(book, pool, turns.find(({ poolId }) => poolId === pool) ?? null)
  if (knownHead !== null && chain.knownAt === null)
    report({ kind: 'head-missing', message: `The head ${knownHead} is not in the chain: it was cut, or made anew.` })
  return {
    verified: chain.verified + unchained.verified,
    sealed: chain.sealed,
    unsealed: unchained.unsealed,
    erased: chain.erased + unchained.erased,
    head: chain.head,
    ...(knownHead !== null && { knownHeadAt: chain.knownAt }),
    problems,
    ...(leftOut > 0 && { problemsLeftOut: leftOut }),
  }
}
