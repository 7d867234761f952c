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
  v_moved int;
begin
  ${enterDeployment};
  perform set_config('lock_timeout', '2000', true);
  with found as (
    select workspace_id, delivery.id, ended.attempt, outcome, ended.reason
    from jsonb_to_recordset(p_ended) as ended("workspaceId" uuid, id uuid, attempt int, outcome text, reason text)
    join deliveries as delivery on workspace_id = "workspaceId" and delivery.id = ended.id
    order by delivery.id
    for update of delivery
  )
  insert into attempts (workspace_id, delivery_id, number, at, outcome, reason)
  select workspace_id, id, attempt, now(), outcome, reason from found
  on conflict do nothing;
  update deliveries as delivery
  set state = ended.state, due_at = now() + make_interval(secs => "waitMs" / 1000),
    sent_at = case when outcome = 'sent' then now() else sent_at end, provider_id = case when outcome = 'sent' then "providerId" else provider_id end
  from jsonb_to_recordset(p_ended) as ended("workspaceId" uuid, id uuid, attempt int, outcome text, state text, "waitMs" float8, "providerId" text)
  where delivery.workspace_id = "workspaceId" and delivery.id = ended.id and delivery.attempt = ended.attempt and delivery.state = 'owed';
  get diagnostics v_moved = row_count;
  return jsonb_build_object('moved', v_moved);
end $$`,
)
