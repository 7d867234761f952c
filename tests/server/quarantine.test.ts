import { randomUUID } from 'node:crypto'
import { createWorkspace } from '@baton/server/set-up'
import { localDay } from '@baton/shared/eligibility'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRep } from '../support/examples.ts'
import { loadLoads } from '../support/load-loads.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { type DatabaseKind, startServer, type TestServer } from '../support/test-server.ts'

const trap = { company_website: 'https://spam.example' }

describe.each<DatabaseKind>(['postgres', 'pglite'])('on %s', database => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ database, playbook: salesPlaybook, roster: salesRoster })
  })
  afterAll(() => server.close())

  const bearer = () => ({ authorization: `Bearer ${server.key}` })
  const heldIds = async () => (await server.read('/v1/quarantine')).body.items.map(({ id }: { id: string }) => id)
  const leadsOf = async (submissionId: string) => (await server.read(`/v1/leads?submissionId=${submissionId}`)).body.items
  const mailsTo = async (address: unknown) => (await server.read('/mailbox.json')).body.filter((mail: { to: string }) => mail.to === address)
  const loads = () =>
    loadLoads(
      server.db,
      server.workspaceId,
      ['ana', 'ben', 'carla'].map(rep => ({ rep, day: localDay(aRep(rep), new Date()) })),
    )
  const release = async (id: string, body: object = {}, key = server.key) => {
    const response = await server.post(`/v1/submissions/${id}/release`, body, { authorization: `Bearer ${key}` })
    return { status: response.status, reply: await response.json() }
  }

  test('sets a suspicious submission aside: stored, answered like a queued one, with no lead, turn, capacity or mail', async () => {
    const submissionId = randomUUID()
    const answers = answersOf({ companySize: '1-10' })
    const before = await loads()
    const { status, reply } = await server.submit(answers, { submissionId, ...trap })
    expect([status, reply]).toEqual([
      201,
      {
        outcome: 'queued',
        submissionId,
        token: expect.stringMatching(/^[\w-]{24}$/),
        replyBy: expect.any(String),
        message: { heading: expect.stringContaining('Zoë'), body: expect.stringContaining('Northlight') },
      },
    ])
    expect(JSON.stringify(reply)).not.toMatch(/quarantin|suspicious|spam/i)
    expect([await leadsOf(submissionId), await mailsTo(answers.email), await loads()]).toEqual([[], [], before])
    expect((await server.read('/v1/quarantine')).body).toEqual({
      items: [expect.objectContaining({ id: submissionId, formId: 'demo-request', answers, quarantined: true, releasedAt: null })],
      nextCursor: null,
    })
    expect((await server.read('/v1/quarantine')).body.items[0].signs).toEqual([
      { code: 'trap_filled', sentence: 'A field that people do not see was filled in.' },
    ])
    const again = await server.submit(answers, { submissionId, ...trap })
    expect(again).toEqual({ status: 200, reply })
    expect((await server.submit({ ...answers, goal: 'other' }, { submissionId })).status).toBe(422)
    expect((await fetch(`${server.url}/h/${reply.outcome === 'queued' && reply.token}`)).status).toBe(200)
  })

  test('a lead for whom nobody is free is told the same, with the same keys in the same order', async () => {
    const quiet = await startServer({ playbook: salesPlaybook, roster: { ...salesRoster, reps: salesRoster.reps.map(rep => ({ ...rep, active: false })) } })
    const answers = answersOf({ name: 'Zoë' })
    const [queued, held] = [await quiet.submit(answers), await quiet.submit({ ...answers, email: 'other@contoso.example' }, trap)]
    await quiet.close()
    const shape = (text: string) => text.replace(/"(submissionId|token)":"[^"]+"/g, '"$1":"…"')
    expect(shape(JSON.stringify(held))).toBe(shape(JSON.stringify(queued)))
  })

  test('what the rules would turn away, and whose a company is, is not told to it either', async () => {
    const { reply } = await server.submit(answersOf({ companySize: 'student' }), trap)
    expect(reply.outcome).toBe('queued')
  })

  test('releases it once, however often and from wherever it is asked: one lead, one assignment, one mail of each kind', async () => {
    const submissionId = randomUUID()
    const answers = answersOf({ country: 'DE' })
    const { reply: held } = await server.submit(answers, { submissionId, ...trap })
    const released = await Promise.all(Array.from({ length: 8 }, () => release(submissionId)))
    expect(released.map(({ status }) => status).sort()).toEqual([...Array(7).fill(200), 201])
    expect(new Set(released.map(({ reply }) => JSON.stringify(reply))).size).toBe(1)
    const [{ reply } = { reply: null }] = released
    expect(reply).toMatchObject({ outcome: 'assigned', submissionId, token: held.outcome === 'queued' ? held.token : '' })
    const [listed] = await leadsOf(submissionId)
    const { body: lead } = await server.read(`/v1/leads/${listed.id}`)
    expect([lead.decisions.length, lead.assignments.length, lead.deliveries.length]).toEqual([1, 1, 2])
    expect(lead.submissions[0]).toMatchObject({ quarantined: true, releasedAt: expect.any(String), signs: [{ code: 'trap_filled' }] })
    expect(await mailsTo(answers.email)).toHaveLength(1)
    expect(await heldIds()).not.toContain(submissionId)
    expect(await server.submit(answers, { submissionId, ...trap })).toEqual({ status: 200, reply })
    expect(await (await fetch(`${server.url}/leads/${listed.id}`, { headers: bearer() })).text()).toContain('released')
  })

  test('releases nothing of another workspace, nothing that was not set aside, and nothing without a key', async () => {
    const submissionId = randomUUID()
    await server.submit(answersOf(), { submissionId, ...trap })
    const other = await createWorkspace(server.desk.store, 'Other', randomUUID)
    expect(await release(submissionId, {}, other.key)).toMatchObject({ status: 404, reply: { error: { code: 'not_found' } } })
    expect(await release(randomUUID())).toMatchObject({ status: 404, reply: { error: { code: 'not_found' } } })
    expect(await release(submissionId, { formId: 'contact' })).toMatchObject({ status: 404 })
    expect(await release('1')).toMatchObject({ status: 404 })
    expect(await release(submissionId, {}, 'nobody')).toMatchObject({ status: 401 })
    expect((await fetch(`${server.url}/v1/quarantine`)).status).toBe(401)
    expect((await (await fetch(`${server.url}/v1/quarantine`, { headers: { authorization: `Bearer ${other.key}` } })).json()).items).toEqual([])
    const honest = randomUUID()
    await server.submit(answersOf(), { submissionId: honest })
    expect(await release(honest)).toMatchObject({ status: 409, reply: { error: { code: 'not_quarantined' } } })
    expect(await heldIds()).toContain(submissionId)
  })

  test('lists what waits page by page, each once', async () => {
    const ids = await heldIds()
    expect(ids.length).toBeGreaterThan(2)
    const paged: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body }: { body: { items: { id: string }[]; nextCursor: string | null } } = await server.read(
        `/v1/quarantine?limit=1${cursor && `&cursor=${cursor}`}`,
      )
      paged.push(...body.items.map(({ id }) => id))
      cursor = body.nextCursor
    }
    expect(paged).toEqual(ids)
    expect((await server.read('/v1/quarantine?limit=0')).status).toBe(400)
  })

  test('shows people what waits, as text, and releases nothing by being looked at', async () => {
    const before = await heldIds()
    await server.submit(answersOf({ goal: '<script>alert(1)</script>' }), trap)
    const page = await fetch(`${server.url}/quarantine`, { headers: bearer() })
    const text = await page.text()
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')])
    expect(text).toContain('A field that people do not see was filled in.')
    expect(text).toContain('&lt;script&gt;alert(1)')
    expect(text).not.toContain('<script>alert')
    expect(
      (await (await fetch(`${server.url}/quarantine?limit=1`, { headers: bearer() })).text()).match(/href="\/quarantine\?limit=1&amp;cursor=/),
    ).not.toBeNull()
    expect(await heldIds()).toHaveLength(before.length + 1)
    expect((await fetch(`${server.url}/quarantine`)).status).toBe(401)
    expect(await (await fetch(`${server.url}/leads`, { headers: bearer() })).text()).toContain('href="/quarantine"')
  })

  test('one weak sign is noted and holds nobody up; a call with a key is not looked at', async () => {
    const post = (more: object, headers: Record<string, string> = {}) =>
      server.post('/v1/forms/demo-request/submissions', { submissionId: randomUUID(), answers: answersOf({ email: 'zoe@mailinator.com' }), ...more }, headers)
    const bare = randomUUID()
    const plain = await server.post('/v1/forms/demo-request/submissions', { submissionId: bare, answers: answersOf() })
    expect((await plain.json()).outcome).toBe('assigned')
    expect((await leadsOf(bare))[0].submissions[0]).toMatchObject({ quarantined: false, signs: [{ code: 'token_absent' }] })
    expect((await (await post({})).json()).outcome).toBe('queued')
    expect((await (await post(trap, bearer())).json()).outcome).toBe('assigned')
    expect((await post({}, { authorization: 'Bearer nobody' })).status).toBe(401)
    const other = await createWorkspace(server.desk.store, 'Another', randomUUID)
    expect((await post(trap, { authorization: `Bearer ${other.key}` })).status).toBe(401)
    expect((await post({}, { authorization: 'Basic c3RhZ2luZzpwYXNz' })).status).toBe(201)
  })
})
