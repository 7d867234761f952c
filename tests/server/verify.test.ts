import type { Database } from '@baton/server/db/connect'
import { decisions, seals } from '@baton/server/db/schema'
import { hashDecision, hashSeal } from '@baton/server/sealing/seal-hash'
import { sealNext } from '@baton/server/sealing/seal-next'
import { sealDue } from '@baton/server/sealing/sealer'
import type { Problem } from '@baton/server/verify/book'
import { type Verification, verifyWorkspace } from '@baton/server/verify/verify-workspace'
import { eq, inArray, type SQL, sql, TransactionRollbackError } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type BusyTeam, startBusyTeam } from '../support/busy-team.ts'
import type { DatabaseKind } from '../support/test-server.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 }) // a history of 210 leads takes some seconds, and more on a busy machine

/** Leads of the history. On the longer one fewer edits are tried: the statements are the same. */
const leadsOn = { postgres: 210, pglite: 40 }

describe.each<DatabaseKind>(['postgres', 'pglite'])('on %s', database => {
  let team: BusyTeam
  let clean: Verification
  const db = () => team.server.desk.db
  const verify = (head: string | null = null, on: Database = db()) => verifyWorkspace(on, team.server.workspaceId, head)

  beforeAll(async () => {
    team = await startBusyTeam(database)
    await team.work(leadsOn[database])
    await sealAfterACrash()
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
    expect(await verify()).toMatchObject({ sealed: 0, unsealed: leadsOn[database], head: null, problems: [] })
    while ((await sealDue(team.server.desk)).more);
  }

  const kinds = (problems: readonly Problem[]) => [...new Set(problems.map(({ kind }) => kind))].sort()
  const rows = async <Row>(query: SQL): Promise<Row[]> => {
    const result = (await db().execute(query)) as unknown as Row[] | { rows: Row[] } // the drivers differ
    return Array.isArray(result) ? result : result.rows
  }

  test('every decision of a history with absences, owners, full days and refunds is decided again byte for byte', async () => {
    expect(clean).toEqual({
      verified: leadsOn[database] + 1,
      sealed: leadsOn[database],
      unsealed: 1,
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
      problems: [],
    })
  })

  const onLongerOne = database === 'postgres' ? test : () => undefined
  onLongerOne('that history has all of these, under several rosters and playbooks', async () => {
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
    ['a playbook that is none', [sql`update playbooks set document = '{}' where version = 1`], ['playbook-unreadable']],
    ['a rule of a playbook', [sql`update playbooks set document = jsonb_set(document, '{routing,rules,0,id}', '"s"')`], ['decision-differs']],
    ['an entry’s moves', [sql`update credit_entries set moves = '{"ana":"1"}' where decision_id = ${oneWithTurn} and kind = 'turn'`], ['entry-edited']],
    ['an entry’s unit', [sql`update credit_entries set unit = '7' where decision_id = ${oneWithTurn} and kind = 'turn'`], ['entry-edited']],
    [
      'an entry that is no number',
      [sql`update credit_entries set moves = '{"ana":"x"}' where decision_id = ${oneWithTurn} and kind = 'turn'`],
      ['entry-edited'],
    ],
    ['an entry that is gone', [sql`delete from credit_entries where decision_id = ${oneWithTurn} and kind = 'turn'`], ['entry-missing']],
    ['a refund’s reason', [sql`update credit_entries set reason = 'a favour' where kind = 'refund'`], ['entry-edited']],
    ['what a refund takes back', [sql`update credit_entries set unit = '9' where kind = 'refund'`], ['entry-edited']],
    [
      'what a pool goes on with',
      [sql`update pool_turns set credits = '{"unit":"1","balances":{"ana":"1","ben":"-1"}}' where pool_id = 'dach'`],
      ['turns-differ'],
    ],
    ['how far a pool is', [sql`update pool_turns set position = position + 1 where pool_id = 'dach'`], ['turns-differ']],
    ['a pool’s turns gone', [sql`delete from pool_turns where pool_id = 'dach'`], ['turns-differ']],
  ]
  test.each(edits.filter((_, place) => database === 'pglite' || place % 6 === 0))('%s is found', async (_, changes, found) => {
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
    const content = hashDecision(seal.salt, { ...decision, formId: 'contact' })
    const hash = hashSeal({ ...seal, content, previous: before.hash })
    const problems = await after(
      sql`update decisions set form_id = 'contact' where id = ${decision.id}`,
      sql`update seals set content = ${content}, hash = ${hash} where position = 5`,
    )
    expect(problems).toEqual([{ kind: 'seal-edited', seal: 6, decision: expect.any(String), message: expect.any(String) }])
  })

  test('a tail cut off with its decisions leaves a whole chain: only an earlier head shows it', async () => {
    const last = leadsOn[database] - 1
    const cut = [
      sql`delete from credit_entries where decision_id = ${sealedAt(last)}`, // as somebody thorough would; what a pool goes on with is left out here
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
})
