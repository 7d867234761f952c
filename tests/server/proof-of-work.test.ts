import { randomUUID } from 'node:crypto'
import { isSolved, workOf } from '@baton/server/bots/proof-of-work'
import { mintRenderToken, readRenderToken } from '@baton/server/bots/render-token'
import { solve } from '@baton/widget/work/solve.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { monday } from '../support/examples.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

const secret = 's'.repeat(32)
const later = new Date(monday.getTime() + 5000)

test('nobody works for the first ten submissions of a network; after that more, and more again', () => {
  expect([0, 9, 10, 19, 20, 29].map(workOf)).toEqual([0, 0, 13, 13, 14, 14])
})

describe('a token that asks for work', () => {
  const submissionId = randomUUID()
  const { token } = mintRenderToken(secret, 'demo-request', monday, 8)
  const read = (given: string, more: object = {}) => readRenderToken([secret], { formId: 'demo-request', submissionId, now: later, ...more }, given).kind

  test('counts with the work that the widget does for this submission, and for no other', async () => {
    const solved = await solve(token, submissionId)
    expect(read(solved)).toBe('good')
    expect(read(token)).toBe('unsolved')
    const others = Array.from({ length: 20 }, () => read(solved, { submissionId: randomUUID() }))
    expect(others.filter(kind => kind === 'unsolved').length).toBeGreaterThan(15) // one in 256 is luck
    expect(read(solved, { formId: 'contact' })).toBe('forged')
  })

  test.each(['', '~', '~x', '~-1', '~1.5', '~1e9', `~${'9'.repeat(11)}`, '~ 1'])('%j behind it is no work', text => expect(read(token + text)).toBe('unsolved'))

  test('finds the first number only, and hashes as the server does', async () => {
    const number = Number((await solve(token, submissionId)).split('~')[1])
    expect(isSolved(token, submissionId, String(number), 8)).toBe(true)
    for (let before = 0; before < number; before++) expect([before, isSolved(token, submissionId, String(before), 8)]).toEqual([before, false])
  })

  test('says how much in a part that nobody can change', () => {
    const parts = token.split('.')
    expect(parts[4]).toBe('8')
    expect(read([...parts.slice(0, 4), '0', parts[5]].join('.'))).toBe('forged')
  })
})

describe('a network that sends many', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ playbook: salesPlaybook, roster: salesRoster, environment: { TRUSTED_PROXIES: '127.0.0.0/8' } })
  })
  afterAll(() => server.close())

  const form = '/v1/forms/demo-request'
  const from = (address: string) => ({ 'x-forwarded-for': address })
  const askToken = async (address: string): Promise<{ token: string; work?: string }> =>
    (await fetch(`${server.url}${form}/token`, { headers: from(address) })).json()
  async function send(address: string, submissionId: string, renderToken: string): Promise<string> {
    const response = await server.post(`${form}/submissions`, { submissionId, answers: answersOf({ country: 'DE' }), renderToken }, from(address))
    return ((await response.json()) as { outcome: string }).outcome
  }
  const typed = () => mintRenderToken(server.desk.secret, 'demo-request', new Date(Date.now() - 10_000)).token

  test('gets tokens that ask for work, and its submissions count with it; without it they are set aside, and nobody else is asked', async () => {
    const [busy, quiet] = ['203.0.113.9', '203.0.113.10']
    for (let sent = 0; sent < 9; sent++) expect(await send(busy, randomUUID(), typed())).toBe('assigned')
    expect(await askToken(busy)).not.toHaveProperty('work')
    expect(await send(busy, randomUUID(), typed())).toBe('assigned')
    const { token, work } = await askToken(busy)
    expect(work).toMatch(/^http:\/\/baton\.test\/widget\/work\.[0-9a-f]{16}\.js$/)
    expect(await askToken(quiet)).not.toHaveProperty('work')

    const script = await fetch(server.url + new URL(work ?? '').pathname)
    expect([script.status, script.headers.get('content-type'), script.headers.get('cache-control')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      expect.stringContaining('immutable'),
    ])

    const without = randomUUID()
    expect(await send(busy, without, token)).toBe('queued')
    const { items } = (await server.read('/v1/quarantine')).body
    expect(items).toEqual([expect.objectContaining({ id: without, signs: expect.arrayContaining([expect.objectContaining({ code: 'token_unsolved' })]) })])

    // As from a browser in which somebody typed for ten seconds.
    const old = mintRenderToken(server.desk.secret, 'demo-request', new Date(Date.now() - 10_000), 13).token
    const submissionId = randomUUID()
    expect(await send(busy, submissionId, await solve(old, submissionId))).toBe('assigned')
  })
})
