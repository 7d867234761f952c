import { request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { buildApp } from '@baton/server/app'
import { savePlaybook } from '@baton/server/db/publish'
import { widgetFiles } from '@baton/server/db/schema-deliveries'
import { de } from '@baton/shared/words/de'
import { languages } from '@baton/shared/words/languages'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

const [form] = salesPlaybook.forms
const playbook = {
  ...salesPlaybook,
  forms: form
    ? [
        {
          ...form,
          locales: { de: { title: 'Mit dem Vertrieb sprechen', questions: { name: { label: 'Ihr Name </script>' } } }, 'pt-BR': { title: 'Fale com vendas' } },
        },
      ]
    : [],
}

let server: TestServer
beforeAll(async () => {
  server = await startServer({ playbook, roster: salesRoster })
})
afterAll(() => server.close())

/** fetch decompresses by itself and hides what came. */
function get(path: string, headers: Record<string, string> = {}): Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }> {
  return new Promise((resolve, reject) => {
    request(server.url + path, { headers }, response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }))
    })
      .on('error', reject)
      .end()
  })
}

/** What the script hands to the widget. */
const embedded = (script: string) => JSON.parse(/^\(\(\)=>\{const __BATON__=(.*);void __BATON__\}\)\(\)$/s.exec(script)?.[1] ?? '')

test('one request carries the widget and the form’s definition, and nothing of how leads are handled', async () => {
  const { status, headers, body } = await get('/embed/demo-request.js')
  expect([status, headers['content-type'], headers['cross-origin-resource-policy'], headers['access-control-allow-origin']]).toEqual([
    200,
    'text/javascript; charset=utf-8',
    'cross-origin',
    '*',
  ])
  const { form: shown, origin } = embedded(body.toString())
  expect(origin).toBe('http://baton.test')
  expect(shown).toMatchObject({
    id: 'demo-request',
    playbookVersion: 1,
    locale: 'en',
    title: 'Talk to sales',
    steps: [['email', 'name'], ['companySize', 'seats', 'country'], ['goal']],
  })
  expect(body.toString()).not.toMatch(/allowedOrigins|scoring|routing|pools|ana|disqualify/)
})

test('comes precompressed as the browser likes it', async () => {
  const plain = (await get('/embed/demo-request.js')).body.toString()
  const br = await get('/embed/demo-request.js', { 'accept-encoding': 'gzip, deflate, br' })
  expect([br.headers['content-encoding'], brotliDecompressSync(br.body).toString()]).toEqual(['br', plain])
  const gzip = await get('/embed/demo-request.js', { 'accept-encoding': 'gzip' })
  expect([gzip.headers['content-encoding'], gunzipSync(gzip.body).toString()]).toEqual(['gzip', plain])
})

test('is in the language asked for: by ?locale=, else by Accept-Language, else the form’s own', async () => {
  const titleOf = async (path: string, language?: string) =>
    embedded((await get(path, language ? { 'accept-language': language } : {})).body.toString()).form.title
  expect(await titleOf('/embed/demo-request.js?locale=de')).toBe('Mit dem Vertrieb sprechen')
  expect(await titleOf('/embed/demo-request.js', 'de-AT,en;q=0.8')).toBe('Mit dem Vertrieb sprechen')
  expect(await titleOf('/embed/demo-request.js', 'de;q=0.5,en;q=0.8')).toBe('Talk to sales')
  expect(await titleOf('/embed/demo-request.js', 'ja')).toBe('Talk to sales')
  expect(await titleOf('/embed/demo-request.js?locale=en', 'de')).toBe('Talk to sales')
})

test('is not sent again to a browser that has it; a pinned version may be kept for good', async () => {
  const first = await get('/embed/demo-request.js')
  const etag = String(first.headers.etag)
  expect((await get('/embed/demo-request.js', { 'if-none-match': etag })).status).toBe(304)
  expect(String(first.headers['cache-control'])).toContain('max-age=60')
  expect((await get(`/embed/demo-request.js?v=${etag.replace(/"/g, '')}`)).headers['cache-control']).toContain('immutable')
  expect((await get('/embed/demo-request.js?v=another')).headers['cache-control']).not.toContain('immutable')
})

test('the public part of the form is there for whoever builds their own', async () => {
  const { status, headers, body } = await get('/v1/forms/demo-request?locale=de', { origin: 'https://example.com' })
  expect([status, headers['access-control-allow-origin']]).toEqual([200, 'https://example.com'])
  expect(JSON.parse(body.toString())).toMatchObject({ id: 'demo-request', locale: 'de', title: 'Mit dem Vertrieb sprechen' })
  expect((await get('/v1/forms/demo-request?locale=de', { 'if-none-match': String(headers.etag) })).status).toBe(304)
  expect((await get('/v1/forms/demo-request', { origin: 'https://evil.example' })).status).toBe(403)
})

