import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { findWord } from '../support/every-column.ts'
import { runBaton } from '../support/run-baton.ts'
import { salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

vi.setConfig({ testTimeout: 60_000 }) // a command takes half a second, and several on a busy machine

let server: TestServer
beforeAll(async () => {
  server = await startServer({ playbook: salesPlaybook, roster: salesRoster })
})
afterAll(() => server.close())

const baton = (...words: string[]) => runBaton(words, server.environment)
const opens = async (key: string) => (await fetch(`${server.url}/v1/leads`, { headers: { authorization: `Bearer ${key}` } })).status

test('a key is told once, kept as a hash, and opens nothing from the moment it is revoked; the others stay', async () => {
  const added = (await baton('key', 'add')).json
  expect(Buffer.from(added.key.replace('baton_', ''), 'base64url')).toHaveLength(32)
  expect(await opens(added.key)).toBe(200)
  expect(await findWord(server.db, added.key.slice(12))).toEqual({})
  expect(await findWord(server.db, createHash('sha256').update(added.key).digest('hex'))).toEqual({ 'api_keys.hash': 1 })

  const { json: list } = await baton('key')
  expect(list).toHaveLength(2)
  expect(list).toContainEqual({ id: added.id, prefix: added.key.slice(0, 12), createdAt: expect.any(String) })
  expect(await baton('key', 'revoke', added.id)).toMatchObject({ code: 0, json: { revoked: added.id } })
  expect([await opens(added.key), await opens(server.key)]).toEqual([401, 200])
  expect((await baton('key', 'list')).json).toHaveLength(1)
})

test.each([
  ['a key that is another workspace’s', ['key', 'revoke', '6f1f1f9e-0000-4000-8000-000000000000'], 'There is no API key “6f1f1f9e-'],
  ['no id', ['key', 'revoke'], 'There is no API key “”'],
  ['another word', ['key', 'rotate'], 'There is no “baton key rotate”'],
])('%s is told, and nothing is revoked', async (_, words, says) => {
  await server.db.execute(
    sql`insert into api_keys (workspace_id, id, hash, prefix) values (gen_random_uuid(), '6f1f1f9e-0000-4000-8000-000000000000', 'h', 'p') on conflict do nothing`,
  )
  const ended = await baton(...words)
  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toContain(says)
  expect(Object.keys(await findWord(server.db, server.key.slice(0, 12)))).toEqual(['api_keys.prefix'])
})
