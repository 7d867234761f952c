import { randomUUID } from 'node:crypto'
import { inTransaction } from '@baton/server/db/in-transaction'
import { assignments } from '@baton/server/db/schema'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

let proxy: TcpProxy
let server: TestServer
beforeAll(async () => {
  server = await startServer({
    playbook: salesPlaybook,
    roster: salesRoster,
    through: async ({ hostname, port }) => {
      proxy = await startTcpProxy({ host: hostname, port: Number(port) })
      return proxy.port
    },
  })
})
afterAll(async () => {
  proxy.mend()
  await server.close()
  await proxy.close()
})

const failures = { 'is gone': () => proxy.cut(), 'is frozen': () => proxy.freeze() }

test.each(Object.entries(failures))('a database that %s is 503 within three seconds, and the same submission is taken once it is back', async (_, fail) => {
  const answers = answersOf()
  const submissionId = randomUUID()
  fail()
  const before = performance.now()
  const refused = await server.post('/v1/forms/demo-request/submissions', { submissionId, answers })
  expect(performance.now() - before).toBeLessThan(3000)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2'])
  expect(await refused.json()).toEqual({ error: { code: 'unavailable', message: expect.any(String), requestId: refused.headers.get('x-request-id') } })
  expect((await fetch(`${server.url}/livez`)).status).toBe(200)
  const others = ['/readyz', '/v1/leads', '/embed/never-seen.js', '/v1/forms/demo-request', '/mailbox.json', '/leads']
  const statuses = others.map(async path => (await fetch(server.url + path, { headers: { authorization: `Bearer ${server.key}` } })).status)
  expect(await Promise.all(statuses)).toEqual(others.map(() => 503))

  proxy.mend()
  const taken = await eventually(
    async () => {
      const again = await server.submit(answers, { submissionId })
      return again.status < 300 && again
    },
    { timeoutMs: 10_000, what: 'The submission was taken' },
  )
  expect(taken.reply.outcome).toBe('assigned')
  // Connections come back one by one, and a list needs several.
  const list = await eventually(async () => {
    const { status, body } = await server.read(`/v1/leads?submissionId=${submissionId}`)
    return status === 200 && body
  })
  expect(list.items).toHaveLength(1)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
})

test('a form that was seen before is shown all the same: what is answered waits in the browser', async () => {
  const embed = () => fetch(`${server.url}/embed/demo-request.js`)
  const script = await (await embed()).text()
  proxy.freeze()
  const shown = await embed()
  expect([shown.status, await shown.text()]).toEqual([200, script])
  const unseen = await fetch(`${server.url}/embed/never-seen.js`, { headers: { 'sec-fetch-dest': 'script' } })
  expect([unseen.status, unseen.headers.get('cache-control'), await unseen.text()]).toEqual([200, 'no-store', expect.stringContaining('"code":"unavailable"')])
  proxy.mend()
  await eventually(async () => (await fetch(`${server.url}/readyz`)).status === 200, { timeoutMs: 10_000, what: 'The database was back' })
})

test('connections that are cut under load cost some submissions a second try, and the server nothing', async () => {
  const { db } = server
  const submissions = Array.from({ length: 120 }, () => ({ submissionId: randomUUID(), answers: answersOf() }))
  const send = async ({ submissionId, answers }: (typeof submissions)[number]) => {
    const { status } = await server.submit(answers, { submissionId })
    expect([200, 201, 503]).toContain(status)
    return status < 300
  }
  const waiting = [...submissions]
  const poster = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const one = next
      await eventually(() => send(one), { timeoutMs: 20_000, what: 'The submission was taken' })
    }
  }
  const cutter = async () => {
    for (let cuts = 0; cuts < 8; cuts++) {
      const left = waiting.length
      await db
        .execute(sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`)
        .catch(() => undefined) // it may cut itself off
      await eventually(() => waiting.length < left - 4 || waiting.length === 0, { timeoutMs: 20_000, what: 'Some more were sent' })
    }
  }
  await Promise.all([...Array.from({ length: 10 }, poster), cutter()])
  const { body } = await eventually(async () => {
    const read = await server.read('/v1/leads?limit=1')
    return read.status === 200 && read
  })
  expect(body.items).toHaveLength(1)
  expect(await db.$count(assignments)).toBeGreaterThanOrEqual(submissions.length)
}, 60_000)

test('the limits of a transaction are set before anything in it can wait', async () => {
  const seen = await inTransaction(server.db, async tx => {
    const [row] = (await tx.execute(sql`select current_setting('lock_timeout') as "lock", current_setting('statement_timeout') as "statement"`)) as unknown as {
      lock: string
      statement: string
    }[]
    return row
  })
  expect(seen).toEqual({ lock: '2s', statement: '3s' })
})

test.each(['53100', '25006', '08P01', '08006'])('a database that says %s is 503 too', async code => {
  await server.db.execute(
    sql.raw(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused by the test' using errcode = '${code}'; end $$`),
  )
  await server.db.execute(sql`create trigger refuse before insert on submissions for each row execute function refuse()`)
  try {
    expect((await server.submit(answersOf())).status).toBe(503)
  } finally {
    await server.db.execute(sql`drop function refuse() cascade`)
  }
})

// The last one: where it fails, no connection works any more.
test('a connection that breaks while it asks for types ends no process, and costs no lead: none is asked for', async () => {
  proxy.cut()
  proxy.mend() // all connections are new
  proxy.cutAt('pg_catalog.pg_type')
  const taken = await eventually(async () => {
    const { status, reply } = await server.submit(answersOf())
    return status === 201 && reply
  })
  expect(taken.outcome).toBe('assigned')
  proxy.mend()
})
