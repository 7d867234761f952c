import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mintRenderToken, readRenderToken } from '@baton/server/bots/render-token'
import { keyedHash } from '@baton/server/keyed-hash'
import { loadSecret } from '@baton/server/load-secret'
import { nameSender } from '@baton/server/sender'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { monday } from '../support/examples.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

const secret = 's'.repeat(32)
const after = (milliseconds: number) => new Date(monday.getTime() + milliseconds)
const day = 24 * 60 * 60_000
const submissionId = randomUUID()
const asked = { formId: 'demo-request', submissionId, now: after(3000) }

describe('a render token', () => {
  const { token, expiresAt } = mintRenderToken(secret, 'demo-request', monday)
  const readAs = (text: string | null, at = after(3000)) => readRenderToken([secret], { formId: 'demo-request', submissionId, now: at }, text).kind

  test('says for a day how long ago it was handed out', () => {
    expect(expiresAt).toEqual(after(day))
    expect(readRenderToken([secret], asked, token)).toEqual({ kind: 'good', ageMs: 3000, worked: false })
    expect([readAs(token, after(day)), readAs(token, after(day + 1))]).toEqual(['good', 'expired'])
  })

  test('is good for its own form and its own secret only', () => {
    expect(readRenderToken([secret], { ...asked, formId: 'contact' }, token).kind).toBe('forged')
    expect(readRenderToken(['t'.repeat(32)], asked, token).kind).toBe('forged')
  })

  test('is forged with any one character changed, left out or put in', () => {
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === 'x' ? 'y' : 'x'
      for (const text of [
        token.slice(0, at) + other + token.slice(at + 1),
        token.slice(0, at) + token.slice(at + 1),
        `${token.slice(0, at)}.${token.slice(at)}`,
      ])
        expect([at, readAs(text)]).toEqual([at, 'forged'])
    }
  })

  test('is forged with any one bit flipped', () => {
    const bytes = Buffer.from(token)
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes)
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect([bit, readAs(flipped.toString('latin1'))]).toEqual([bit, 'forged'])
    }
  })

  test('is for nothing else, and nothing else that the secret signs is one', () => {
    const claims = token.split('.').slice(0, -1)
    for (const purpose of ['sender', 'erasure', 'secret-id'] as const)
      expect(readAs([...claims, keyedHash(secret, purpose, ['demo-request', ...claims])].join('.'))).toBe('forged')
    expect(nameSender(secret, '203.0.113.7', monday)).not.toBe(keyedHash(secret, 'render-token', ['203.0.113.7', '2026-11-23']))
  })

  test('that was handed out before the secret changed is good while the one before is named', () => {
    const fresh = 'f'.repeat(32)
    expect(readRenderToken([fresh, secret], asked, token).kind).toBe('good')
    expect(readRenderToken([fresh], asked, token).kind).toBe('forged')
  })

  test.each(['', null])('%j is none', text => expect(readAs(text)).toBe('absent'))
  test.each(['.', 'x', '1.2.3.4.', '\u{1f642}'.repeat(43), token.repeat(2), token.slice(0, -1), ` ${token}`])('%j is forged', text =>
    expect(readAs(text)).toBe('forged'),
  )
})

describe('over HTTP', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ playbook: salesPlaybook, roster: salesRoster })
  })
  afterAll(() => server.close())

  test('a token is there for the form’s own pages, is another one each time, and is kept by nobody on the way', async () => {
    const ask = (form: string, origin: string) => fetch(`${server.url}/v1/forms/${form}/token`, { headers: { origin } })
    const answered = await ask('demo-request', 'https://example.com')
    const { token, expiresAt } = await answered.json()
    expect([answered.status, answered.headers.get('cache-control'), answered.headers.get('access-control-allow-origin')]).toEqual([
      200,
      'no-store',
      'https://example.com',
    ])
    expect(readRenderToken([server.desk.secret], { ...asked, now: new Date() }, token).kind).toBe('good')
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now())
    expect((await (await ask('demo-request', 'https://example.com')).json()).token).not.toBe(token)
    expect((await ask('demo-request', 'https://evil.example')).status).toBe(403)
    expect((await ask('nope', 'https://example.com')).status).toBe(404)
    expect((await server.submit(answersOf(), { renderToken: token, submissionId: randomUUID() })).status).toBe(201)
  })

  test('a form that is open while the secret changes is nobody’s forgery', async () => {
    const moved = await startServer({
      database: 'pglite',
      playbook: salesPlaybook,
      roster: salesRoster,
      environment: { BATON_SECRET: secret, BATON_SECRET_PREVIOUS: 'p'.repeat(32) },
    })
    const [before, forged] = ['p', 'q'].map(letter => mintRenderToken(letter.repeat(32), 'demo-request', new Date(Date.now() - 10_000)).token)
    const [held] = [randomUUID()]
    await moved.submit(answersOf(), { renderToken: before })
    await moved.submit(answersOf(), { renderToken: forged, submissionId: held })
    expect((await moved.read('/v1/quarantine')).body.items.map(({ id }: { id: string }) => id)).toEqual([held])
    await moved.close()
  })

  test('the replicas of a database share a secret that none of them was given', async () => {
    const config = { secret: null, database: { kind: 'postgres' as const, url: '' } }
    const both = await Promise.all([loadSecret(config, server.db), loadSecret(config, server.db)])
    expect(both).toEqual([server.desk.secret, server.desk.secret])
    expect(await loadSecret({ ...config, secret }, server.db)).toBe(secret)
  })

  test('beside an embedded database it is a file for its owner alone, made once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-secret-'))
    const config = { secret: null, database: { kind: 'embedded' as const, folder } }
    const made = await loadSecret(config, server.db)
    expect(made).toHaveLength(43)
    expect([await loadSecret(config, server.db), readFileSync(join(folder, 'secret'), 'utf8')]).toEqual([made, `${made}\n`])
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
    writeFileSync(join(folder, 'secret'), '')
    await expect(loadSecret(config, server.db)).rejects.toThrow(/does not hold a secret\. Delete it/)
    rmSync(folder, { recursive: true })
  })
})
