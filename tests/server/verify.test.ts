import { contentHash } from '@baton/server/content-hash'
import type { Database } from '@baton/server/db/connect'
import { decisions, seals } from '@baton/server/db/schema'
import { hashDecision, hashSeal } from '@baton/server/sealing/seal-hash'
import { sealNext } from '@baton/server/sealing/seal-next'
import { sealDue } from '@baton/server/sealing/sealer'
import type { Problem } from '@baton/server/verify/book'
import { type Verification, verifyWorkspace } from '@baton/server/verify/verify-workspace'
import { eq, inArray, type SQL, sql, TransactionRollbackError } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type BusyTeam, startBusyTeam } from '../support/busy-team.ts'
import { salesPlaybook } from '../support/sales-team.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 }) // a history takes some seconds, and more on a busy machine

const leads = 50

let team: BusyTeam
let clean: Verification
const db = () => team.server.db
const verify = (head: string | null = null, on: Database = db()) => verifyWorkspace(on, team.server.workspaceId, head)

beforeAll(async () => {
  team = await startBusyTeam()
  await team.work(leads)
  await sealAfterACrash()
  team.setClock('2026-12-07T15:00:00Z') // somebody of the pool is at work
  await team.takeTurn()
  clean = await verify()
})
afterAll(() => team.server.close())

/** What verifying finds after a change to the stored rows, which is taken back afterwards. */
async function after(...changes: SQL[]): Promise<Problem[]> {
  return (await verifyAfter(null, ...changes)).problems
}
async function verifyAfter(head: string | null, ...changes: SQL[]): Promise<Verification> {
  let found = clean
  await db()
    .transaction(async tx => {
      for (const change of changes) await tx.execute(change)
      found = await verify(head, tx)
      tx.rollback()
    })
    .catch(error => {
      if (!(error instanceof TransactionRollbackError)) throw error
    })
  return found
}
/** A step that never commits, then steps as the sealer takes them. */
async function sealAfterACrash(): Promise<void> {
  const killed = db().transaction(async tx => {
    expect(await sealNext(tx, team.server.workspaceId)).toBeGreaterThan(0)
    throw new Error('killed before the commit')
  })
  await expect(killed).rejects.toThrow('killed')
  expect(await verify()).toMatchObject({ sealed: 0, unsealed: leads, head: null, problems: [] })
  while ((await sealDue(team.server.desk)).more);
}

const kinds = (problems: readonly Problem[]) => [...new Set(problems.map(({ kind }) => kind))].sort()
const rows = async <Row>(query: SQL): Promise<Row[]> => {
  const result = (await db().execute(query)) as unknown as Row[] | { rows: Row[] } // the drivers differ
  return Array.isArray(result) ? result : result.rows
}

test('every decision of a history with absences, owners, full days and refunds is decided again byte for byte', async () => {
  expect(clean).toEqual({
    verified: leads + 1,
    sealed: leads,
    unsealed: 1,
    erased: 0,
    head: expect.stringMatching(/^[0-9a-f]{64}$/),
    problems: [],
  })
})

test('that history has all of these, under several rosters and playbooks', async () => {
  const ways = await rows<{ way: string }>(sql`select distinct coalesce(record->'decision'->>'by', record->'decision'->>'outcome') as way from decisions`)
  expect(ways.map(({ way }) => way).sort()).toEqual(['disqualified', 'owner', 'queued', 'sticky', 'turn'])
  const hindrances = await rows<{ kind: string }>(
    sql`select distinct jsonb_path_query(record, '$.decision.candidates[*].verdict.kind') #>> '{}' as kind from decisions`,
  )
  expect(hindrances.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['taken', 'not-their-turn', 'off-hours', 'day-full', 'time-off', 'holiday']))
  const [counts] = await rows(sql`select (select count(distinct record->>'rosterHash') > 1 from decisions) as rosters,
      (select count(distinct playbook_version) > 1 from decisions) as playbooks, (select count(*) > 9 from credit_entries where kind = 'refund') as refunds`)
  expect(counts).toEqual({ rosters: true, playbooks: true, refunds: true })
})

const sealedAt = (position: number) => sql`(select decision_id from seals where position = ${position})`
const oneWithTurn = sql`(select id from decisions where seal > 3 and record->>'position' is not null order by seal limit 1)`

