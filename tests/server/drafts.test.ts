import { randomUUID } from 'node:crypto'
import { mintRenderToken } from '@baton/server/bots/render-token'
import { erase } from '@baton/server/erase'
import { retainFor } from '@baton/server/retention'
import type { DraftBody } from '@baton/shared/api'
import { type Playbook, playbook } from '@baton/shared/playbook'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findWord, readRows } from '../support/every-column.ts'
import { monday } from '../support/examples.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { type DatabaseKind, startServer, type TestServer } from '../support/test-server.ts'

const day = 86_400_000
const consent = { id: 'keep', kind: 'consent', label: 'Keep what I answered' }
const [demo, contact] = salesPlaybook.forms as [Playbook['forms'][number], Playbook['forms'][number]]
const withDrafts: Playbook = playbook.parse({
  ...salesPlaybook,
  forms: [
    { ...demo, remember: { consent: 'keep' }, steps: [['email', 'name', 'keep'], ...(demo.steps?.slice(1) ?? [])], questions: [...demo.questions, consent] },
    { ...contact, remember: 'always' },
    { ...contact, id: 'forgetful' },
    { id: 'nameless', remember: 'always', questions: [{ id: 'wish', kind: 'text', label: 'A wish' }] },
  ],
})

describe.each<DatabaseKind>(['postgres', 'pglite'])('on %s', database => {
  let server: TestServer
  let now = monday
  let revision = 1
  beforeAll(async () => {
    server = await startServer({ database, playbook: withDrafts, roster: salesRoster, now: () => now, environment: { TRUSTED_PROXIES: '127.0.0.0/8' } })
  })
  afterAll(() => server.close())

  const tokenFor = (formId: string) => mintRenderToken(server.desk.secret, formId, new Date(now.getTime() - 10_000)).token
  const put = (id: string, body: Partial<DraftBody> & { formId?: string }, headers: Record<string, string> = {}) => {
    const { formId = 'demo-request', ...rest } = body
    return fetch(`${server.url}/v1/forms/${formId}/drafts/${id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ revision: revision++, renderToken: tokenFor(formId), ...rest }),
    })
  }
  const listed = async (query = '') => (await server.read(`/v1/drafts${query}`)).body.items as { id: string; [key: string]: unknown }[]
  const find = async (id: string) => (await listed('?limit=100')).find(draft => draft.id === id)
  const begun = (more: Record<string, string | boolean> = {}) => ({ email: `${randomUUID()}@begun.example`, name: 'Zoë', keep: true, ...more })

  test('what was answered so far is kept, and shown to whoever has a key', async () => {
    const id = randomUUID()
    const touch = { at: '2026-11-20T10:00:00Z', source: 'newsletter' }
    const sent = await put(id.toUpperCase(), {
      answers: begun({ email: ' Zoe@Begun.example ' }),
      touches: { first: touch, last: touch },
      page: { url: 'https://example.com/pricing' },
      pagesViewed: [{ path: '/pricing', at: '2026-11-23T09:59:00Z', seconds: 40 }],
      timeZone: 'Europe/Berlin',
      locale: 'de-DE',
      playbookVersion: 1,
      company_website: '',
    })
    expect([sent.status, await sent.text()]).toEqual([204, ''])
    expect(await find(id)).toEqual({
      id,
      formId: 'demo-request',
      formTitle: 'Talk to sales',
      playbookVersion: 1,
      email: 'zoe@begun.example',
      name: 'Zoë',
      startedAt: monday.toISOString(),
      savedAt: monday.toISOString(),
      answers: { email: 'Zoe@Begun.example', name: 'Zoë', keep: true },
      readable: [
        { questionId: 'email', label: 'Work email', value: 'Zoe@Begun.example' },
        { questionId: 'name', label: 'Your name', value: 'Zoë' },
        { questionId: 'keep', label: 'Keep what I answered', value: expect.any(String) },
      ],
      touches: { first: touch, last: touch },
      pagesViewed: [{ path: '/pricing', at: '2026-11-23T09:59:00Z', seconds: 40 }],
      timeZone: 'Europe/Berlin',
      locale: 'de-DE',
    })
    const headers = { authorization: `Bearer ${server.key}` }
    const page = await (await fetch(`${server.url}/leads`, { headers })).text()
    expect(page).toMatch(/Started, not sent[\s\S]*Zoë[\s\S]*Zoe@Begun\.example/)
    expect(await (await fetch(`${server.url}/leads?limit=50`, { headers })).text()).not.toContain('Started, not sent')
    expect((await fetch(`${server.url}/v1/drafts`)).status).toBe(401)
    expect((await server.read('/v1/drafts?submissionId=x')).status).toBe(400)
  })

  test('answers that do not fit, are not asked or not known are left out, and the rest is kept', async () => {
    const id = randomUUID()
    const answers = begun({ companySize: 'enormous', seats: 'many', country: 'de', goal: '  ', elsewhere: 'x' })
    expect((await put(id, { answers })).status).toBe(204)
    expect(await find(id)).toMatchObject({ answers: { email: answers.email, name: 'Zoë', keep: true, country: 'DE' } })
    expect((await put(id, { answers: { ...answers, companySize: '11-200', seats: 5 } })).status).toBe(204)
    expect((await find(id))?.answers).not.toHaveProperty('seats')
  })

  test('one that arrives late never overwrites a later one, nor brings back what was taken away', async () => {
    const id = randomUUID()
    const answers = begun()
    for (const [at, name] of [
      [10, 'Later'],
      [9, 'Earlier'],
      [10, 'Twin'],
    ] as const)
      expect((await put(id, { revision: at, answers: { ...answers, name } })).status).toBe(204)
    expect((await find(id))?.answers).toMatchObject({ name: 'Later' })
    expect((await put(id, { revision: 12, answers: {} })).status).toBe(204)
    expect((await put(id, { revision: 11, answers })).status).toBe(204)
    expect(await find(id)).toBeUndefined()
    expect(await findWord(server.db, answers.email)).toEqual({})
    expect((await put(id, { revision: 13, answers })).status).toBe(204)
    expect(await find(id)).toBeDefined()
  })

  test('of many at once the latest stays', async () => {
    const id = randomUUID()
    const answers = begun()
    const order = [4, 9, 1, 7, 3, 8, 2, 6, 5, 0]
    const sent = await Promise.all(order.map(at => put(id, { revision: 100 + at, answers: { ...answers, name: `Name ${at}` } })))
    expect(sent.map(({ status }) => status)).toEqual(order.map(() => 204))
    expect((await find(id))?.answers).toMatchObject({ name: 'Name 9' })
  })

  test.each([
    ['without the consent', 'demo-request', { keep: false }, 403, 'draft_not_allowed'],
    ['with a consent that is no yes', 'demo-request', { keep: 'yes' }, 403, 'draft_not_allowed'],
    ['on a form that remembers nothing', 'forgetful', {}, 403, 'draft_not_allowed'],
    ['without an address', 'demo-request', { email: '' }, 422, 'invalid_answers'],
    ['with half an address', 'demo-request', { email: 'zoe@' }, 422, 'invalid_answers'],
    ['on a form that asks for no address', 'nameless', { wish: 'peace' }, 422, 'invalid_answers'],
    ['on a form that is not there', 'nowhere', {}, 404, 'form_not_found'],
  ] as const)('%s nothing is kept, and why is said', async (_, formId, more, status, code) => {
    const id = randomUUID()
    const answers = begun({ name: 'qanary', ...more })
    const refused = await put(id, { formId, answers })
    expect([refused.status, (await refused.json()).error.code]).toEqual([status, code])
    expect(await findWord(server.db, 'qanary')).toEqual({})
  })

  test('where the form always remembers, no consent is asked for', async () => {
    const id = randomUUID()
    expect((await put(id, { formId: 'contact', answers: { email: begun().email } })).status).toBe(204)
    expect(await find(id)).toMatchObject({ formId: 'contact', formTitle: 'Write to us' })
  })

  test.each<[string, { renderToken?: string | null; company_website?: string }]>([
    ['without a token', { renderToken: null }],
    ['with a token of another form', { renderToken: 'other' }],
    ['with a trap filled in', { company_website: 'https://spam.example' }],
    ['from an address that is thrown away, sooner than people type', { renderToken: 'fresh' }],
  ])('what looks like a program’s is told nothing, and kept nowhere: %s', async (_, more) => {
    const id = randomUUID()
    const tokens: Record<string, string> = { other: tokenFor('contact'), fresh: mintRenderToken(server.desk.secret, 'demo-request', now).token }
    const renderToken = more.renderToken === undefined ? tokenFor('demo-request') : more.renderToken && tokens[more.renderToken]
    const answers = begun({ name: 'qanary', ...(more.renderToken === 'fresh' && { email: 'qanary@mailinator.com' }) })
    expect((await put(id, { answers, ...more, renderToken })).status).toBe(204)
    expect(await findWord(server.db, 'qanary')).toEqual({})
    expect(await readRows(server.db, sql`select 1 from drafts where id = ${id}::uuid`)).toEqual([])
  })

  test('it has the edges of a submission: shape, depth, size, texts, ids, and pages', async () => {
    const id = randomUUID()
    const answers = begun()
    let deep: unknown = 1
    for (let level = 0; level < 9; level++) deep = [deep]
    const code = async (response: Response) => [response.status, (await response.json()).error.code]
    expect(await code(await put(id, { answers, submissionId: id } as object))).toEqual([400, 'invalid_body'])
    expect(await code(await put(id, { answers, revision: -1 }))).toEqual([400, 'invalid_body'])
    expect(await code(await put(id, { answers, revision: 2 ** 53 }))).toEqual([400, 'invalid_body'])
    expect(await code(await put(id, { answers: { ...answers, goal: deep } } as object))).toEqual([400, 'too_deep'])
    expect(await code(await put(id, { answers: { ...answers, goal: 'a\0b' } }))).toEqual([400, 'invalid_text'])
    expect(await code(await put(id, { answers: { ...answers, goal: 'x'.repeat(66_000) } }))).toEqual([413, 'body_too_large'])
    expect(await code(await put('seven', { answers }))).toEqual([404, 'not_found'])
    expect(await code(await put(id, { answers }, { origin: 'https://elsewhere.example' }))).toEqual([403, 'origin_not_allowed'])
    expect(await find(id)).toBeUndefined()
    const preflight = await fetch(`${server.url}/v1/forms/demo-request/drafts/${id}`, {
      method: 'OPTIONS',
      headers: { origin: 'https://example.com', 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' },
    })
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT')
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://example.com')
    expect((await put(id, { answers }, { origin: 'https://example.com' })).status).toBe(204)
  })

  test('a network may send 300 in ten minutes and is then told to wait; its submissions are not counted with them, and nobody is kept from taking theirs away', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9' }
    const ids = Array.from({ length: 3 }, () => randomUUID())
    const answers = begun()
    for (const id of ids)
      for (let sent = 0; sent < 100; sent += 20) {
        const taken = await Promise.all(Array.from({ length: 20 }, () => put(id, { answers }, headers)))
        expect(taken.map(({ status }) => status)).toEqual(taken.map(() => 204))
      }
    await server.db.execute(
      sql`update drafts set saves = 100 where id in (${sql.join(
        ids.map(id => sql`${id}::uuid`),
        sql`, `,
      )})`,
    ) // those that another overtook were not written
    const refused = await put(ids[0] ?? '', { answers }, headers)
    expect([refused.status, refused.headers.get('retry-after'), (await refused.json()).error.code]).toEqual([429, '600', 'rate_limited'])
    expect((await put(randomUUID(), { answers: {} }, headers)).status).toBe(429)
    expect((await put(randomUUID(), { answers: begun() }, { 'x-forwarded-for': '203.0.113.10' })).status).toBe(204)
    expect((await put(randomUUID(), { formId: 'contact', answers: begun() }, headers)).status).toBe(204)
    const submitted = await server.post(
      '/v1/forms/demo-request/submissions',
      { submissionId: randomUUID(), answers: answersOf(), renderToken: tokenFor('demo-request') },
      headers,
    )
    expect(submitted.status).toBe(201)
    expect((await put(ids[0] ?? '', { answers: {} }, headers)).status).toBe(204)
    expect(await find(ids[0] ?? '')).toBeUndefined()
    now = new Date(now.getTime() + 600_000)
    expect((await put(ids[0] ?? '', { answers }, headers)).status).toBe(204)
  })

  test('its submission ends it, also where a draft arrives after that; and so does another of the same person', async () => {
    const [sent, other, waiting] = [randomUUID(), randomUUID(), randomUUID()]
    const answers = begun()
    for (const id of [sent, other]) expect((await put(id, { answers })).status).toBe(204)
    now = new Date(now.getTime() + 1000)
    expect((await server.submit({ ...answersOf(), ...answers }, { submissionId: sent })).status).toBe(201)
    for (const id of [sent, other]) expect(await find(id)).toBeUndefined()
    now = new Date(now.getTime() + 1000)
    await retainFor(server.desk, null)
    expect((await put(sent, { answers })).status).toBe(204)
    expect(await readRows(server.db, sql`select id from drafts where address = ${answers.email}`)).toEqual([])
    expect((await put(waiting, { formId: 'contact', answers })).status).toBe(204)
    expect(await find(waiting)).toBeDefined() // begun anew since
    await retainFor(server.desk, null)
    expect(await readRows(server.db, sql`select id from drafts where address = ${answers.email}`)).toEqual([{ id: waiting }])
  })

  test('lists go on where they ended, the latest first', async () => {
    const ids: string[] = []
    for (let sent = 0; sent < 5; sent++) {
      if (sent !== 2) now = new Date(now.getTime() + 1000)
      ids.unshift(randomUUID())
      await put(ids[0] ?? '', { answers: begun() })
    }
    const first = (await server.read('/v1/drafts?limit=3')).body
    const second = (await server.read(`/v1/drafts?limit=2&cursor=${first.nextCursor}`)).body
    const found = [...first.items, ...second.items].map(({ id }: { id: string }) => id)
    expect([...found].sort()).toEqual([...ids].sort())
    expect(found[0]).toBe(ids[0])
    expect(found[4]).toBe(ids[4])
  })

  test('an address is forgotten with its drafts, where there is nothing else of it too', async () => {
    const id = randomUUID()
    await put(id, { answers: begun({ email: 'Forget@Begun.example', name: 'qanary' }) })
    expect(Object.keys(await findWord(server.db, 'qanary'))).toEqual(['drafts.answers'])
    const wanted = { email: 'forget@begun.example' }
    const erased = await erase(server.desk.store.of(server.workspaceId), { workspaceId: server.workspaceId, wanted, secret: server.desk.secret, at: now })
    expect(erased).toMatchObject({ leads: 0, submissions: 0, drafts: 1 })
    expect(await findWord(server.db, 'qanary')).toEqual({})
  })

  test('it is gone after thirty days, or sooner where people are', async () => {
    const [old, young] = [randomUUID(), randomUUID()]
    await put(old, { answers: begun() })
    const since = now.getTime()
    now = new Date(since + 20 * day)
    await put(young, { answers: begun() })
    now = new Date(since + 30 * day)
    await retainFor(server.desk, null)
    expect(await find(old)).toBeDefined()
    now = new Date(since + 30 * day + 1)
    await retainFor(server.desk, null)
    expect(await find(old)).toBeUndefined()
    expect(await find(young)).toBeDefined()
    await retainFor(server.desk, 7)
    expect(await listed()).toEqual([])
  })
})
