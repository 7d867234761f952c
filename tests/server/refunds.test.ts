import { randomUUID } from 'node:crypto'
import { creditEntries, poolTurns } from '@baton/server/db/schema'
import { createWorkspace } from '@baton/server/set-up'
import { verifyWorkspace } from '@baton/server/verify/verify-workspace'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadLoads } from '../support/load-loads.ts'
import { runBaton } from '../support/run-baton.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

const contoso = { domain: 'contoso.example', name: 'Contoso', employees: null, industry: null, country: null, owner: 'ben', tier: null }

let server: TestServer
beforeAll(async () => {
  server = await startServer({ playbook: salesPlaybook, roster: salesRoster, accounts: [contoso] })
})
afterAll(() => server.close())

/** Sends a lead and gives it as the API tells it. */
async function lead(more: Record<string, unknown> = { country: 'DE' }) {
  const submissionId = randomUUID()
  await server.submit(answersOf(more), { submissionId })
  return (await server.read(`/v1/leads?submissionId=${submissionId}`)).body.items[0]
}

async function refund(leadId: string, body: unknown = { reason: 'no-show' }, key = server.key) {
  const response = await server.post(`/v1/leads/${leadId}/refund`, body, key === '' ? {} : { authorization: `Bearer ${key}` })
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever it got
  return { status: response.status, body: (await response.json()) as any }
}

const ledger = () => server.db.select().from(creditEntries).where(eq(creditEntries.poolId, 'dach')).orderBy(creditEntries.position)

describe('a refund', () => {
  test('is an entry of its own that takes the turn back, and the same rep is next', async () => {
    const first = await lead()
    const { status, body } = await refund(first.id, { reason: 'disqualified' })
    expect(status).toBe(201)
    expect(body).toEqual({
      leadId: first.id,
      decisionId: expect.any(String),
      pool: 'dach',
      position: 1,
      undoes: 0,
      reason: 'disqualified',
      at: expect.stringMatching(/Z$/),
    })
    const [turn, undone] = await ledger()
    expect(undone).toMatchObject({ kind: 'refund', position: 1, undoes: 0, reason: 'disqualified', decisionId: turn?.decisionId, unit: turn?.unit })
    for (const [rep, move] of Object.entries(turn?.moves ?? {})) expect(BigInt(undone?.moves[rep] ?? 0)).toBe(-BigInt(move))
    expect(Object.values(undone?.moves ?? {}).reduce((sum, move) => sum + BigInt(move), 0n)).toBe(0n)
    expect((await lead()).rep).toEqual(first.rep)
  })

  test('is told with the lead, on its page too, and moves neither the lead nor what its rep has', async () => {
    const given = await lead()
    const loads = () => loadLoads(server.db, server.workspaceId, [{ rep: given.owner.id, day: new Date().toISOString().slice(0, 10) }])
    const before = await loads()
    expect(given.decision.refund).toBeNull()
    const { body } = await refund(given.id)
    const { body: read } = await server.read(`/v1/leads/${given.id}`)
    expect(read.decision.refund).toEqual({ reason: 'no-show', at: body.at })
    expect({ ...read.decision, refund: null }).toEqual(given.decision)
    expect([read.owner, read.assignments]).toEqual([given.owner, given.assignments])
    expect(await loads()).toEqual(before)
    const page = await (await fetch(`${server.url}/leads/${given.id}`, { headers: { authorization: `Bearer ${server.key}` } })).text()
    expect(page).toMatch(/Refunded.*Nobody came/s)
  })

  test('asked for four times at once is given once', async () => {
    const { id } = await lead()
    const answers = await Promise.all([refund(id), refund(id), refund(id), refund(id, { reason: 'disqualified' })])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
    for (const { status, body } of answers) if (status === 409) expect(body.error.code).toBe('already_refunded')
    const { decisionId } = answers.find(({ status }) => status === 201)?.body ?? {}
    expect((await ledger()).filter(entry => entry.decisionId === decisionId).map(({ kind }) => kind)).toEqual(['turn', 'refund'])
  })

  test('a second one of a turn is refused by the database too', async () => {
    const entry = (await ledger()).find(({ kind }) => kind === 'refund')
    if (!entry) throw new Error('There was a refund.')
    const again = { ...entry, position: 1_000_000 }
    await expect(server.db.insert(creditEntries).values(again)).rejects.toMatchObject({ cause: { code: '23505' } })
    await expect(server.db.insert(creditEntries).values({ ...again, undoes: null })).rejects.toMatchObject({ cause: { code: '23514' } })
  })

  test('takes back the latest turn of a lead that took several, and none before it', async () => {
    const email = 'twice@gmail.com'
    const { id } = await lead({ email, companySize: '1-10' })
    await lead({ email, country: 'DE' }) // its rep is not of this pool: a turn of its own
    expect((await refund(id)).body).toMatchObject({ pool: 'dach' })
    expect((await refund(id)).body.error.code).toBe('already_refunded')
    const { body } = await server.read(`/v1/leads/${id}`)
    expect(body.decisions.map((decision: { refund: unknown }) => decision.refund !== null)).toEqual([true, false])
  })

  test('keeps every credit at a sum of zero while leads and refunds come together', async () => {
    const leads = await Promise.all(Array.from({ length: 12 }, () => lead()))
    const coming = Promise.all(Array.from({ length: 6 }, () => lead()))
    const refunded = await Promise.all(leads.map(({ id }) => refund(id)))
    expect(refunded.map(({ status }) => status)).toEqual(Array(12).fill(201))
    await coming
    for (const { credits } of await server.db.select().from(poolTurns))
      expect(Object.values(credits.balances).reduce((sum, balance) => sum + BigInt(balance), 0n)).toBe(0n)
    expect((await verifyWorkspace(server.db, server.workspaceId, null)).problems).toEqual([])
  })
})

