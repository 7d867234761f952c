import { randomUUID } from 'node:crypto'
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
  const others = ['/readyz', '/v1/leads', '/embed/demo-request.js', '/v1/forms/demo-request', '/mailbox.json', '/leads']
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
