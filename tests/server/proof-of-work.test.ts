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
  /** How it ended: the outcome, or the code of an error. */
  async function send(address: string, submissionId: string, renderToken?: string, more: object = {}, headers: Record<string, string> = {}): Promise<string> {
    const body = { submissionId, answers: answersOf({ country: 'DE' }), renderToken, ...more }
    const told = await (await server.post(`${form}/submissions`, body, { ...from(address), ...headers })).json()
    return told.outcome ?? told.error.code
  }
  const typed = (agoMs = 10_000, work = 0) => mintRenderToken(server.desk.secret, 'demo-request', new Date(Date.now() - agoMs), work).token
  const makeBusy = async (address: string, sentBefore = 0) => {
    for (let sent = sentBefore; sent < 10; sent++) expect(await send(address, randomUUID(), typed())).toBe('assigned')
  }
  const signsOf = async (submissionId: string) => {
    const { items } = (await server.read('/v1/quarantine')).body
    return items.find(({ id }: { id: string }) => id === submissionId)?.signs.map(({ code }: { code: string }) => code)
  }

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
    const submissionId = randomUUID()
    expect(await send(busy, submissionId, await solve(typed(10_000, 13), submissionId))).toBe('assigned')
  })

  test('sets aside what comes without a token there, and so the limit is all that a program without one meets elsewhere', async () => {
    const address = '203.0.113.20'
    for (let sent = 0; sent < 10; sent++) expect(await send(address, randomUUID())).toBe('assigned')
    const [early, late] = [randomUUID(), randomUUID()]
    expect(await send('203.0.113.21', early)).toBe('assigned')
    expect(await send(address, late)).toBe('queued')
    expect(await signsOf(late)).toEqual(['token_absent', 'token_unsolved'])
    expect((await server.read(`/v1/leads?submissionId=${late}`)).body.items).toEqual([])
  })

  test('asks for work where a token is from before it was busy, or was used already, and stores nothing until it is done', async () => {
    const address = '203.0.113.30'
    const reused = typed()
    for (let sent = 0; sent < 10; sent++) expect(await send(address, randomUUID(), reused)).toBe('assigned')
    const submissionId = randomUUID()
    for (const token of [reused, typed(), typed(2 * 24 * 3_600_000)]) {
      const answers = answersOf()
      const response = await server.post(`${form}/submissions`, { submissionId, answers, renderToken: token }, from(address))
      expect([response.status, (await response.json()).error.code]).toEqual([422, 'work_required'])
    }
    expect(await signsOf(submissionId)).toBeUndefined()
    // As the widget does then: the answers are there, and it sends as soon as it has worked.
    const { token, work } = await askToken(address)
    expect(work).toBeDefined()
    expect(await send(address, submissionId, await solve(token, submissionId), { answers: answersOf({ email: 'zoe@mailinator.com' }) })).toBe('assigned')
  })

  test('takes a solution for one submission only', async () => {
    const address = '203.0.113.40'
    await makeBusy(address)
    const [first, second] = [randomUUID(), randomUUID()]
    const solved = await solve(typed(10_000, 13), first)
    expect(await send(address, first, solved)).toBe('assigned')
    expect(await send(address, second, solved)).toBe('queued')
    expect(await signsOf(second)).toEqual(['token_unsolved'])
  })

  test('answers what it took before as it did, and sets aside what is suspicious by itself without asking', async () => {
    const address = '203.0.113.50'
    const submissionId = randomUUID()
    const answers = answersOf()
    expect(await send(address, submissionId, undefined, { answers })).toBe('assigned')
    await makeBusy(address, 1)
    expect(await send(address, submissionId, typed(), { answers })).toBe('assigned')
    const trapped = randomUUID()
    expect(await send(address, trapped, typed(), { company_website: 'https://spam.example' })).toBe('queued')
    expect(await signsOf(trapped)).toEqual(['trap_filled'])
  })

  test('asks nothing of a call with a key, a test among them, nor of this machine', async () => {
    const address = '203.0.113.60'
    await makeBusy(address)
    const key = { authorization: `Bearer ${server.key}` }
    for (const more of [{}, { test: true }]) expect(await send(address, randomUUID(), undefined, more, key)).toBe('assigned')
    await makeBusy('127.0.0.1')
    expect(await send('127.0.0.1', randomUUID())).toBe('assigned')
    expect(await send('127.0.0.1', randomUUID(), typed())).toBe('assigned')
    const held = randomUUID()
    expect(await send(address, held)).toBe('queued')
    const released = await server.post(`/v1/submissions/${held}/release`, {}, { ...key, ...from(address) })
    expect((await released.json()).outcome).toBe('assigned')
  })
})
