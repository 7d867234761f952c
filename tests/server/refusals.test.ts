import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { createWorkspace } from '@baton/server/set-up'
import { errorCatalogue } from '@baton/shared/errors'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ playbook: salesPlaybook, roster: salesRoster })
})
afterAll(() => server.close())

const path = '/v1/forms/demo-request/submissions'
const good = () => ({ submissionId: randomUUID(), answers: answersOf() })

async function refusal(body: unknown, headers: Record<string, string> = {}, at = path) {
  const response = await server.post(at, body, headers)
  return {
    status: response.status,
    requestId: response.headers.get('x-request-id'),
    ...((await response.json()) as { error: { code: string; message: string; problems?: { path: string; code: string }[] } }),
  }
}

const nested = (levels: number) => `{"submissionId":"${randomUUID()}","answers":{"email":${'['.repeat(levels)}${']'.repeat(levels)}}}`

describe('a submission that cannot be taken is told why, and where', () => {
  test.each<[string, () => unknown, number, string, string | null]>([
    ['malformed JSON', () => '{"submissionId":', 400, 'invalid_json', null],
    ['an empty body', () => '', 400, 'invalid_json', null],
    ['a list for a body', () => [], 400, 'invalid_body', ''],
    ['null for a body', () => 'null', 400, 'invalid_body', ''],
    ['no submission id', () => ({ answers: answersOf() }), 400, 'invalid_body', '/submissionId'],
    ['an id that is no uuid', () => ({ ...good(), submissionId: '1' }), 400, 'invalid_body', '/submissionId'],
    ['answers that are a list', () => ({ ...good(), answers: [] }), 400, 'invalid_body', '/answers'],
    ['an answer that is null', () => ({ ...good(), answers: { ...answersOf(), name: null } }), 400, 'invalid_body', '/answers/name'],
    ['a key nobody knows', () => ({ ...good(), workspaceId: 'mine' }), 400, 'invalid_body', '/workspaceId'],
    [
      'a touch with a score',
      () => ({ ...good(), touches: { first: { at: '2026-11-23T10:00:00Z', score: 100 } } }),
      400,
      'invalid_body',
      '/touches/first/score',
    ],
    ['a page viewed at no time', () => ({ ...good(), pagesViewed: [{ path: '/', at: 'yesterday', seconds: 1 }] }), 400, 'invalid_body', '/pagesViewed/0/at'],
    ['a prototype', () => `{"submissionId":"${randomUUID()}","answers":{"__proto__":{"admin":true}}}`, 400, 'invalid_body', '/answers/__proto__'],
    ['NUL', () => ({ ...good(), answers: answersOf({ name: 'Zoë\0' }) }), 400, 'invalid_text', '/answers/name'],
    [
      'half a surrogate pair',
      () => `{"submissionId":"${randomUUID()}","answers":{"email":"a@b.example","name":"\\ud800"}}`,
      400,
      'invalid_text',
      '/answers/name',
    ],
    ['nine levels', () => nested(7), 400, 'too_deep', '/answers/email/0/0/0/0/0/0'],
    ['5,000 levels', () => nested(5000), 400, 'too_deep', '/answers/email/0/0/0/0/0/0'],
    [
      '101 answers',
      () => ({ ...good(), answers: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`q${index}`, 'x'])) }),
      400,
      'too_deep',
      '/answers',
    ],
    ['more than 64 kB', () => ({ ...good(), answers: answersOf({ goal: 'x'.repeat(66_000) }) }), 413, 'body_too_large', null],
    ['an unanswered required question', () => ({ ...good(), answers: answersOf({ name: '  ' }) }), 422, 'invalid_answers', '/answers/name'],
    ['a question that the answers make appear', () => ({ ...good(), answers: answersOf({ companySize: '200+' }) }), 422, 'invalid_answers', '/answers/seats'],
    ['an option that does not exist', () => ({ ...good(), answers: answersOf({ companySize: 'huge' }) }), 422, 'invalid_answers', '/answers/companySize'],
    ['a number as text', () => ({ ...good(), answers: answersOf({ companySize: '200+', seats: '50' }) }), 422, 'invalid_answers', '/answers/seats'],
    ['a name as a number', () => ({ ...good(), answers: answersOf({ name: 12345 }) }), 422, 'invalid_answers', '/answers/name'],
    ['no address', () => ({ ...good(), answers: answersOf({ email: 'zoe at contoso' }) }), 422, 'invalid_answers', '/answers/email'],
    [
      'an address with a second header in it',
      () => ({ ...good(), answers: answersOf({ email: 'zoe@contoso.example\r\nBcc: all@contoso.example' }) }),
      422,
      'invalid_answers',
      '/answers/email',
    ],
  ])('%s', async (_, body, status, code, where) => {
    const answer = await refusal(body())
    expect(answer).toMatchObject({ status, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    expect(answer.error).toMatchObject({ code, message: errorCatalogue[code as keyof typeof errorCatalogue].message })
    if (where !== null) expect(answer.error.problems?.map(problem => problem.path)).toContain(where)
  })

  test('bytes that are no UTF-8', async () => {
    const response = await fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from([0x7b, 0xc3, 0x28, 0x7d]),
    })
    expect([response.status, (await response.json()).error.code]).toEqual([400, 'invalid_json'])
  })

  test('JSON that says it is text, which a page could send without asking', async () => {
    expect(await refusal(JSON.stringify(good()), { 'content-type': 'text/plain' })).toMatchObject({ status: 415, error: { code: 'unsupported_media_type' } })
  })

  test.each(['embed', 'h', 'photos', 'v1/forms', 'v1/leads'])('an address below /%s that is too long to be one', async folder => {
    const response = await fetch(`${server.url}/${folder}/${'a'.repeat(150)}`)
    expect([404, 401]).toContain(response.status)
  })

  test('what is not HTTP at all, in the shape of every other error', async () => {
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n')
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 [\s\S]*x-request-id: [\s\S]*"code":"invalid_body"/i)
  })

  test('and a client that does not read the refusal is let go of all the same', async () => {
    const quiet = await startServer({ playbook: salesPlaybook, roster: salesRoster })
    const { hostname, port } = new URL(quiet.url)
    const socket = connect(Number(port), hostname)
    socket.write('NOT HTTP\r\n\r\n')
    await once(socket, 'connect')
    await eventually(async () => (await quiet.connections()) === 1)
    await eventually(async () => (await quiet.connections()) === 0)
    socket.destroy()
    await quiet.close()
  })

  test('a form that does not exist, also told to a page', async () => {
    const asked = await server.post('/v1/forms/nope/submissions', good(), { origin: 'https://anybody.example' })
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([404, 'https://anybody.example'])

    expect(await refusal(good(), {}, '/v1/forms/nope/submissions')).toMatchObject({ status: 404, error: { code: 'form_not_found' } })
    expect(await refusal(good(), {}, '/v1/forms/%zz/submissions')).toMatchObject({ status: 404 })
    expect((await fetch(`${server.url}/embed/nope.js`)).status).toBe(404)
    expect((await fetch(`${server.url}/v1/forms/nope`)).status).toBe(404)
  })

  test('and nothing of it was stored', async () => {
    expect((await server.read('/v1/leads')).body.items).toEqual([])
  })
})

