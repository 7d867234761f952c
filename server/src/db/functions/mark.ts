import { enterDeployment } from '../guard.ts'
import { installed } from './installed.ts'

/**
 * Records how attempts ended, each with its mail, and whatever workspace it is of. Fenced by their numbers: a slow attempt that was
 * overtaken is noted, but moves nothing; of a mail that was erased meanwhile nothing is noted. Their rows are locked first, so what an
 * erasure holds is waited for.
 */
export const mark = installed(
  'mark',
  `(p_ended jsonb) returns jsonb language plpgsql as $$
declare
  v_ended record;
begin
  ${enterDeployment};
  -- By whole keys, for the planner takes there to be a hundred; in one order, so that two of these never wait for each other in a ring.
  for v_ended in
    select * from jsonb_to_recordset(p_ended)
      as ended("workspaceId" uuid, id uuid, attempt int, outcome text, reason text, state text, "waitMs" float8, "providerId" text)
    order by id
  loop
    perform from deliveries where workspace_id = v_ended."workspaceId" and id = v_ended.id for update;
    continue when not found;
    insert into attempts (workspace_id, delivery_id, number, at, outcome, reason)
    values (v_ended."workspaceId", v_ended.id, v_ended.attempt, now(), v_ended.outcome, v_ended.reason)
    on conflict do nothing;
    update deliveries
    set state = v_ended.state, due_at = now() + make_interval(secs => v_ended."waitMs" / 1000),
      sent_at = case when v_ended.outcome = 'sent' then now() else sent_at end,
      provider_id = case when v_ended.outcome = 'sent' then v_ended."providerId" else provider_id end
    where workspace_id = v_ended."workspaceId" and id = v_ended.id and attempt = v_ended.attempt and state = 'owed';
  end loop;
  return '{}';
end $$`,
)