describe('is refused', () => {
  test.each([
    ['of a lead that was disqualified', { companySize: 'student' }],
    ['of a lead whose company has an owner', { email: 'new@contoso.example' }],
  ])('%s: it took no turn', async (_, more) => {
    expect(await refund((await lead(more)).id)).toMatchObject({ status: 409, body: { error: { code: 'no_turn_taken' } } })
  })

  test('of a lead of another workspace, of none, and of what is no lead’s id: all the same', async () => {
    const { id } = await lead()
    const other = await createWorkspace(server.desk.store, 'Other', randomUUID)
    const answers = [await refund(id, undefined, other.key), await refund(randomUUID()), await refund('1'), await refund('%27')]
    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual(Array(4).fill([404, 'not_found']))
    expect((await server.read(`/v1/leads/${id}`)).body.decision.refund).toBeNull()
  })

  test('without a key', async () => expect((await refund((await lead()).id, undefined, '')).status).toBe(401))

  test.each([
    ['a reason that is none', { reason: 'holiday' }, '/reason'],
    ['no reason', {}, '/reason'],
    ['more than was asked', { reason: 'no-show', rep: 'ana' }, '/rep'],
  ])('with %s', async (_, body, path) => {
    const answer = await refund((await lead()).id, body)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid_body', problems: [{ path }] } } })
  })
})

test('by command: baton refund, then baton verify with and without an earlier head', async () => {
  const { id } = await lead()
  const baton = (...words: string[]) => runBaton(words, server.environment)
  expect(await baton('refund', '--lead', id, '--reason', 'no-show')).toMatchObject({ code: 0, stderr: '', json: { leadId: id, reason: 'no-show' } })
  const refused = await Promise.all([
    baton('refund', '--lead', id, '--reason', 'no-show'),
    baton('refund', '--lead', randomUUID(), '--reason', 'no-show'),
    baton('refund', '--lead', id, '--reason', 'holiday'),
    baton('refund', '--lead', id),
    baton('verify', '--head', 'abc'),
  ])
  expect(refused.map(({ code, stdout }) => [code, stdout])).toEqual(Array(5).fill([2, '']))
  const says = ['was refunded already', 'There is no lead', 'no-show or disqualified', 'needs --reason', 'is no head']
  for (const [place, { stderr }] of refused.entries()) expect(stderr).toContain(says[place])
  const verified = await baton('verify')
  expect(verified).toMatchObject({ code: 0, stderr: '', json: { sealed: 0, head: null, problems: [] } })
  const cut = await baton('verify', '--head', '0'.repeat(64))
  expect(cut).toMatchObject({ code: 1, stderr: '', json: { verified: verified.json.unsealed, knownHeadAt: null, problems: [{ kind: 'head-missing' }] } })
}, 60_000)