test('names the files with what comes after the first question, in its language, which may be kept for good', async () => {
  const { rest } = embedded((await get('/embed/demo-request.js?locale=de')).body.toString())
  expect(rest).toMatch(/^http:\/\/baton\.test\/widget\/\*\.de\.[0-9a-f]{16}\.js$/)
  const words = { later: de.sending, submit: de.sending, result: de.result, modes: de.modes }
  for (const [part, said] of Object.entries(words)) {
    const { status, headers, body } = await get(new URL(rest.replace('*', part)).pathname)
    expect([status, headers['access-control-allow-origin'], headers['cache-control']]).toEqual([200, '*', expect.stringContaining('immutable')])
    expect(body.toString()).toBe(`export {};export const words=${JSON.stringify(said)}`)
  }
  // A page that was open before an update still gets what it needs, but may not keep it under the old name.
  const old = await get('/widget/later.de.0123456789abcdef.js')
  expect([old.status, old.body.toString()]).toEqual([200, expect.stringContaining(de.sending.copy)])
  expect(old.headers['cache-control']).not.toContain('immutable')
  for (const name of ['embed.js', 'later.0123456789abcdef.js', 'later.xx.0123456789abcdef.js']) expect((await get(`/widget/${name}`)).status).toBe(404)
})

test('gives the definition alone, in another language, to a page that may ask', async () => {
  const ask = (origin: string) => get('/v1/forms/demo-request/embedded?locale=de', { origin })
  const { status, body } = await ask('https://example.com')
  const { form, others, text, rest } = JSON.parse(body.toString())
  expect([status, form.title, others, text.continue]).toEqual([200, 'Mit dem Vertrieb sprechen', expect.arrayContaining(['en']), 'Weiter'])
  expect(rest).toContain('/widget/*.de.')
  expect((await ask('https://evil.example')).status).toBe(403)
})

test('brings the widget’s own words in the form’s language, in every file', async () => {
  const shown = embedded((await get('/embed/demo-request.js?locale=pt-PT')).body.toString())
  expect([shown.form.locale, shown.form.title, shown.text]).toEqual(['pt-BR', 'Fale com vendas', languages['pt-BR'].asking])
  const { sending, result, modes } = languages['pt-BR']
  for (const [part, words] of Object.entries({ later: sending, result, modes })) {
    const file = await get(new URL(shown.rest.replace('*', part)).pathname)
    expect([file.status, file.body.toString()]).toEqual([200, expect.stringContaining(JSON.stringify(words))])
  }
})

test('a new version of the playbook is what the next visitor gets', async () => {
  const [first] = playbook.forms
  await savePlaybook(server.db, server.workspaceId, { ...playbook, forms: first ? [{ ...first, title: 'Talk to us' }] : [] })
  expect(embedded((await get('/embed/demo-request.js')).body.toString()).form).toMatchObject({ title: 'Talk to us', playbookVersion: 2 })
})

describe('a page of another day', () => {
  const isKept = (name: string) =>
    eventually(async () => {
      return (await server.db.select().from(widgetFiles).where(eq(widgetFiles.name, name))).length > 0
    })
  /** The same workspace after an update of Baton. */
  const updated = () => {
    const code = 'export {/* of today */}'
    const widget = { embed: 'void __BATON__ /* of today */', later: code, submit: code, result: code, modes: code, work: code, absent: code }
    return buildApp(server.desk, { trustedProxies: [], widget })
  }

  test('gets the very script that it pins, in whatever language it asks, after a new version of the form and of Baton', async () => {
    const script = await get('/embed/demo-request.js?locale=de')
    const version = String(script.headers.etag).replace(/"/g, '')
    const pinned = `/embed/demo-request.js?v=${version}`
    expect((await get(pinned, { 'accept-language': 'en' })).body).toEqual(script.body)
    await isKept(`embed.demo-request.${version}`)
    const [first] = playbook.forms
    await savePlaybook(server.db, server.workspaceId, { ...playbook, forms: first ? [{ ...first, title: 'Write to us' }] : [] })
    const after = await get(pinned)
    expect([after.body.toString(), after.headers['cache-control']]).toEqual([script.body.toString(), expect.stringContaining('immutable')])
    const app = updated()
    expect((await app.inject(pinned)).body).toBe(script.body.toString())
    const fresh = await app.inject(`/embed/demo-request.js?v=${'x'.repeat(22)}`)
    expect([fresh.body, fresh.headers['cache-control']]).toEqual([expect.stringContaining('of today'), expect.not.stringContaining('immutable')])
    await app.close()
  })

  test('gets what comes after its first question as it was then', async () => {
    const { rest } = embedded((await get('/embed/demo-request.js?locale=de')).body.toString())
    const [, version] = /de\.(\w+)\.js$/.exec(rest) ?? []
    await isKept(`rest.de.${version}`)
    const app = updated()
    const words = { later: de.sending, submit: de.sending, result: de.result, modes: de.modes }
    for (const [part, said] of Object.entries(words)) {
      const { statusCode, headers, body } = await app.inject(new URL(rest.replace('*', part)).pathname)
      expect([statusCode, headers['cache-control'], body]).toEqual([
        200,
        expect.stringContaining('immutable'),
        `export {};export const words=${JSON.stringify(said)}`,
      ])
    }
    await app.close()
  })

  test('gets nothing that its address does not vouch for', async () => {
    const forged = 'f'.repeat(16)
    await server.db.execute(sql`insert into widget_files (name, code) values (${`rest.de.${forged}`}, ${JSON.stringify({ later: 'evil()' })})`)
    await server.db.execute(sql`insert into widget_files (name, code) values (${`embed.demo-request.${'y'.repeat(22)}`}, 'evil()')`)
    for (const path of [`/widget/later.de.${forged}.js`, `/embed/demo-request.js?v=${'y'.repeat(22)}`])
      expect((await get(path)).body.toString()).not.toContain('evil')
  })
})
