import { eventually } from '../support/await-condition.ts'
import { countOwed } from './read-stored.ts'
import type { World } from './world.ts'

/** Nothing may be owed for longer after the last fault. */
export const settledLimitMs = 60_000

/** Waits until no mail is owed, or too long. `hurried`: what a dead replica had claimed is due again in four seconds, not in half a minute. */
export async function settle({ sql }: World, hurried: boolean): Promise<void> {
  // No attempt takes longer than that: whoever claimed one before is dead.
  if (hurried) await sql`update deliveries set due_at = least(due_at, now() + interval '4 seconds') where state = 'owed'`
  const nothingOwed = async () => (await countOwed(sql)) === 0
  await eventually(nothingOwed, { timeoutMs: settledLimitMs, intervalMs: 100 }).catch(() => undefined) // the invariants say which are
}
