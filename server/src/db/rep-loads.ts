import type { Load } from '@baton/shared/eligibility'
import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { repDays, repOpenLeads } from './schema.ts'

export interface RepDay {
  rep: string
  /** The rep's local day, YYYY-MM-DD. */
  day: string
}

/** How much each rep has: on their own local day, and open. */
export async function loadLoads(tx: Database, workspaceId: string, reps: readonly RepDay[]): Promise<Record<string, Load>> {
  if (reps.length === 0) return {}
  const [days, open] = await Promise.all([
    tx
      .select({ rep: repDays.rep, assigned: repDays.assigned })
      .from(repDays)
      .where(and(eq(repDays.workspaceId, workspaceId), or(...reps.map(({ rep, day }) => and(eq(repDays.rep, rep), eq(repDays.day, day)))))),
    tx
      .select({ rep: repOpenLeads.rep, open: repOpenLeads.open })
      .from(repOpenLeads)
      .where(
        and(
          eq(repOpenLeads.workspaceId, workspaceId),
          inArray(
            repOpenLeads.rep,
            reps.map(({ rep }) => rep),
          ),
        ),
      ),
  ])
  const loads: Record<string, Load> = Object.fromEntries(reps.map(({ rep }) => [rep, { today: 0, open: 0 }]))
  for (const { rep, assigned } of days) loads[rep] = { open: 0, ...loads[rep], today: assigned }
  for (const { rep, open: count } of open) loads[rep] = { today: 0, ...loads[rep], open: count }
  return loads
}

/**
 * Counts one more lead for a rep, if their capacity allows it: the comparison is made by the database on the locked row, so a rep
 * in two pools, or reached as owner, never passes it. False: it was just used up elsewhere, and nothing was counted.
 */
export async function takeCapacity(
  tx: Database,
  workspaceId: string,
  { rep, day }: RepDay,
  capacity: { perDay?: number | undefined; open?: number | undefined },
): Promise<boolean> {
  const perDay = capacity.perDay ?? null
  const open = capacity.open ?? null
  const opened = await tx
    .insert(repOpenLeads)
    .values({ workspaceId, rep, open: 1 })
    .onConflictDoUpdate({
      target: [repOpenLeads.workspaceId, repOpenLeads.rep],
      set: { open: sql`${repOpenLeads.open} + 1` },
      setWhere: sql`${open}::int is null or ${repOpenLeads.open} < ${open}::int`,
    })
    .returning({ open: repOpenLeads.open })
  if (opened.length === 0) return false
  const counted = await tx
    .insert(repDays)
    .values({ workspaceId, rep, day, assigned: 1 })
    .onConflictDoUpdate({
      target: [repDays.workspaceId, repDays.rep, repDays.day],
      set: { assigned: sql`${repDays.assigned} + 1` },
      setWhere: sql`${perDay}::int is null or ${repDays.assigned} < ${perDay}::int`,
    })
    .returning({ assigned: repDays.assigned })
  if (counted.length === 1) return true
  await tx
    .update(repOpenLeads)
    .set({ open: sql`${repOpenLeads.open} - 1` })
    .where(and(eq(repOpenLeads.workspaceId, workspaceId), eq(repOpenLeads.rep, rep)))
  return false
}