const retitled = { ...salesPlaybook, forms: salesPlaybook.forms.map(form => ({ ...form, title: 'Hi' })) }
const edits: [string, SQL[], Problem['kind'][]][] = [
  [
    'what a record decided',
    [sql`update decisions set record = jsonb_set(record, '{decision,rule}', '"other"') where id = ${sealedAt(5)}`],
    ['decision-differs', 'decision-edited'],
  ],
  [
    'a fact that made no difference',
    [sql`update decisions set record = jsonb_set(record, '{decision,facts,visit.count}', '99') where id = ${sealedAt(5)}`],
    ['decision-edited'],
  ],
  [
    'a load that made no difference',
    [sql`update decisions set record = jsonb_set(record, '{loads,nobody}', '{"today":1,"open":1}') where id = ${sealedAt(5)}`],
    ['decision-edited'],
  ],
  ['a moment', [sql`update decisions set at = at + interval '1 millisecond' where id = ${sealedAt(5)}`], ['decision-edited']],
  ['whose decision it is', [sql`update decisions set lead_id = gen_random_uuid() where id = ${sealedAt(5)}`], ['decision-edited']],
  [
    'a record that is no longer one',
    [sql`update decisions set record = '[]' where id = (select id from decisions where seal is not null and record->>'position' is null limit 1)`],
    ['decision-differs', 'decision-edited'],
  ],
  [
    'a decision that is gone',
    [sql`delete from decisions where id = (select id from decisions where seal is not null and record->>'position' is null limit 1)`],
    ['decision-missing'],
  ],
  [
    'an unsealed decision that is edited',
    [sql`update decisions set record = jsonb_set(record, '{decision,rule}', '"other"') where seal is null`],
    ['decision-differs'],
  ],
  ['an unsealed decision that is gone', [sql`delete from decisions where seal is null`], ['decision-missing']],
  ['a seal’s content', [sql`update seals set content = repeat('0', 64) where position = 5`], ['seal-edited']],
  ['a seal’s hash', [sql`update seals set hash = repeat('0', 64) where position = 5`], ['seal-edited']],
  ['a seal’s salt', [sql`update seals set salt = '' where position = 5`], ['decision-edited']],
  [
    'two seals in each other’s place',
    [sql`update seals set position = 9 - position - 1000 where position in (4, 5)`, sql`update seals set position = position + 1000 where position < 0`],
    ['seal-edited'],
  ],
  ['a seal that is gone', [sql`delete from seals where position = 5`], ['seal-missing']],
  [
    'a seal that is gone with its decision',
    [sql`delete from decisions where id = ${sealedAt(5)}`, sql`delete from seals where position = 5`],
    ['seal-missing'],
  ],
  ['the first seal gone', [sql`delete from seals where position = 0`], ['seal-missing']],
  ['a decision that says it is not sealed', [sql`update decisions set seal = null where id = ${sealedAt(5)}`], ['seal-edited']],
  ['a tail cut off the chain, the decisions left', [sql`delete from seals where position > 20`], ['seal-missing']],
  ['a roster', [sql`update rosters set document = jsonb_set(document, '{reps,0,name}', '"Eve"')`], ['roster-edited']],
  ['a roster that is gone', [sql`delete from rosters`], ['roster-missing']],
  ['a playbook that is gone', [sql`delete from playbooks where version = 1`], ['playbook-missing']],
  [
    'a playbook that is none',
    [sql`update playbooks set document = '{}', hash = ${contentHash({})} where version = 1`],
    ['decision-edited', 'playbook-unreadable'],
  ],
  ['a rule of a playbook', [sql`update playbooks set document = jsonb_set(document, '{routing,rules,0,id}', '"s"')`], ['playbook-edited']],
  [
    'a promise of a playbook, which no decision rests on',
    [sql`update playbooks set document = document || '{"sla":{"firstContactMinutes":1}}'`],
    ['playbook-edited'],
  ],
  ['a form’s title', [sql`update playbooks set document = jsonb_set(document, '{forms,0,title}', '"Hi"')`], ['playbook-edited']],
  [
    'a rule that no lead has met',
    [
      sql`update playbooks set document = jsonb_insert(document, '{routing,rules,-1}',
          '{"id":"x","label":"X","when":{"fact":"answers.email","op":"is","value":"eve@example.com"},"to":[{"kind":"rep","rep":"ana"}]}', true)`,
    ],
    ['playbook-edited'],
  ],
  [
    'a playbook that nothing was decided with yet',
    [
      sql`insert into playbooks (workspace_id, version, document, hash) select workspace_id, 99, document || '{"sla":{}}', hash from playbooks where version = 1`,
    ],
    ['playbook-edited'],
  ],
  [
    'a playbook’s hash with it',
    [sql`update playbooks set hash = ${contentHash(retitled)}, document = ${JSON.stringify(retitled)}::text::jsonb where version = 1`],
    ['decision-edited'],
  ],
  [
    'a roster that nothing was decided with yet',
    [sql`insert into rosters (workspace_id, hash, document) select workspace_id, 'x', document from rosters limit 1`],
    ['roster-edited'],
  ],
  ['whom a lead was assigned to', [sql`update assignments set rep = 'nobody'`], ['assignment-edited']],
  ['the rule of an assignment', [sql`update assignments set rule = 'other' where decision_id = ${oneWithTurn}`], ['assignment-edited']],
  ['how an assignment came', [sql`update assignments set by = 'owner' where decision_id = ${oneWithTurn}`], ['assignment-edited']],
  ['the lead of an assignment', [sql`update assignments set lead_id = gen_random_uuid() where decision_id = ${oneWithTurn}`], ['assignment-edited']],
  ['the moment of an assignment', [sql`update assignments set at = at - interval '1 hour' where decision_id = ${oneWithTurn}`], ['assignment-edited']],
  ['what an assignment promised', [sql`update assignments set due_at = due_at + interval '1 day' where decision_id = ${oneWithTurn}`], ['assignment-edited']],
  ['a promise that is gone', [sql`update assignments set due_at = null where decision_id = ${oneWithTurn}`], ['assignment-edited']],
  ['an assignment that is gone', [sql`delete from assignments where decision_id = ${oneWithTurn}`], ['assignment-missing']],
  [
    'an assignment of a decision that there is not',
    [sql`update assignments set decision_id = gen_random_uuid() where decision_id = ${oneWithTurn}`],
    ['assignment-missing', 'decision-missing'],
  ],
  [
    'an assignment where nobody was assigned',
    [
      sql`insert into assignments (workspace_id, id, lead_id, decision_id, rep, rule, by, at) select workspace_id, id, lead_id, id, 'ana', 'students', 'rep', at
          from decisions where record->'decision'->>'outcome' <> 'assigned' limit 1`,
    ],
    ['assignment-edited'],
  ],
  [
    'the moment of a turn',
    [sql`update credit_entries set at = at + interval '1 second' where decision_id = ${oneWithTurn} and kind = 'turn'`],
    ['entry-edited'],
  ],
  ['a moment that is none', [sql`update decisions set at = 'infinity' where id = ${sealedAt(5)}`], ['decision-edited']],
  ['an entry’s moves', [sql`update credit_entries set moves = '{"ana":"1"}' where decision_id = ${oneWithTurn} and kind = 'turn'`], ['entry-edited']],
  ['an entry’s unit', [sql`update credit_entries set unit = '7' where decision_id = ${oneWithTurn} and kind = 'turn'`], ['entry-edited']],
  ['an entry that is no number', [sql`update credit_entries set moves = '{"ana":"x"}' where decision_id = ${oneWithTurn} and kind = 'turn'`], ['entry-edited']],
  ['an entry that is gone', [sql`delete from credit_entries where decision_id = ${oneWithTurn} and kind = 'turn'`], ['entry-missing']],
  ['a refund’s reason', [sql`update credit_entries set reason = 'a favour' where kind = 'refund'`], ['entry-edited']],
  ['a refund’s reason for the other', [sql`update credit_entries set reason = 'disqualified' where kind = 'refund'`], ['entry-edited']],
  ['the moment of a refund', [sql`update credit_entries set at = at + interval '1 second' where kind = 'refund'`], ['entry-edited']],
  ['a refund that is gone', [sql`delete from credit_entries where kind = 'refund'`], ['entry-edited', 'entry-missing']],
  ['the refunds of a seal', [sql`update seals set refunds = null`], ['seal-edited']],
  ['what a refund takes back', [sql`update credit_entries set unit = '9' where kind = 'refund'`], ['entry-edited']],
  [
    'what a pool goes on with',
    [sql`update pool_turns set credits = '{"unit":"1","balances":{"ana":"1","ben":"-1"}}' where pool_id = 'dach'`],
    ['turns-differ'],
  ],
  ['how far a pool is', [sql`update pool_turns set position = position + 1 where pool_id = 'dach'`], ['turns-differ']],
  ['a pool’s turns gone', [sql`delete from pool_turns where pool_id = 'dach'`], ['turns-differ']],
]
test.each(edits)('%s is found', async (_, changes, found) => {
  const problems = await after(...changes)
  expect(kinds(problems)).toEqual(expect.arrayContaining(found))
  for (const { message } of problems) expect(message).toMatch(/^[A-Z].*\.$/)
})