describe('only pages of the form’s own sites may submit', () => {
  test.each([
    ['https://example.com', 201],
    ['https://www.example.com', 201],
    ['https://a.b.example.com', 201],
    ['http://localhost:8080', 201],
    ['http://localhost', 201],
    ['http://baton.test', 201],
    ['null', 403],
    ['https://example.com.evil.example', 403],
    ['https://evilexample.com', 403],
    ['http://example.com', 403],
    ['https://example.com:8443', 403],
    ['https://localhost', 403],
    ['https://exampl\u0435.com', 403],
    ['http://xn--bcher-kva.example', 201],
    ['http://[::1]:8080', 201],
    ['https://user@example.com', 403],
    ['file://', 403],
    ['not an origin', 403],
  ])('%s → %i', async (origin, status) => {
    const response = await server.post(path, good(), { origin: encodeURI(origin).replace('%5B', '[').replace('%5D', ']') })
    expect(response.status).toBe(status)
    expect(response.headers.get('access-control-allow-origin')).toBe(status === 201 ? origin : null)
    expect(response.headers.get('access-control-allow-credentials')).toBeNull()
    if (status === 403) expect((await response.json()).error.code).toBe('origin_not_allowed')
  })

  test('a browser that asks first is told the same', async () => {
    const ask = (origin: string) =>
      fetch(server.url + path, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      })
    const yes = await ask('https://example.com')
    expect([yes.status, yes.headers.get('access-control-allow-origin'), yes.headers.get('vary')]).toEqual([
      204,
      'https://example.com',
      expect.stringMatching(/origin/i),
    ])
    expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('what is inside stays inside', () => {
  test.each(['/v1/leads', `/v1/leads/${randomUUID()}`, '/leads', `/leads/${randomUUID()}`, '/mailbox', '/mailbox.json'])('%s needs a key', async address => {
    const bare = await fetch(server.url + address)
    expect([bare.status, (await bare.json()).error.code]).toEqual([401, 'unauthorized'])
    const wrong = await fetch(server.url + address, { headers: { authorization: `Bearer ${server.key}x` } })
    expect(wrong.status).toBe(401)
  })

  test('a key opens a page also as the password of a browser’s sign-in box', async () => {
    const headers = { authorization: `Basic ${Buffer.from(`me:${server.key}`).toString('base64')}` }
    expect((await fetch(`${server.url}/leads`, { headers })).status).toBe(200)
  })

  test.each([
    'limit=0',
    'limit=101',
    'limit=ten',
    'cursor=!!',
    ...['+275760-09-13T00:00:00.000Z', '0000-01-01T00:00:00.000Z'].map(at => `cursor=${Buffer.from(`${at} ${randomUUID()}`).toString('base64url')}`),
    `cursor=${Buffer.from('x y').toString('base64url')}`,
    'sort=email',
    'submissionId=1',
  ])('/v1/leads?%s is refused', async query => {
    expect(await server.read(`/v1/leads?${query}`)).toMatchObject({ status: 400, body: { error: { code: 'invalid_query' } } })
  })

  test.each(['/h/%00', '/photos/%00', '/v1/handoffs/%00/slots', '/embed/%00.js', '/v1/forms/%00', '/v1/leads?email=%00'])(
    '%s, which no database stores, is refused',
    async address => {
      const response = await fetch(server.url + address, { headers: { authorization: `Bearer ${server.key}` } })
      expect([response.status, (await response.json()).error.code]).toEqual([400, 'invalid_text'])
    },
  )

  test('an address that is written in another way leads to the same place', async () => {
    expect((await server.post('/v1/%66orms/demo-request/submissions', good())).status).toBe(201)
  })

  test('another workspace’s key reads neither its leads nor its mails', async () => {
    const { reply } = await server.submit(answersOf())
    expect(reply.outcome).toBe('assigned')
    const { key } = await createWorkspace(server.desk.store, 'Other', randomUUID)
    const read = async (path: string) => (await fetch(server.url + path, { headers: { authorization: `Bearer ${key}` } })).json()
    expect((await read('/v1/leads')).items).toEqual([])
    expect(await read('/mailbox.json')).toEqual([])
    const { body } = await server.read('/v1/leads')
    expect((await read(`/v1/leads/${body.items[0].id}`)).error.code).toBe('not_found')
  })

  test('a lead that is not there, or could not be, is not found', async () => {
    expect((await server.read(`/v1/leads/${randomUUID()}`)).status).toBe(404)
    expect((await server.read('/v1/leads/1')).status).toBe(404)
  })
})
