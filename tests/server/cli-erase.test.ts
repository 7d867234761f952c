import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { backUp, findWord } from '../support/every-column.ts'
import { runBaton } from '../support/run-baton.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

vi.setConfig({ testTimeout: 60_000 }) // a command takes half a second, and several on a busy machine

const secret = 'one secret of thirty-two characters'
const other = 'another secret of thirty-two letters'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ playbook: salesPlaybook, roster: salesRoster, environment: { BATON_SECRET: secret } })
})
afterAll(() => server.close())

const baton = (words: string[], environment: Record<string, string> = {}) => runBaton(words, { ...server.environment, BATON_SECRET: secret, ...environment })

test('export prints what is held, erase takes it out, and a backup is made to forget it again with the list that was kept', async () => {
  await server.submit(answersOf({ email: 'zoe@forget.example', goal: 'qanary' }))
  const exported = await baton(['export', '--email', ' Zoe@Forget.example'])
  expect(exported).toMatchObject({ code: 0, stderr: '', json: { leads: [{ email: 'zoe@forget.example' }], submissions: [{ answers: { goal: 'qanary' } }] } })
  expect(exported.json.deliveries.map(({ mail }: { mail: { text: string } }) => mail.text.length > 0)).toEqual([true, true])
  expect(await baton(['export', '--lead', exported.json.leads[0].id])).toMatchObject({ code: 0, json: { submissions: exported.json.submissions } })

  const backup = await backUp(server.db)
  const erased = await baton(['erase', '--lead', exported.json.leads[0].id])
  expect(erased).toMatchObject({ code: 0, stderr: '', json: { leads: 1, submissions: 1, decisions: 1, deliveries: 2, erasure: { hash: expect.any(String) } } })
  expect(await findWord(server.db, 'qanary')).toEqual({})
  const list = await baton(['erase', '--list'])
  expect(list.json).toEqual([erased.json.erasure])
  expect(list.stdout).not.toContain('forget')

  await backup.restore()
  expect(await baton(['erase', '--replay'])).toMatchObject({ code: 0, json: { leads: 0, unreadable: 0 } }) // the backup does not know it
  const file = join(tmpdir(), `baton-erasures-${process.pid}.json`)
  writeFileSync(file, list.stdout)
  expect(await baton(['erase', '--replay', file], { BATON_SECRET: other })).toMatchObject({ code: 1, json: { leads: 0, unreadable: 1 } })
  const replayed = await baton(['erase', '--replay', file], { BATON_SECRET: other, BATON_SECRET_PREVIOUS: secret })
  expect(replayed).toMatchObject({ code: 0, json: { leads: 1, submissions: 1, decisions: 1, deliveries: 2, unreadable: 0 } })
  expect(await findWord(server.db, 'qanary')).toEqual({})
  writeFileSync(file, JSON.stringify([...list.json, { ...list.json[0], erasedAt: '2026-01-01T00:00:00Z' }])) // an older list beside it
  expect(await baton(['erase', '--replay', file])).toMatchObject({ code: 0, stderr: '', json: { leads: 0, unreadable: 0 } })
  expect((await baton(['erase', '--list'])).json).toEqual(list.json)
  expect((await baton(['verify'])).json).toMatchObject({ problems: [], erased: 1 })
})

describe('a list to replay that is none says on which line, and why, and no statement to the database', () => {
  const whole = { hash: 'h'.repeat(43), secretId: 's'.repeat(8), erasedAt: '2026-11-23T10:00:00.000Z' }
  const written = (changed: object) => JSON.stringify([whole, { ...whole, ...changed }], null, 2)
  test.each([
    ['NUL in a hash', written({ hash: 'a\0b' }), 'on line 8 there is NUL, or half of a surrogate pair'],
    ['half a character', written({ secretId: '\ud800' }), 'on line 9 there is NUL, or half of a surrogate pair'],
    ['NUL between the lines', `[\n\0]`, 'there is a NUL on line 2. Save it as text in UTF-8.'],
    ['UTF-16', Buffer.from('[\n]', 'utf16le').toString('latin1'), 'there is a NUL on line 1. Save it as text in UTF-8.'],
    ['an address for a hash', written({ hash: 'zoe@[{,}]' }), 'line 8, hash is not 43 letters, digits, - and _'],
    ['a short secret’s name', written({ secretId: 's' }), 'line 9, secretId is not 8 letters'],
    ['no moment', written({ erasedAt: 'yesterday' }), 'line 10, erasedAt is not a moment in UTC, such as 2026-11-23T10:00:00.000Z'],
    ['a moment before all databases', written({ erasedAt: '0000-11-23T10:00:00Z' }), 'line 10, erasedAt is not a moment in UTC'],
    ['a hash that is not there', written({ hash: undefined }), 'line 7, hash is missing'],
    ['a number', '[\n\n1]', 'line 3, an erasure is {"hash", "secretId", "erasedAt"}'],
  ])('%s', async (_, text, says) => {
    const file = join(tmpdir(), `baton-no-erasures-${process.pid}.json`)
    writeFileSync(file, text)
    const ended = await baton(['erase', '--replay', file])
    rmSync(file)
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toContain(says)
    expect(ended.stderr).not.toMatch(/insert into|params|\n.*\n/)
  })
})

test.each([
  [['erase'], 'needs --email <address> or --lead <id>'],
  [['export', '--email', 'a@b.example', '--lead', '1'], 'one of the two'],
  [['erase', '--email', 'nobody@nowhere.example'], 'Nothing is held about nobody@nowhere.example'],
  [['export', '--email', 'nobody'], 'is not an address'],
  [['erase', '--lead', 'seven'], 'There is no lead “seven”'],
  [['erase', '--replay', 'package.json'], 'is not a list of erasures'],
])('baton %j says what to write', async (words, says) => {
  const ended = await baton(words)
  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toContain(says)
})