test('one edited record is one decision’s problem, told with its seal, and all others stay verified', async () => {
  const [edited] = await rows<{ id: string }>(sql`select decision_id as id from seals where position = 5`)
  const found = await verifyAfter(null, sql`update decisions set form_id = 'contact' where id = ${edited?.id}`)
  expect(found.problems).toEqual([{ kind: 'decision-edited', decision: edited?.id, seal: 5, message: expect.any(String) }])
  expect(found.verified).toBe(clean.verified - 1)
})

test('one edited entry of a ledger is told once, though a hundred turns came after it', async () => {
  const problems = await after(sql`update credit_entries set moves = '{"ana":"5","ben":"-5"}' where decision_id = ${oneWithTurn} and kind = 'turn'`)
  expect(problems.filter(({ kind }) => kind !== 'credits-differ')).toHaveLength(problems.length)
  expect(problems.length).toBeLessThan(3) // a refund of it is at odds with it too
})

test('one edited assignment is its decision’s problem, told once, and all others stay verified', async () => {
  const [edited] = await rows<{ id: string }>(sql`select ${oneWithTurn} as id`)
  const found = await verifyAfter(null, sql`update assignments set rep = 'nobody', by = 'owner' where decision_id = ${edited?.id}`)
  expect(found.problems).toEqual([{ kind: 'assignment-edited', decision: edited?.id, message: 'Its assignment has another rep, way.' }])
  expect(found.verified).toBe(clean.verified - 1)
})

