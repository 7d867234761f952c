import { randomUUID } from 'node:crypto'
import { inTransaction } from '@baton/server/db/in-transaction'
import { decisions } from '@baton/server/db/schema'
import { sealNext } from '@baton/server/sealing/seal-next'
import { sealDue, startSealer } from '@baton/server/sealing/sealer'
import { verifyWorkspace } from '@baton/server/verify/verify-workspace'
import { eq, isNull, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ playbook: salesPlaybook, roster: salesRoster })
})
afterAll(() => server.close())

const decideSome = (count: number) => Promise.all(Array.from({ length: count }, () => server.submit(answersOf())))
const verify = () => verifyWorkspace(server.db, server.workspaceId, null)

test('several sealers at once seal each decision once, in one chain', async () => {
  await decideSome(12)
  const step = () => inTransaction(server.db, tx => sealNext(tx, server.workspaceId, 3))
  let sealed = 0
  while (sealed < 12) for (const count of await Promise.all([step(), step(), step(), step()])) sealed += count
  expect(await step()).toBe(0)
  expect(await verify()).toMatchObject({ verified: 12, sealed: 12, unsealed: 0, problems: [] })
})

test('while a step is not committed another process seals nothing, and no handoff waits: not even of a lead whose decision is being sealed', async () => {
  const answers = answersOf()
  await server.submit(answers)
  await server.db.transaction(async tx => {
    expect(await sealNext(tx, server.workspaceId)).toBe(1)
    expect(await sealDue(server.desk)).toEqual({ sealed: 0, more: false })
    expect((await server.submit(answers)).status).toBe(201)
    expect((await server.submit(answersOf())).status).toBe(201)
  })
  expect(await sealDue(server.desk)).toEqual({ sealed: 2, more: false })
  expect(await verify()).toMatchObject({ verified: 15, sealed: 15, problems: [] })
})

test('a running server seals by itself what was decided, and stops when told', async () => {
  await decideSome(2)
  const sealer = startSealer(server.desk)
  await eventually(async () => (await verify()).sealed === 17)
  await sealer.stop()
  expect(server.logged).toEqual([])
})

test('a record that somebody made unreadable before it was sealed does not stop the sealer, and is found', async () => {
  await decideSome(2)
  const [one] = await server.db.select().from(decisions).where(isNull(decisions.seal)).limit(1)
  if (!one) throw new Error('Some were decided.')
  await server.db.update(decisions).set({ record: sql`'[]'` }).where(eq(decisions.id, one.id))
  expect(await sealDue(server.desk)).toEqual({ sealed: 2, more: false })
  expect((await verify()).problems).toContainEqual({ kind: 'decision-differs', decision: one.id, message: expect.any(String) })
  await server.db.update(decisions).set({ record: one.record }).where(eq(decisions.id, one.id))
})

test('a workspace whose chain somebody broke is told in the log, and holds up no other', async () => {
  const { db } = server
  await db.update(decisions).set({ seal: null }) // sealed already: sealing them again is refused
  const other = [randomUUID(), randomUUID()]
  const [copied] = await db.select().from(decisions).limit(1)
  if (!copied) throw new Error('Some were decided.')
  for (const workspaceId of other) await db.insert(decisions).values({ ...copied, workspaceId })
  expect(await sealDue(server.desk)).toEqual({ sealed: 2, more: false })
  expect(server.logged).toEqual([expect.stringContaining(`"workspaceId":"${server.workspaceId}","reason":"23505"`)])
})
