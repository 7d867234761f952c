import type postgres from 'postgres'

/** What the database holds in the end, as far as the invariants look at it. */
export interface Stored {
  submissions: { id: string; leadId: string | null; token: string | null }[]
  leads: { id: string; email: string; owner: string | null }[]
  decisions: { id: string; submissionId: string; leadId: string; outcome: string }[]
  assignments: { decisionId: string; leadId: string; rep: string; day: string }[]
  turns: { pool: string; position: number; decisionId: string; rep: string | null; sum: string }[]
  deliveries: { id: string; submissionId: string; kind: string; state: string }[]
  /** What the counters of capacity say. */
  open: { rep: string; open: number }[]
  days: { rep: string; day: string; assigned: number }[]
}

export async function readStored(sql: postgres.Sql): Promise<Stored> {
  const ask = <Row>(rows: postgres.PendingQuery<postgres.Row[]>) => rows.then(found => [...found] as unknown as Row[]) // the columns are those asked for
  return {
    submissions: await ask(sql`select id, lead_id as "leadId", token from submissions`),
    leads: await ask(sql`select id, email, owner from leads`),
    decisions: await ask(sql`select id, submission_id as "submissionId", lead_id as "leadId", record->'decision'->>'outcome' as outcome from decisions`),
    assignments: await ask(sql`
      select decision_id as "decisionId", lead_id as "leadId", rep, (at at time zone 'utc')::date::text as day from assignments order by at`),
    turns: await ask(sql`
      select pool_id as pool, position::int, decision_id as "decisionId", rep, (select sum(value::numeric)::text from jsonb_each_text(moves)) as sum
      from credit_entries left join assignments using (workspace_id, decision_id) where kind = 'turn' order by pool_id, position`),
    deliveries: await ask(sql`select id, submission_id as "submissionId", kind, state from deliveries`),
    open: await ask(sql`select rep, open from rep_open_leads`),
    days: await ask(sql`select rep, day::text, assigned from rep_days`),
  }
}

export async function countOwed(sql: postgres.Sql): Promise<number> {
  return (await sql`select count(*)::int as owed from deliveries where state = 'owed'`)[0]?.owed
}