test('one edited refund is told once, with the seal of the turn after it, and every decision stays verified', async () => {
  const next = sql`(select min(later.position) from credit_entries as later where later.pool_id = credit_entries.pool_id and later.position > credit_entries.position
      and later.kind = 'turn' and (select seal from decisions where id = later.decision_id) is not null)`
  const [refund] = await rows<{ pool: string; position: string }>(
    sql`select pool_id as pool, position from credit_entries where kind = 'refund' and ${next} is not null order by position limit 1`,
  )
  const found = await verifyAfter(
    null,
    sql`update credit_entries set at = at + interval '1 second' where pool_id = ${refund?.pool} and position = ${refund?.position}`,
  )
  expect(found.problems).toEqual([
    { kind: 'entry-edited', pool: refund?.pool, seal: expect.any(Number), decision: expect.any(String), message: expect.stringContaining('refunds') },
  ])
  expect(found.verified).toBe(clean.verified)
})

test('a decision that is edited and sealed anew is shown by the seal after it', async () => {
  const [before, seal] = await db()
    .select()
    .from(seals)
    .where(inArray(seals.position, [4, 5]))
    .orderBy(seals.position)
  const [decision] = await db()
    .select()
    .from(decisions)
    .where(eq(decisions.id, seal?.decisionId ?? ''))
  if (!before || !seal || !decision) throw new Error('The chain is longer than that.')
  const [published] = await rows<{ hash: string }>(sql`select hash from playbooks where version = ${decision.playbookVersion}`)
  const content = hashDecision(seal.salt ?? '', { ...decision, formId: 'contact', playbookHash: published?.hash ?? null })
  const hash = hashSeal({ ...seal, content, previous: before.hash })
  const problems = await after(
    sql`update decisions set form_id = 'contact' where id = ${decision.id}`,
    sql`update seals set content = ${content}, hash = ${hash} where position = 5`,
  )
  expect(problems).toEqual([{ kind: 'seal-edited', seal: 6, decision: expect.any(String), message: expect.any(String) }])
})

test('a tail cut off with its decisions leaves a whole chain: only an earlier head shows it', async () => {
  const last = leads - 1
  const cut = [
    sql`delete from credit_entries where decision_id = ${sealedAt(last)}`, // as somebody thorough would; what a pool goes on with is left out here
    sql`delete from assignments where decision_id = ${sealedAt(last)}`,
    sql`delete from decisions where id = ${sealedAt(last)}`,
    sql`delete from seals where position = ${last}`,
  ]
  const chainOnly = ({ problems }: Verification) => problems.filter(({ pool }) => pool === undefined)
  expect(chainOnly(await verifyAfter(null, ...cut))).toEqual([])
  expect(kinds(chainOnly(await verifyAfter(clean.head, ...cut)))).toEqual(['head-missing'])
  expect(await verify(clean.head)).toEqual({ ...clean, knownHeadAt: last })
})

test('more is sealed later, also what was decided earlier and committed late; the earlier head is still in the chain', async () => {
  team.setClock('2026-11-23T09:00:00Z') // before all that is sealed
  const late = await team.takeTurn()
  expect(await sealDue(team.server.desk)).toEqual({ sealed: 2, more: false })
  const later = await verify(clean.head)
  expect(later).toMatchObject({ verified: clean.verified + 1, sealed: clean.sealed + 2, unsealed: 0, knownHeadAt: clean.sealed - 1, problems: [] })
  expect(later.head).not.toBe(clean.head)
  expect(await rows(sql`select position::int from seals join decisions on id = decision_id where lead_id = ${late}`)).toEqual([{ position: clean.sealed }])
  clean = later
})
