import type { Database } from './db/connect.ts'
import { eraseSubject } from './db/erase-subject.ts'
import { inTransaction } from './db/in-transaction.ts'
import {
  deleteOldAttempts,
  deleteOldCounts,
  deleteOldDrafts,
  deleteOldEvents,
  deleteOldHeld,
  findOldLeads,
  forgetOldSenders,
  lockOldLead,
  type Old,
} from './db/retention.ts'
import { awaitChain } from './db/seals.ts'
import { codeOf } from './db/unavailable.ts'
import { listWorkspaces } from './db/workspaces.ts'
import type { Desk } from './desk.ts'
import { mailWindowMs } from './mail-limits.ts'
import { startWork, type Worker } from './work-loop.ts'

type Hands = Pick<Desk, 'store' | 'effects'>

const restMs = 3_600_000
const afterFailureMs = 60_000
/** Of each kind at once: a step holds nobody up for longer than some milliseconds a lead. */
const batch = 50
const dayMs = 86_400_000
/** Whoever has not come back to a form for so long will not. */
const longestDraftDays = 30

/**
 * Erases, some at a time, who has not written for so many days, just as `baton erase` does, and looks again every hour. Null: nobody; what
 * is only counted for a day, drafts that are sent, and those of thirty days are forgotten all the same.
 */
export function startRetention(desk: Hands, days: number | null): Worker {
  return startWork(async () => {
    try {
      const { more } = await retainFor(desk, days)
      return { more, restMs }
    } catch (error) {
      return { ...tellFailure(desk, error), restMs: afterFailureMs }
    }
  })
}

/** One step in every workspace; what fails in one is told, and keeps no other from it. `more`: there was more than it took. */
export async function retainFor(desk: Hands, days: number | null): Promise<{ leads: number; more: boolean }> {
  let [leads, more] = [0, false]
  for (const workspaceId of await listWorkspaces(desk.store.deployment)) {
    const kept = await retainIn(desk, workspaceId, days).catch(error => tellFailure(desk, error))
    leads += kept.leads
    more ||= kept.more
  }
  return { leads, more }
}

async function retainIn({ store, effects }: Hands, workspaceId: string, days: number | null): Promise<{ leads: number; more: boolean }> {
  const now = effects.now().getTime()
  const db = store.of(workspaceId)
  const more = (await deleteOldCounts(db, { workspaceId, before: new Date(now - mailWindowMs), most: batch })) === batch
  const draftDays = Math.min(days ?? longestDraftDays, longestDraftDays)
  const drafts = await deleteOldDrafts(db, { workspaceId, before: new Date(now - draftDays * dayMs), most: batch })
  if (days === null) return { leads: 0, more: more || drafts === batch }
  const erased = await eraseOld(db, { workspaceId, before: new Date(now - days * dayMs), most: batch })
  if (erased.leads > 0) effects.log.info({ workspaceId, leads: erased.leads }, 'Leads were erased because they are older than RETENTION_DAYS.')
  return { leads: erased.leads, more: more || drafts === batch || erased.more }
}

function tellFailure({ effects }: Hands, error: unknown): { leads: number; more: boolean } {
  effects.log.warn({ reason: codeOf(error) ?? 'unknown' }, 'What is too old could not be erased; trying again.')
  return { leads: 0, more: false }
}

async function eraseOld(db: Database, old: Old): Promise<{ leads: number; more: boolean }> {
  let leads = 0
  for (const id of await findOldLeads(db, old)) if (await eraseLead(db, id, old)) leads++
  const rows = [await deleteOldHeld(db, old), await deleteOldAttempts(db, old), await deleteOldEvents(db, old), await forgetOldSenders(db, old)]
  return { leads, more: [leads, ...rows].some(count => count === old.most) }
}

/** No hash of them is kept: a restored backup is as old as before, and they are erased from it by the same rule. */
function eraseLead(db: Database, id: string, old: Old): Promise<boolean> {
  return inTransaction(db, async tx => {
    await awaitChain(tx, old.workspaceId)
    if (!(await lockOldLead(tx, id, old))) return false
    await eraseSubject(tx, old.workspaceId, { leadIds: [id], held: [], drafts: [] })
    return true
  })
}
