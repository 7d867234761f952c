import type { Load } from '@baton/shared/eligibility'
import { and, eq, sql } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { repDays, repOpenLeads } from './schema.ts'

export interface RepDay {
  rep: string
  /** The rep's local day, YYYY-MM-DD. */
  day: string
}

/**
 * How much each rep has: on their own local day, and open. One statement whatever the number of reps, which travel as JSON. Each is
 * looked up by their whole key: “or” made the planner read every day of every rep there ever was.
 */
export async function loadLoads(tx: Database, workspaceId: string, reps: readonly RepDay[]): Promise<Record<string, Load>> {
  if (reps.length === 0) return {}
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(reps)}::text::jsonb) as wanted(rep text, day date)`
  const rows = await tx
    .select({ rep: sql<string>`wanted.rep`, today: sql<number>`coalesce(${repDays.assigned}, 0)`, open: sql<number>`coalesce(${repOpenLeads.open}, 0)` })
    .from(wanted)
    .leftJoin(repDays, and(eq(repDays.workspaceId, workspaceId), eq(repDays.rep, sql`wanted.rep`), eq(repDays.day, sql`wanted.day`)))
    .leftJoin(repOpenLeads, and(eq(repOpenLeads.workspaceId, workspaceId), eq(repOpenLeads.rep, sql`wanted.rep`)))
  return Object.fromEntries(rows.map(({ rep, today, open }) => [rep, { today, open }]))
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
  // Sent together, always in this order: two handoffs that want the same rep never wait for each other in a ring.
  const [opened, counted] = await Promise.all([
    tx
      .insert(repOpenLeads)
      .values({ workspaceId, rep, open: 1 })
      .onConflictDoUpdate({
        target: [repOpenLeads.workspaceId, repOpenLeads.rep],
        set: { open: sql`${repOpenLeads.open} + 1` },
        setWhere: sql`${open}::int is null or ${repOpenLeads.open} < ${open}::int`,
      })
      .returning({ open: repOpenLeads.open })
      .execute(),
    tx
      .insert(repDays)
      .values({ workspaceId, rep, day, assigned: 1 })
      .onConflictDoUpdate({
        target: [repDays.workspaceId, repDays.rep, repDays.day],
        set: { assigned: sql`${repDays.assigned} + 1` },
        setWhere: sql`${perDay}::int is null or ${repDays.assigned} < ${perDay}::int`,
      })
      .returning({ assigned: repDays.assigned })
      .execute(),
  ])
  if (opened.length === 1 && counted.length === 1) return true
  if (opened.length === 1)
    await tx
      .update(repOpenLeads)
      .set({ open: sql`${repOpenLeads.open} - 1` })
      .where(and(eq(repOpenLeads.workspaceId, workspaceId), eq(repOpenLeads.rep, rep)))
  if (counted.length === 1)
    await tx
      .update(repDays)
      .set({ assigned: sql`${repDays.assigned} - 1` })
      .where(and(eq(repDays.workspaceId, workspaceId), eq(repDays.rep, rep), eq(repDays.day, day)))
  return false
}

/** Takes a lead off a rep who had it until now. */
export async function releaseLead(tx: Database, workspaceId: string, rep: string): Promise<void> {
  await tx
    .update(repOpenLeads)
    .set({ open: sql`greatest(${repOpenLeads.open} - 1, 0)` })
    .where(and(eq(repOpenLeads.workspaceId, workspaceId), eq(repOpenLeads.rep, rep)))
}
