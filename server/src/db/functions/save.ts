import { enterWorkspace } from '../guard.ts'
import { installed } from './installed.ts'

/**
 * Writes all that came of a decision, and commits: one statement, so that a handoff is there as a whole or not at all, and holds its locks for
 * no round trip. What the decision rested on is compared behind the locks: when the lead has written again, the pool's turn was taken or
 * a rep's capacity or what a mailbox gets a day used up since it was looked at, nothing is written and the outcome is "moved". Locks are taken in this order: the
 * submission, the lead, the mails' limits, the reps, the pool, and the mails' budget last: nobody waits for anything while holding that.
 */
export const save = installed(
  'save',
  `(p_rows jsonb, p_answers jsonb, p_other_answers jsonb, p_context jsonb, p_signs jsonb, p_reply jsonb, p_record jsonb, p_mails jsonb)
returns jsonb language plpgsql as $$
declare
  v_workspace constant uuid := p_rows->>'workspaceId';
  v_form constant text := p_rows->>'formId';
  v_submission constant uuid := p_rows->>'submissionId';
  v_at constant timestamptz := p_rows->>'at';
  v_lead constant uuid := p_rows->'lead'->>'id';
  v_email constant text := p_rows->'lead'->>'email';
  v_seen constant int := p_rows->'lead'->>'seen';
  v_owner constant text := p_rows->'lead'->>'owner';
  v_decision constant uuid := p_rows->>'decisionId';
  v_rep constant text := p_rows->'assignment'->>'rep';
  v_turn constant jsonb := nullif(p_rows->'turn', 'null');
  v_test constant boolean := p_rows->'test';
  v_answered jsonb;
  v_full_since timestamptz;
  v_count int;
  v_limit record;
  v_window constant timestamptz := p_rows->>'mailSince';
  v_granted int := jsonb_array_length(p_mails);
  v_failing boolean := false;
begin
  ${enterWorkspace('v_workspace')};
  if (p_rows->'release')::boolean then
    update submissions
    set released_at = v_at, lead_id = v_lead, reply = p_reply, mail_withheld = (p_rows->'mailWithheld')::boolean
    where workspace_id = v_workspace and form_id = v_form and id = v_submission and quarantined and released_at is null;
  else
    select submitted_at into v_full_since from submissions
    where workspace_id = v_workspace and form_id = v_form and sender = p_rows->>'sender' and submitted_at > (p_rows->>'senderSince')::timestamptz
    order by submitted_at desc limit 1 offset (p_rows->>'senderMost')::int - 1;
    -- What is here already is answered as it was, however many came since.
    if v_full_since is not null and not exists (select from submissions where workspace_id = v_workspace and form_id = v_form and id = v_submission) then
      return jsonb_build_object('outcome', 'limited', 'fullSince', v_full_since);
    end if;
    -- A twin that is being handled right now makes this wait until it is committed.
    insert into submissions (workspace_id, form_id, id, body_hash, lead_id, playbook_version, answers, other_answers, context, submitted_at, reply, token,
      sender, test, mail_withheld, signs, quarantined)
    values (v_workspace, v_form, v_submission, p_rows->>'bodyHash', v_lead, (p_rows->'playbookVersion')::int, p_answers, p_other_answers, p_context, v_at, p_reply,
      p_rows->>'token', p_rows->>'sender', v_test, (p_rows->'mailWithheld')::boolean, p_signs, (p_rows->'quarantined')::boolean)
    on conflict (workspace_id, form_id, id) do nothing;
  end if;
  if not found then
    select jsonb_build_object('bodyHash', body_hash, 'reply', reply) into v_answered
    from submissions where workspace_id = v_workspace and form_id = v_form and id = v_submission;
    return jsonb_build_object('outcome', 'taken', 'answered', v_answered);
  end if;
  if v_lead is null then
    return jsonb_build_object('outcome', 'saved', 'granted', 0, 'failing', false);
  end if;

  -- Two submissions of one person are handled one after the other, so that the second sees whom the first was given to.
  insert into leads as lead (workspace_id, id, email, domain, name, company, owner, owned_at, submission_count, test, created_at, submitted_at)
  values (v_workspace, v_lead, v_email, p_rows->'lead'->>'domain', p_rows->'lead'->>'name', p_rows->'lead'->>'company', v_rep, case when v_rep is not null then v_at end,
    1, v_test, v_at, v_at)
  on conflict (workspace_id, email) do update set
    name = coalesce(excluded.name, lead.name), company = coalesce(excluded.company, lead.company),
    owner = coalesce(excluded.owner, lead.owner), owned_at = coalesce(excluded.owned_at, lead.owned_at),
    submission_count = lead.submission_count + 1, submitted_at = excluded.submitted_at
  where lead.submission_count = v_seen and lead.id = excluded.id
  returning submission_count into v_count;
  if v_count is distinct from v_seen + 1 then
    raise sqlstate 'BT001';
  end if;

  for v_limit in select name, most from jsonb_to_recordset(p_rows->'mailLimits') as limits(name text, most int) order by name loop
    insert into mail_counts as sent (workspace_id, name, since, count) values (v_workspace, v_limit.name, v_at, 1)
    on conflict (workspace_id, name) do update set
      since = case when sent.since <= v_window then v_at else sent.since end,
      count = case when sent.since <= v_window then 1 else sent.count + 1 end
    where sent.since <= v_window or sent.count < v_limit.most;
    if not found then
      raise sqlstate 'BT001';
    end if;
  end loop;

  -- The comparison with the capacity is made on the locked row: a rep in two pools, or reached as owner, never passes it.
  if v_rep is distinct from v_owner and v_rep is not null then
    insert into rep_open_leads as load (workspace_id, rep, open) values (v_workspace, v_rep, 1)
    on conflict (workspace_id, rep) do update set open = load.open + 1
    where coalesce(load.open < (p_rows->'assignment'->>'open')::int, true);
    if not found then
      raise sqlstate 'BT001';
    end if;
    insert into rep_days as load (workspace_id, rep, day, assigned) values (v_workspace, v_rep, (p_rows->'assignment'->>'day')::date, 1)
    on conflict (workspace_id, rep, day) do update set assigned = load.assigned + 1
    where coalesce(load.assigned < (p_rows->'assignment'->>'perDay')::int, true);
    if not found then
      raise sqlstate 'BT001';
    end if;
    update rep_open_leads set open = greatest(open - 1, 0) where workspace_id = v_workspace and rep = v_owner;
  end if;

  insert into decisions (workspace_id, id, lead_id, form_id, submission_id, playbook_version, record, at)
  values (v_workspace, v_decision, v_lead, v_form, v_submission, (p_rows->'playbookVersion')::int, p_record, v_at);
  if v_rep is not null then
    insert into assignments (workspace_id, id, lead_id, decision_id, rep, rule, by, at, due_at)
    values (v_workspace, (p_rows->'assignment'->>'id')::uuid, v_lead, v_decision, v_rep, p_rows->'assignment'->>'rule', p_rows->'assignment'->>'by', v_at,
      (p_rows->'assignment'->>'dueAt')::timestamptz);
  end if;

  if v_turn is not null then
    update pool_turns set position = position + 1, credits = v_turn->'after'
    where workspace_id = v_workspace and pool_id = v_turn->>'pool' and position = (v_turn->'position')::bigint;
    if not found then
      raise sqlstate 'BT001';
    end if;
    insert into credit_entries (workspace_id, pool_id, position, kind, decision_id, at, unit, moves)
    values (v_workspace, v_turn->>'pool', (v_turn->'position')::bigint, 'turn', v_decision, v_at, v_turn->>'unit', v_turn->'moves');
  end if;

  -- Each mail begins its first attempt with its row, where connection and budget allow it; the others are owed at once. The visitor's comes
  -- first: where the budget has one left, it is theirs. A bucket that another handoff or a worker has in hand right now grants nothing.
  if v_granted > 0 and p_rows->>'connection' is not null then
    if p_rows->>'perSecond' is null then
      select failures > 0 into v_failing from connections where id = p_rows->>'connection' and paused_until <= now() and paused_reason is null;
      v_granted := case when found then v_granted else 0 end;
    else
      update connections as bucket
      set tokens = held.available - held.granted, refilled_at = greatest(bucket.refilled_at, now())
      from (
        select id, failing, available, least(v_granted, floor(available))::int as granted from (
          select id, failures > 0 as failing,
            least((p_rows->>'bucket')::float8, tokens + (p_rows->>'refill')::float8 * greatest(0, extract(epoch from now() - refilled_at))) as available
          from connections where id = p_rows->>'connection' and paused_until <= now() and paused_reason is null for update skip locked
        ) as open
      ) as held
      where bucket.id = held.id
      returning held.granted, held.failing into v_granted, v_failing;
      v_granted := coalesce(v_granted, 0);
    end if;
  end if;
  insert into deliveries (workspace_id, id, lead_id, form_id, submission_id, kind, mail, state, attempt, due_at, created_at, first_attempt_at, give_up_at)
  select v_workspace, (mail->>'deliveryId')::uuid, v_lead, v_form, v_submission, mail->>'kind', mail, 'owed',
    case when place <= v_granted then 1 else 0 end,
    case when place <= v_granted then now() + make_interval(secs => (p_rows->>'leaseSeconds')::float8) else now() end,
    v_at, now(), now() + make_interval(secs => (p_rows->>'automaticSeconds')::float8)
  from jsonb_array_elements(p_mails) with ordinality as mails(mail, place);

  return jsonb_build_object('outcome', 'saved', 'granted', v_granted, 'failing', v_failing);
exception
  when sqlstate 'BT001' then
    return jsonb_build_object('outcome', 'moved');
end $$`,
)
