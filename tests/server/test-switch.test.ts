import { randomUUID } from 'node:crypto'
import { findLatestTurn } from '@baton/server/db/refunds'
import { assignments, creditEntries, poolTurns, repDays, repOpenLeads } from '@baton/server/db/schema'
import { verifyWorkspace } from '@baton/server/verify/verify-workspace'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { type DatabaseKind, startServer, type TestServer } from '../support/test-server.ts'

describe.each<DatabaseKind>(['postgres', 'pglite'])('on %s', database => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ database, playbook: salesPlaybook, roster: salesRoster })
  })
  afterAll(() => server.close())

  const send = async (answers: object, more: object = { test: true }, key: string | null = server.key) => {
    const body = { submissionId: randomUUID(), answers, ...more }
    const response = await server.post('/v1/forms/demo-request/submissions', body, key === null ? {} : { authorization: `Bearer ${key}` })
    return { status: response.status, reply: await response.json(), submissionId: body.submissionId, body }
  }
  const counted = () => Promise.all([poolTurns, creditEntries, assignments, repDays, repOpenLeads].map(table => server.db.select().from(table)))
  const leadOf = async (submissionId: string) => {
    const { body } = await server.read(`/v1/leads?submissionId=${submissionId}`)
    return (await server.read(`/v1/leads/${body.items[0].id}`)).body
  }

  test('an owner sees who would get a lead, as often as they like, and nobody’s turn, capacity or mailbox is spent', async () => {
    await server.submit(answersOf({ country: 'DE' }))
    const before = await counted()
    const answers = answersOf({ country: 'DE' })
    const tried = [await send(answers), await send(answers), await send(answers)]
    expect(tried.map(({ status, reply }) => [status, reply.outcome])).toEqual([...Array(3).fill([201, 'assigned'])])
    expect(new Set(tried.map(({ reply }) => reply.rep.name)).size).toBe(1) // whose turn it is stays whose turn it is
    expect(await counted()).toEqual(before)
    const { body: mails } = await server.read('/mailbox.json')
    expect(mails.filter(({ to }: { to: string }) => to === answers.email)).toEqual([])
    const toRep = mails.filter(({ replyTo }: { replyTo: string }) => replyTo === answers.email)
    expect(toRep.map(({ kind, subject }: { kind: string; subject: string }) => [kind, subject.startsWith('[Test] ')])).toEqual(
      Array(3).fill(['rep-mail', true]),
    )
    const { reply } = await server.submit(answers)
    expect(reply).toMatchObject({ outcome: 'assigned', rep: tried[0]?.reply.rep })
  })

  test('it is marked as a test wherever it is shown, with the whole decision', async () => {
    const { submissionId, reply, body } = await send(answersOf({ country: 'DE', name: 'Try Out' }))
    const lead = await leadOf(submissionId)
    expect(lead).toMatchObject({ test: true, owner: null, assignments: [], decision: { outcome: 'assigned', rule: 'dach' } })
    expect(lead.submissions[0]).toMatchObject({ test: true, mailWithheld: false, signs: [] })
    const page = async (path: string) => (await fetch(server.url + path, { headers: { authorization: `Bearer ${server.key}` } })).text()
    expect(await page('/leads')).toContain('>Test<')
    expect(await page(`/leads/${lead.id}`)).toContain(`A test: ${reply.rep.name} would have got it.`)
    expect((await fetch(`${server.url}/h/${reply.token}`)).status).toBe(200)
    expect(await findLatestTurn(server.db, server.workspaceId, lead.id)).toBeNull() // nothing to refund
    const again = await server.post('/v1/forms/demo-request/submissions', body, { authorization: `Bearer ${server.key}` })
    expect([again.status, await again.json()]).toEqual([200, reply])
  })

  test('the lead behind the address stays as it is, and the test knows whose it is', async () => {
    const answers = answersOf({ country: 'DE' })
    const { reply: real } = await server.submit(answers)
    const find = async () => (await server.read(`/v1/leads?email=${answers.email}`)).body
    const before = await find()
    const { reply, submissionId } = await send(answers)
    expect(reply.rep).toEqual(real.outcome === 'assigned' && real.rep)
    expect((await leadOf(submissionId)).decision.facts).toMatchObject({ 'lead.returning': true, 'lead.owner': expect.any(String) })
    expect(await find()).toEqual(before)
  })

  test('without a key there is no test, and nothing is stored', async () => {
    const { status, reply, submissionId } = await send(answersOf(), { test: true }, null)
    expect([status, reply.error.code]).toEqual([401, 'unauthorized'])
    expect((await server.read(`/v1/leads?submissionId=${submissionId}`)).body.items).toEqual([])
    const plain = await send(answersOf(), { test: false }, null)
    expect((await leadOf(plain.submissionId)).test).toBe(false)
  })

  test('records of tests verify like all others', async () => {
    const verdict = await verifyWorkspace(server.db, server.workspaceId, null)
    expect(verdict.problems).toEqual([])
    expect(verdict.verified).toBeGreaterThan(5)
  })
})
