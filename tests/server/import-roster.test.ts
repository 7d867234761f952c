import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rosters } from '@baton/server/db/schema'
import { importRoster } from '@baton/server/import-roster'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRep, aRoster } from '../support/examples.ts'
import { salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

const png = Buffer.from('\x89PNG\r\n\x1a\n and what makes a picture', 'latin1')

let server: TestServer
let folder: string
beforeAll(async () => {
  server = await startServer({ playbook: salesPlaybook, roster: salesRoster })
  folder = mkdtempSync(join(tmpdir(), 'baton-photos-'))
  mkdirSync(join(folder, 'roster'))
  writeFileSync(join(folder, 'secret.png'), png)
  writeFileSync(join(folder, 'roster/ana.png'), png)
  writeFileSync(join(folder, 'roster/notes.png'), 'not a picture')
  symlinkSync(join(folder, 'secret.png'), join(folder, 'roster/link.png'))
  symlinkSync(folder, join(folder, 'roster/up'))
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const take = async (photoUrl: string) => importRoster(server.db, server.workspaceId, aRoster(aRep('ana', { photoUrl })), join(folder, 'roster'))

test('a picture beside the roster is served from Baton’s own origin, for good', async () => {
  expect(await take('ana.png')).toEqual([])
  const { reps } = (await server.db.select().from(rosters)).map(({ document }) => document as { reps: { photoUrl: string }[] }).at(-1) ?? { reps: [] }
  const address = reps[0]?.photoUrl ?? ''
  expect(address).toMatch(/^\/photos\/[0-9a-f]{32}$/)
  const photo = await fetch(server.url + address)
  expect([photo.status, photo.headers.get('content-type'), photo.headers.get('cross-origin-resource-policy')]).toEqual([200, 'image/png', 'cross-origin'])
  expect(Buffer.from(await photo.arrayBuffer())).toEqual(png)
})

test.each([
  ['../secret.png', /outside/],
  ['link.png', /outside/],
  ['up/secret.png', /outside/],
  ['/etc/hostname', /outside/],
  ['gone.png', /not there/],
  ['notes.png', /not a PNG, JPEG or WebP/],
  ['https://cdn.example/ana.png', /initials instead/],
  ['/photos/../../leads', /not there|outside/],
])('%s is left out, with the reason', async (photoUrl, reason) => {
  expect(await take(photoUrl)).toEqual([{ rep: 'ana', reason: expect.stringMatching(reason) }])
})
