import { randomUUID } from 'node:crypto'
import { startWorker } from '@baton/server/deliveries/worker'
import { expect, type TestContext, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { startFakeProvider } from '../support/fake-provider.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { startServer } from '../support/test-server.ts'

/** A server before whose database a proxy stands. Each test has its own, and so they wait side by side. */
async function startWorld({ onTestFinished }: TestContext) {
  const resend = await startFakeProvider(() => ({ status: 200, body: { id: randomUUID() } }))
  const proxies: TcpProxy[] = []
  const server = await startServer({
    playbook: salesPlaybook,
    roster: salesRoster,
    environment: { RESEND_API_KEY: 're_test', RESEND_BASE_URL: resend.url, MAIL_PER_SECOND: '1000' },
    through: async ({ hostname, port }) => {
      const proxy = await startTcpProxy({ host: hostname, port: Number(port) })
      proxies.push(proxy)
      return proxy.port
    },
  })
  const [proxy] = proxies as [TcpProxy] // the server was given it
  onTestFinished(async () => {
    proxy.mend()
    await server.close()
    await proxy.close()
    await resend.close()
  })
  const submit = async ({ submissionId = randomUUID(), goal = 'sell more' }) =>
    (await server.submit(answersOf({ country: 'DE', email: `${submissionId}@contoso.example`, goal }), { submissionId })).status
  const statesOf = async (submissionId: string): Promise<string[]> => {
    const { items } = (await server.read(`/v1/leads?submissionId=${submissionId}`)).body
    const { deliveries } = (await server.read(`/v1/leads/${items[0].id}`)).body
    return deliveries.map(({ state }: { state: string }) => state)
  }
  const allSent = (submissionId: string, timeoutMs: number) =>
    eventually(async () => (await statesOf(submissionId)).every(state => state === 'sent'), { timeoutMs, what: 'Its mails were sent' })
  expect(await submit({})).toBe(201) // every kind of statement has been sent once
  return { resend, server, proxy, submit, statesOf, allSent }
}

test.concurrent('a connection that goes silent in the middle of a pool’s turn costs that submission a second try, and the turns after it seconds', async context => {
  const { proxy, submit, allSent } = await startWorld(context)
  const [silenced, next] = [randomUUID(), randomUUID()]
  proxy.silenceAt('hush, says the save')
  const before = performance.now()
  expect(await submit({ submissionId: silenced, goal: 'hush, says the save' })).toBe(503)
  expect(performance.now() - before).toBeLessThan(3500)
  expect(await submit({ submissionId: next })).toBe(201)
  expect(performance.now() - before).toBeLessThan(6500)
  expect(await submit({ submissionId: silenced, goal: 'hush, says the save' })).toBe(201)
  await Promise.all([allSent(silenced, 5000), allSent(next, 5000)])
}, 60_000)

test.concurrent('a connection that goes silent while it is noted how a mail fared keeps no other mail from that, and no reply', async context => {
  const { resend, proxy, submit, allSent } = await startWorld(context)
  const [silenced, next] = [randomUUID(), randomUUID()]
  resend.script({ status: 200, body: { id: 'hush-says-the-mark' } })
  proxy.silenceAt('hush-says-the-mark')
  const before = performance.now()
  expect(await submit({ submissionId: silenced })).toBe(201)
  expect(performance.now() - before).toBeLessThan(2500)
  expect(await submit({ submissionId: next })).toBe(201)
  await allSent(next, 8000)
}, 60_000)

test.concurrent('connections that have all gone silent cost one submission a second try, not one each', async context => {
  const { server, proxy, submit } = await startWorld(context)
  await Promise.all(Array.from({ length: 12 }, () => submit({})))
  proxy.silence()
  const submissionId = randomUUID()
  expect(await submit({ submissionId })).toBe(503)
  const taken = await eventually(async () => (await submit({ submissionId })) < 300 && performance.now(), { timeoutMs: 8000, what: 'The submission was taken' })
  expect(taken).toBeGreaterThan(0)
  expect(await Promise.all(Array.from({ length: 12 }, () => submit({})))).toEqual(Array(12).fill(201))
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
}, 60_000)

test.concurrent('what is owed goes out, though every connection has gone silent and nobody else asks anything', async context => {
  const { resend, server, proxy, submit, statesOf, allSent } = await startWorld(context)
  const submissionId = randomUUID()
  resend.script({ status: 500, body: {} }, { status: 500, body: {} })
  expect(await submit({ submissionId })).toBe(201)
  expect(await statesOf(submissionId)).toEqual(['owed', 'owed'])
  const asked = resend.requests.length
  proxy.silence()
  const worker = startWorker(server.desk)
  await eventually(() => resend.requests.length >= asked + 2, { timeoutMs: 20_000, what: 'The owed mails were sent' })
  await allSent(submissionId, 5000)
  await worker.stop()
}, 60_000)
