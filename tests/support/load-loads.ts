import type { Database } from '@baton/server/db/connect'
import type { RepDay } from '@baton/server/db/load-snapshot'
import { repDays, repOpenLeads } from '@baton/server/db/schema'
import type { Load } from '@baton/shared/eligibility'
import { and, eq } from 'drizzle-orm'

/** How much each rep has: on their own local day, and open. */
export async function loadLoads(db: Database, workspaceId: string, reps: readonly RepDay[]): Promise<Record<string, Load>> {
  const loads: Record<string, Load> = {}
  for (const { rep, day } of reps) {
    const [today] = await db
      .select({ assigned: repDays.assigned })
      .from(repDays)
      .where(and(eq(repDays.workspaceId, workspaceId), eq(repDays.rep, rep), eq(repDays.day, day)))
    const [now] = await db
      .select({ open: repOpenLeads.open })
      .from(repOpenLeads)
      .where(and(eq(repOpenLeads.workspaceId, workspaceId), eq(repOpenLeads.rep, rep)))
    loads[rep] = { today: today?.assigned ?? 0, open: now?.open ?? 0 }
  }
  return loads
}
