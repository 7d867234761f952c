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
