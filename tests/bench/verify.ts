import { eventually } from '../support/await-condition.ts'
import { callFloor, floors, type Server } from './servers.ts'
import { hotTeam, hotWeights } from './workspace.ts'

/** What is stored: a lead for every answer that was given, and for Baton two mails that were sent with each. Null where nothing is. */
export async function countStored({ name, sql }: Server): Promise<number | null> {
  if (name === callFloor) return null
  if (floors.includes(name)) return (await sql`select count(*)::int as leads from leads`)[0]?.leads
  // A mail that another handoff kept from the budget goes out a moment later.
  await eventually(async () => (await sql`select from deliveries where state = 'owed' limit 1`).length === 0, {
    timeoutMs: 30_000,
    what: `Nothing is owed by ${name}`,
  })
  const [stored] = await sql`select
    (select count(*)::int from leads) as leads,
    (select count(*)::int from assignments) as assignments,
    (select count(*)::int from decisions) as decisions,
    (select count(*)::int from deliveries where state = 'sent') as sent`
  const { leads, assignments, decisions, sent } = stored ?? {}
  if (assignments !== leads || decisions !== leads || sent !== 2 * leads)
    throw new Error(`${name}: ${leads} leads have ${assignments} assignments, ${decisions} decisions and ${sent} sent mails.`)
  return leads
}

/** Whether every member of the hot pool was less than one lead from their share after every single turn. Gives the turns taken. */
export async function checkHotShares({ name, sql }: Server): Promise<number> {
  const turns = await sql<{ rep: string }[]>`
    select rep from credit_entries c join assignments a using (workspace_id, decision_id) where c.pool_id = ${hotTeam} order by c.position`
  const total = Object.values(hotWeights).reduce((sum, weight) => sum + weight, 0)
  const given: Record<string, number> = {}
  for (const [index, { rep }] of turns.entries()) {
    given[rep] = (given[rep] ?? 0) + 1
    for (const [member, weight] of Object.entries(hotWeights)) {
      const away = (given[member] ?? 0) - ((index + 1) * weight) / total
      if (Math.abs(away) >= 1) throw new Error(`${name}: after ${index + 1} turns ${member} is ${away.toFixed(2)} leads from their share.`)
    }
  }
  return turns.length
}
