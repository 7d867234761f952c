import { randomBytes, randomUUID } from 'node:crypto'
import type postgres from 'postgres'

/**
 * The rows of a handoff and nothing else, in one statement on Baton's own tables: no look, no decision, no mail rendered or sent, no lock
 * waited for, nothing compared, no policy. What is left above a handoff's speed is its work; what is below one row's is its storage.
 */
export async function insertSameRows(sql: postgres.Sql, id: string, { email, name, team }: { email: string; name: string; team: string }): Promise<void> {
  const one = [id, randomUUID(), randomUUID(), randomUUID(), randomUUID(), email, name, team, randomBytes(18).toString('base64url'), randomUUID()]
  await sql.unsafe(rows, [...one, JSON.stringify({ email, name, team }), record, mail('visitor'), mail('rep')], { prepare: true })
}

/** About as long as a handoff's, and no easier to compress. */
const words = (count: number) => Array.from({ length: count }, (_, place) => ((place * 2654435761) % 4294967296).toString(36)).join(' ')
const record = JSON.stringify({ record: words(210) })
const mail = (kind: string) => JSON.stringify({ kind, deliveryId: randomUUID(), html: filling })
const filling = words(400)

const rows = `
with workspace as (select id from workspaces),
  submission as (
    insert into submissions (workspace_id, form_id, id, body_hash, lead_id, playbook_version, answers, other_answers, context, submitted_at, reply, token, sender, signs)
    select id, 'bench', $1::uuid, md5($6), $2::uuid, 1, $11::text::jsonb, '{}', $11::text::jsonb, now(), $11::text::jsonb, $9, md5($6), '[]' from workspace),
  lead as (
    insert into leads (workspace_id, id, email, domain, name, owner, owned_at, submission_count, created_at, submitted_at)
    select id, $2::uuid, $6, split_part($6, '@', 2), $7, $8 || '-0', now(), 1, now(), now() from workspace),
  limits as (
    insert into mail_counts (workspace_id, name, since, count) select id, part || $1, now(), 1 from workspace, unnest(array['mailbox', 'company']) as part),
  decision as (
    insert into decisions (workspace_id, id, lead_id, form_id, submission_id, playbook_version, record, at)
    select id, $3::uuid, $2::uuid, 'bench', $1::uuid, 1, $12::text::jsonb, now() from workspace),
  assignment as (
    insert into assignments (workspace_id, id, lead_id, decision_id, rep, rule, by, at, due_at)
    select id, $10::uuid, $2::uuid, $3::uuid, $8 || '-0', $8, 'turn', now(), now() from workspace),
  turn as (
    insert into credit_entries (workspace_id, pool_id, position, kind, decision_id, at, unit, moves)
    select id, $8, floor(random() * 1e15)::bigint, 'turn', $3::uuid, now(), '5', $11::text::jsonb from workspace),
  attempt as (insert into attempts (workspace_id, delivery_id, number, at, outcome) select id, one, 1, now(), 'sent' from workspace, unnest(array[$4::uuid, $5::uuid]) as one)
insert into deliveries (workspace_id, id, lead_id, form_id, submission_id, kind, mail, state, attempt, due_at, created_at, first_attempt_at, give_up_at, sent_at)
select workspace.id, one.id, $2::uuid, 'bench', $1::uuid, one.kind, one.mail::jsonb, 'sent', 1, now(), now(), now(), now(), now()
from workspace, (values ($4::uuid, 'visitor-mail', $13::text), ($5::uuid, 'rep-mail', $14::text)) as one (id, kind, mail)`
