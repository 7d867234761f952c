import { createTransport } from 'nodemailer'
import { afterAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { type Answer, startFakeProvider } from '../support/fake-provider.ts'
import { startFakeSmtp } from '../support/fake-smtp.ts'
import { leftProcesses, startProcess } from '../support/processes.ts'

/** The stand-ins for the world outside do what the tests rely on. */

afterAll(() => expect(leftProcesses()).toEqual([]))

const node = (code: string) => startProcess(process.execPath, ['-e', code])

describe('waiting', () => {
  test('ends as soon as the condition is true, with its value', async () => {
    let asked = 0
    expect(await eventually(() => (++asked >= 3 ? 'done' : null), { intervalMs: 1 })).toBe('done')
    expect(asked).toBe(3)
  })
  test('says what did not come true, and why', async () => {
    const never = eventually(() => Promise.reject(new Error('still closed')), { timeoutMs: 20, intervalMs: 5, what: 'The door' })
    await expect(never).rejects.toMatchObject({ message: 'The door did not come true within 20 ms.', cause: { message: 'still closed' } })
  })
})

describe('the stand-in for a provider', () => {
  test('keeps requests, follows its script and then answers as before', async () => {
    const provider = await startFakeProvider({ status: 200, body: { ok: true } })
    provider.script({ status: 503, body: 'busy', headers: { 'retry-after': '1' } })
    const busy = await fetch(`${provider.url}/emails?x=1`, { method: 'POST', body: JSON.stringify({ to: 'ana' }), headers: { 'idempotency-key': 'k' } })
    expect([busy.status, busy.headers.get('retry-after'), await busy.text()]).toEqual([503, '1', 'busy'])
    expect(await (await fetch(provider.url)).json()).toEqual({ ok: true })
    expect(provider.requests[0]).toMatchObject({ method: 'POST', path: '/emails?x=1', body: { to: 'ana' }, headers: { 'idempotency-key': 'k' } })
    await provider.close()
  })
  test.each<[Answer, string]>([
    ['hang', 'TimeoutError'],
    ['reset', 'TypeError'],
    ['half', 'TypeError'],
  ])('can %s', async (answer, name) => {
    const provider = await startFakeProvider(answer)
    const attempt = fetch(provider.url, { signal: AbortSignal.timeout(200) }).then(response => response.text())
    await expect(attempt).rejects.toMatchObject({ name })
    await provider.close()
  })
})

test('the stand-in for a mail server keeps mails, and refuses when told', async () => {
  const smtp = await startFakeSmtp()
  const transport = createTransport(smtp.url)
  const mail = { from: 'Ana <ana@example.com>', to: 'kim@example.org', subject: 'Grüße', text: 'Hallo', html: '<p>Hallo</p>' }
  smtp.refuse(451)
  await expect(transport.sendMail(mail)).rejects.toMatchObject({ responseCode: 451 })
  await transport.sendMail(mail)
  expect(smtp.mails).toHaveLength(1)
  expect(smtp.mails[0]).toMatchObject({ subject: 'Grüße', recipients: ['kim@example.org'], html: '<p>Hallo</p>' })
  await smtp.close()
})

describe('a process', () => {
  test('is waited for by its line, and stopped by its id', async () => {
    const running = node(`console.log('listening'); setInterval(() => {}, 1000)`)
    expect(await running.line(/listening/)).toBe('listening')
    expect(leftProcesses()).toEqual([running.pid])
    expect(await running.stop()).toEqual({ code: null, signal: 'SIGTERM' })
  })
  test('that ends before its line says how it ended, at once', async () => {
    await expect(node(`console.error('no port'); process.exit(3)`).line(/listening/)).rejects.toThrow(/ended \(3\)[\s\S]*no port/)
  })
  test('gets none of the developer’s variables', async () => {
    process.env.BATON_SECRET = 'mine'
    const { output, exited } = node('console.log(String(process.env.BATON_SECRET))')
    await exited
    delete process.env.BATON_SECRET
    expect(output()).toBe('undefined\n')
  })
})
