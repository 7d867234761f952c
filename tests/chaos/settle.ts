import { eventually } from '../support/await-condition.ts'
import { countOwed } from './read-stored.ts'
import type { World } from './world.ts'

/** Nothing may be owed for longer after the last fault. */
export const settledLimitMs = 60_000

/**
 * Waits until no mail is owed; gives what there is to say where it took too long. `hurried`: what a dead replica had claimed is due
 * again after four seconds, and not when half a minute is over.
 */
export async function settle({ sql }: World, hurried: boolean): Promise<string[]> {
  // No attempt takes longer than that: whoever claimed one before is dead.
  if (hurried) await sql`update deliveries set due_at = least(due_at, now() + interval '4 seconds') where state = 'owed'`
  const nothingOwed = async () => (await countOwed(sql)) === 0
  const settled = await eventually(nothingOwed, { timeoutMs: settledLimitMs, intervalMs: 100 }).catch(() => false)
  return settled ? [] : [`Mails were still owed ${settledLimitMs / 1000} s after the last fault.`]
}
