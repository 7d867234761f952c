import { randomUUID } from 'node:crypto'
import { creditEntries, poolTurns } from '@baton/server/db/schema'
import { createTurnstile } from '@baton/server/turnstile'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ playbook: salesPlaybook, roster: salesRoster })
})
afterAll(() => server.close())

const submit = async () => (await server.submit(answersOf({ country: 'DE' }))).status

test('a database that lost a pool’s last turn, as after a failover, is believed, not what this process remembers', async () => {
  for (let turn = 0; turn < 3; turn++) expect(await submit()).toBe(201)
  const pool = and(eq(creditEntries.workspaceId, server.workspaceId), eq(creditEntries.poolId, 'dach'))
  await server.db.delete(creditEntries).where(and(pool, eq(creditEntries.position, 2)))
  await server.db
    .update(poolTurns)
    .set({ position: sql`${poolTurns.position} - 1` })
    .where(eq(poolTurns.poolId, 'dach'))
  expect(await submit()).toBe(201)
})

test('the same id tried as a test and then sent in earnest is another submission, and is told so', async () => {
  const submissionId = randomUUID()
  const answers = answersOf({ country: 'DE' })
  const send = (more: object) =>
    server.post('/v1/forms/demo-request/submissions', { submissionId, answers, ...more }, { authorization: `Bearer ${server.key}` })
  expect((await send({ test: true })).status).toBe(201)
  expect((await send({})).status).toBe(422)
  expect((await send({ test: true })).status).toBe(200)
})

test('a key from a browser’s sign-in box reads, and does nothing', async () => {
  const authorization = `Basic ${Buffer.from(`:${server.key}`).toString('base64')}`
  expect((await fetch(`${server.url}/v1/leads`, { headers: { authorization } })).status).toBe(200)
  expect((await server.post(`/v1/submissions/${randomUUID()}/release`, {}, { authorization })).status).toBe(401)
})

test('a letter with thousands of marks is refused before it is sorted; what browsers tell of their page is mended', async () => {
  const marked = `a${'\u0301'.repeat(5000)}${'\u0316'.repeat(5000)}`
  const refused = await server.submit(answersOf({ goal: marked }))
  expect([refused.status, JSON.stringify(refused.reply)]).toEqual([400, expect.stringContaining('too_many_marks')])
  const half = '\ud83d'
  const told = {
    submissionId: randomUUID(),
    touches: { first: { at: '2026-11-23T09:00:00Z', campaign: `a\u0000b${half}` } },
    page: { url: 'https://example.com/', title: half },
    pagesViewed: [{ path: '/', at: '2026-11-23T09:00:00Z', seconds: -5 }],
  }
  expect((await server.submit(answersOf(), told)).status).toBe(201)
  const { items } = (await server.read(`/v1/leads?submissionId=${told.submissionId}`)).body
  expect(items[0].submissions[0]).toMatchObject({ touches: { first: { campaign: 'ab\ufffd' } }, pagesViewed: [{ seconds: 0 }] })
})

describe('handoffs of one process that may take turns', () => {
  /** Works that end when they are told to, by name, and what has happened to them so far. */
  function createWorks() {
    const turnstile = createTurnstile()
    const events: string[] = []
    const ends = new Map<string, (failed?: Error) => void>()
    const begin = (name: string, pools: string[]) =>
      turnstile.pass(pools, () => {
        events.push(`${name} begins`)
        return new Promise<string>((resolve, reject) => ends.set(name, failed => (failed ? reject(failed) : resolve(name))))
      })
    return { begin, events, end: (name: string, failed?: Error) => ends.get(name)?.(failed) }
  }

  test('pass one by one where they share a pool, in the order they came, and beside each other where they do not', async () => {
    const { begin, events, end } = createWorks()
    const passed = [begin('a', ['dach']), begin('b', ['dach', 'nordics']), begin('c', ['nordics']), begin('d', ['iberia']), begin('e', [])]
    await expect.poll(() => events).toEqual(['a begins', 'd begins', 'e begins'])
    end('d')
    end('a')
    await expect.poll(() => events.slice(3)).toEqual(['b begins'])
    end('b')
    await expect.poll(() => events.slice(4)).toEqual(['c begins'])
    end('c')
    end('e')
    expect(await Promise.all(passed)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('let the next one through when one fails, and do not wait for each other in a ring', async () => {
    const { begin, events, end } = createWorks()
    const failing = begin('a', ['dach', 'nordics'])
    const next = begin('b', ['nordics', 'dach'])
    await expect.poll(() => events).toEqual(['a begins'])
    end('a', new Error('It failed.'))
    await expect(failing).rejects.toThrow('It failed.')
    await expect.poll(() => events).toEqual(['a begins', 'b begins'])
    end('b')
    expect(await next).toBe('b')
  })

  test('cost two statements each, however many come at once: nobody decides on a turn that is gone by then', async () => {
    const { store } = server.desk
    const { query } = store
    const asked: string[] = []
    store.query = (text, parameters) => {
      asked.push(/baton_(\w+?)_/.exec(text)?.[1] ?? text)
      return query(text, parameters)
    }
    try {
      expect(await Promise.all(Array.from({ length: 20 }, submit))).toEqual(Array(20).fill(201))
    } finally {
      store.query = query
    }
    expect(asked.filter(name => name !== 'mark').sort()).toEqual([...Array(20).fill('look'), ...Array(20).fill('save')])
  })
})
