import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findRoot } from '@baton/server/files'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { copyMigratedPglite } from '../support/embedded-template.ts'
import { freePort } from '../support/free-port.ts'
import { createDatabase } from '../support/postgres.ts'
import { leftProcesses, startProcess } from '../support/processes.ts'

/** The built programs, started as a newcomer starts them. `pnpm test` builds them first. */
const demo = join(findRoot(), 'demo/dist/start.js')
const server = join(findRoot(), 'server/dist/main.js')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-boot-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
  expect(leftProcesses()).toEqual([])
})

test('starts with nothing set: says where the demo, the mailbox and the leads are, and they are there', async () => {
  const PORT = String(await freePort())
  const baton = startProcess('node', [demo], { env: { PORT, BATON_DATA_DIR: join(folder, 'data') } })
  await baton.answers(`http://localhost:${PORT}/readyz`, 30_000)
  for (const [name, path] of [
    ['Demo site', '/'],
    ['Mailbox', '/mailbox'],
    ['Leads', '/leads'],
  ]) {
    await baton.line(new RegExp(`${name}.*http://localhost:${PORT}${path}$`))
    expect((await fetch(`http://localhost:${PORT}${path}`)).status).toBe(200)
  }

  const second = startProcess('node', [demo], { env: { PORT: String(await freePort()), BATON_DATA_DIR: join(folder, 'data') } })
  expect((await second.exited).code).toBe(1)
  expect(second.output()).toMatch(/data folder .* is in use by process \d+\. Stop that one first/)

  await copyMigratedPglite(join(folder, 'other'))
  const taken = startProcess('node', [demo], { env: { PORT, BATON_DATA_DIR: join(folder, 'other') } })
  expect((await taken.exited).code).toBe(1)
  expect(taken.output()).toMatch(new RegExp(`Port ${PORT} is taken\\. Stop what uses it, or choose another: PORT=`))

  expect(await baton.stop('SIGTERM')).toEqual({ code: 0, signal: null })
  const again = startProcess('node', [demo], { env: { PORT, BATON_DATA_DIR: join(folder, 'data') } })
  await again.answers(`http://localhost:${PORT}/readyz`)
  expect(await again.stop('SIGINT')).toEqual({ code: 0, signal: null })
}, 90_000)

test('leaves a database with somebody’s own workspace alone', async () => {
  const env = { BATON_DATA_DIR: folder }
  await copyMigratedPglite(folder)
  const init = startProcess('node', [join(findRoot(), 'server/dist/baton.js'), 'init', '--name', 'Mine'], { env })
  expect((await init.exited).code).toBe(0)
  const PORT = String(await freePort())
  const baton = startProcess('node', [demo], { env: { ...env, PORT } })
  await baton.line(/holds a workspace of your own/, 30_000)
  await baton.answers(`http://localhost:${PORT}/readyz`)
  expect((await fetch(`http://localhost:${PORT}/v1/forms/demo-request`)).status).toBe(404)
  await baton.stop()
}, 60_000)

test('takes over the data folder of a process that was killed', async () => {
  const PORT = String(await freePort())
  const env = { PORT, BATON_DATA_DIR: folder }
  await copyMigratedPglite(folder)
  const killed = startProcess('node', [demo], { env })
  await killed.answers(`http://localhost:${PORT}/readyz`, 30_000)
  await killed.stop('SIGKILL')
  const next = startProcess('node', [demo], { env })
  await next.answers(`http://localhost:${PORT}/readyz`)
  await next.stop()
}, 60_000)

test('a setting that cannot be used stops the boot with a sentence', async () => {
  const baton = startProcess('node', [server], { env: { PORT: 'http', BATON_DATA_DIR: folder } })
  expect((await baton.exited).code).toBe(1)
  expect(baton.output()).toBe('PORT is “http”. Write a port number from 0 to 65535, such as 3000.\n')
})

test('the server alone serves a PostgreSQL database, without a demo in it', async () => {
  const { url, drop } = await createDatabase()
  const PORT = String(await freePort())
  const baton = startProcess('node', [server], { env: { PORT, DATABASE_URL: url, BATON_ADMIN_KEY: 'a key for this test alone' } })
  await baton.answers(`http://localhost:${PORT}/readyz`)
  expect((await fetch(`http://localhost:${PORT}/`)).status).toBe(404)
  expect((await fetch(`http://localhost:${PORT}/v1/leads`, { headers: { authorization: 'Bearer a key for this test alone' } })).status).toBe(401)
  await baton.stop()
  await drop()
})

test('told to go, the server says that it is not ready and still answers, until balancers have seen it', async () => {
  const { url, drop } = await createDatabase()
  const PORT = String(await freePort())
  const baton = startProcess('node', [server], { env: { PORT, DATABASE_URL: url, DRAIN_SECONDS: '1' } })
  await baton.answers(`http://localhost:${PORT}/readyz`)
  const stopped = baton.stop('SIGTERM')
  const leaving = await eventually(async () => {
    const response = await fetch(`http://localhost:${PORT}/readyz`)
    return response.status === 503 && response
  })
  expect(leaving.headers.get('connection')).toBe('close')
  expect((await fetch(`http://localhost:${PORT}/livez`)).status).toBe(200)
  expect(await stopped).toEqual({ code: 0, signal: null })
  await drop()
})

test('a broken playbook stops the demo’s boot with path, reason and the nearest right name', async () => {
  const { checkout, playbookFile } = copyDemo()
  const playbook = JSON.parse(readFileSync(playbookFile, 'utf8'))
  playbook.pools[0].members[0].rep = 'anna'
  playbook.routing.rules[0].when.fact = 'answers.purpos'
  writeFileSync(playbookFile, JSON.stringify(playbook))
  await copyMigratedPglite(join(folder, 'data'))
  const baton = startProcess('node', [join(checkout, 'demo/dist/start.js')], { env: { PORT: String(await freePort()), BATON_DATA_DIR: join(folder, 'data') } })
  expect((await baton.exited).code).toBe(1)
  expect(baton.output()).toContain('playbook /pools/0/members/0/rep: There is no rep “anna”. Did you mean “ana”?')
  expect(baton.output()).toContain('playbook /routing/rules/0/when/fact: There is no fact “answers.purpos”. Did you mean “answers.purpose”?')
}, 60_000)

/** A checkout whose demo can be spoilt; everything else in it is this one's. */
function copyDemo(): { checkout: string; playbookFile: string } {
  const checkout = join(folder, 'checkout')
  for (const part of ['pnpm-workspace.yaml', 'demo/dist', 'demo/site', 'demo/photos', 'demo/playbook.json', 'demo/roster.json', 'demo/accounts.csv'])
    cpSync(join(findRoot(), part), join(checkout, part), { recursive: true })
  for (const part of ['node_modules', 'server', 'widget']) symlinkSync(join(findRoot(), part), join(checkout, part))
  return { checkout, playbookFile: join(checkout, 'demo/playbook.json') }
}
