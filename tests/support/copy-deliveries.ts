import type { Database } from '@baton/server/db/connect'
import { sql } from 'drizzle-orm'

/** Makes of the one visitor's mail in the database this many that are owed, written so long ago and never tried; no other mail stays. */
export async function copyDeliveries(db: Database, { count, ageMinutes }: { count: number; ageMinutes: number }): Promise<void> {
  const age = sql`make_interval(mins => ${ageMinutes}::int)`
  await db.transaction(async tx => {
    await tx.execute(sql`delete from deliveries where kind <> 'visitor-mail'`)
    await tx.execute(sql`
      insert into deliveries (workspace_id, id, lead_id, form_id, submission_id, kind, mail, state, attempt, due_at, created_at, first_attempt_at, give_up_at)
      select workspace_id, copy.id, lead_id, form_id, copy.id, kind, jsonb_set(mail, '{deliveryId}', to_jsonb(copy.id::text)), 'owed', 0,
        now() - ${age}, created_at, now() - ${age}, give_up_at - ${age}
      from deliveries, (select gen_random_uuid() as id from generate_series(1, ${count}::int)) as copy`)
    await tx.execute(sql`delete from deliveries where submission_id <> id`)
  })
}
