import { enterWorkspace } from '../guard.ts'
import { installed } from './installed.ts'

/**
 * All that a decision depends on and that may have moved since the last one, in one look without a lock: what is not so any more when
 * the handoff is saved is noticed there. What is asked for comes as one document, what was found goes as one.
 */
export const look = installed(
  'look',
  `(p_asked jsonb) returns jsonb language plpgsql as $$
declare
  v_workspace constant uuid := p_asked->>'workspaceId';
  v_form constant text := p_asked->>'formId';
  v_submission constant uuid := p_asked->>'submissionId';
  v_email constant text := p_asked->>'email';
  v_domain constant text := p_asked->>'domain';
begin
  ${enterWorkspace('v_workspace')};
  return jsonb_build_object(
    'published', (
      select jsonb_build_object('workspace', jsonb_build_object('id', id, 'name', name), 'playbookVersion', playbook_version, 'rosterHash', roster_hash)
      from forms join workspaces on id = workspace_id where form_id = v_form
    ),
    'answered', (
      select jsonb_build_object('bodyHash', body_hash, 'reply', reply, 'waits', quarantined and released_at is null)
      from submissions where workspace_id = v_workspace and form_id = v_form and id = v_submission
    ),
    'sent', (
      -- The last of as many as a sender may has to leave the window before there is room.
      select jsonb_agg(submitted_at order by submitted_at desc) from (
        select submitted_at from submissions
        where workspace_id = v_workspace and form_id = v_form and sender = p_asked->>'sender' and submitted_at > (p_asked->>'senderSince')::timestamptz
        order by submitted_at desc limit (p_asked->>'senderMost')::int
      ) as lately
    ),
    'lead', (
      select jsonb_build_object('id', id, 'owner', owner, 'submissions', submission_count)
      from leads where workspace_id = v_workspace and email = v_email
    ),
    'colleague', (
      -- The rep of the latest assigned lead with the same registrable domain; free mail has none.
      select owner from leads
      where workspace_id = v_workspace and domain = v_domain and email is distinct from v_email and owner is not null
      order by owned_at desc limit 1
    ),
    'account', (
      select jsonb_build_object('domain', domain, 'name', name, 'employees', employees, 'industry', industry, 'country', country, 'owner', owner, 'tier', tier)
      from accounts where workspace_id = v_workspace and domain = v_domain
    ),
    -- The rest is looked up by whole keys, one after the other: as joins with what was asked, of which the planner takes there to be a
    -- hundred, they read every mailbox, every pool, and every day of every rep there ever was.
    'mailed', (
      select jsonb_object_agg(wanted.name, (
        select count from mail_counts where workspace_id = v_workspace and mail_counts.name = wanted.name and since > (p_asked->>'mailSince')::timestamptz
      )) from jsonb_array_elements_text(p_asked->'mailNames') as wanted(name)
    ),
    'pools', (
      select jsonb_object_agg(wanted.id, (
        select jsonb_build_object('position', position, 'credits', credits) from pool_turns where workspace_id = v_workspace and pool_id = wanted.id
      )) from jsonb_array_elements_text(p_asked->'pools') as wanted(id)
    ),
    'loads', (
      select jsonb_object_agg(wanted.rep, jsonb_build_object(
        'today', coalesce((select assigned from rep_days where workspace_id = v_workspace and rep_days.rep = wanted.rep and rep_days.day = wanted.day), 0),
        'open', coalesce((select open from rep_open_leads where workspace_id = v_workspace and rep_open_leads.rep = wanted.rep), 0)
      )) from jsonb_to_recordset(p_asked->'reps') as wanted(rep text, day date)
    )
  );
end $$`,
)
