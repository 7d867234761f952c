import { randomUUID } from 'node:crypto'
import type { Query } from '@baton/server/db/connect'
import { deliveries } from '@baton/server/db/schema-deliveries'
import { createMark } from '@baton/server/deliveries/marks'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeProvider, startFakeProvider } from '../support/fake-provider.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

let resend: FakeProvider
let server: TestServer
beforeAll(async () => {
  resend = await startFakeProvider(() => ({ status: 200, body: { id: randomUUID() } }))
  const environment = { RESEND_API_KEY: 're_test', RESEND_BASE_URL: resend.url, MAIL_PER_SECOND: '1000' }
  server = await startServer({ playbook: salesPlaybook, roster: salesRoster, environment })
})
afterAll(async () => {
  await server.close()
  await resend.close()
})

test.each([
  ['an attempt that a later one has overtaken', { attempt: 2, state: 'owed' }],
  ['a mail that is sent already', { attempt: 1, state: 'sent' }],
] as const)('what ends late is noted, and moves nothing: %s', async (_, stands) => {
  await server.submit(answersOf({ country: 'DE' }))
  const [row] = await server.db.select().from(deliveries).where(eq(deliveries.kind, 'rep-mail')).orderBy(deliveries.createdAt).limit(1)
  if (!row) throw new Error('A rep is written to.')
  const named = eq(deliveries.id, row.id)
  await server.db
    .update(deliveries)
    .set({ ...stands, providerId: 'of-the-later-one' })
    .where(named)
  const load = async () => (await server.db.select().from(deliveries).where(named))[0]
  const before = await load()
  const { workspaceId, id } = row
  await server.desk.mark({ workspaceId, id, attempt: 1, outcome: 'data', reason: 'slow', providerId: null, state: 'failed', waitMs: 60_000 })
  expect(await load()).toEqual(before)
})

test('mails that end together are noted by one statement, what ends meanwhile by the next', async () => {
  const amounts: number[] = []
  let letGo = () => {}
  const query = (async (_text, [ended]) => {
    amounts.push((ended as unknown[]).length)
    if (amounts.length === 1) await new Promise<void>(resolve => (letGo = resolve))
    return {}
  }) as Query
  const mark = createMark(query)
  const end = () => mark({ workspaceId: randomUUID(), id: randomUUID(), attempt: 1, outcome: 'sent', reason: null, providerId: 'a', state: 'sent', waitMs: 0 })
  const together = [end(), end()]
  await expect.poll(() => amounts).toEqual([2])
  const meanwhile = [end(), end(), end()]
  letGo()
  await Promise.all([...together, ...meanwhile])
  expect(amounts).toEqual([2, 3])
})
