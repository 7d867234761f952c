import { randomUUID } from 'node:crypto'
import { findSubject } from '@baton/server/db/find-subject'
import { readEmail } from '@baton/server/email-domain'
import { erase } from '@baton/server/erase'
import { replayErasures } from '@baton/server/replay-erasures'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backUp } from '../support/every-column.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { type DatabaseKind, startServer, type TestServer } from '../support/test-server.ts'

/** As it was typed, and another way to write the same. */
const spellings = [
  ['İnci@forget.example', 'i\u0307nci@forget.example'],
  ['J\u030Coe@forget.example', '\u01F0oe@forget.example'],
  ['\u212Aay@forget.example', 'kay@forget.example'], // the sign of Kelvin
  [' Zoe@Forget.EXAMPLE ', 'zoe@forget.example'],
  ['zoe@bücher.example', 'zoe@xn--bcher-kva.example'],
  ['zoe@1.2', 'zoe@1.0.0.2'],
  ['zoe@0x7f.1', 'zoe@127.0.0.1'],
  ['zoe@0X7F.1', 'ZOE@0x7f.0.0.1'],
] as const

test.each(spellings.flat())('%s is the same when it is read again', typed => {
  const { address } = readEmail(typed)
  expect(readEmail(address).address).toBe(address)
})

describe.each<DatabaseKind>(['postgres', 'pglite'])('on %s', database => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ database, playbook: salesPlaybook, roster: salesRoster })
  })
  afterAll(() => server.close())

  const guarded = () => server.desk.store.of(server.workspaceId)
  const eraseNow = (wanted: { email: string } | { leadId: string }) =>
    erase(guarded(), { workspaceId: server.workspaceId, wanted, secret: server.desk.secret, at: new Date() })
  const isKnown = async (email: string) => (await findSubject(guarded(), server.workspaceId, { email }, { lock: false })) !== null

  /** A lead, a test, and what was set aside. */
  async function write(email: string): Promise<void> {
    const answers = answersOf({ email })
    const headers = { authorization: `Bearer ${server.key}` }
    expect((await server.submit(answers)).status).toBe(201)
    expect((await server.post('/v1/forms/demo-request/submissions', { submissionId: randomUUID(), answers, test: true }, headers)).status).toBe(201)
    expect((await server.submit(answers, { company_website: 'https://spam.example' })).reply.outcome).toBe('queued')
  }

  test.each(spellings)('%j is found whole by %j, by itself and by its lead, and forgotten by a backup too', async (typed, other) => {
    await write(typed)
    const backup = await backUp(server.db)
    expect(await eraseNow({ email: other })).toMatchObject({ leads: 2, submissions: 3 })
    await backup.restore()
    const [{ id: leadId }] = (await server.read(`/v1/leads?email=${encodeURIComponent(typed)}`)).body.items
    expect(await eraseNow({ leadId })).toMatchObject({ leads: 2, submissions: 3 })
    await backup.restore()
    const erased = await eraseNow({ email: typed })
    expect(erased).toMatchObject({ leads: 2, submissions: 3 })
    expect(await isKnown(other)).toBe(false)

    await backup.restore()
    const erasures = erased ? [erased.erasure] : []
    const replayed = await replayErasures(guarded(), { workspaceId: server.workspaceId, secrets: [server.desk.secret], erasures })
    expect(replayed).toMatchObject({ leads: 2, submissions: 3 })
    expect(await isKnown(typed)).toBe(false)
  })

  test('what only resembles it stays', async () => {
    await write('inci@stay.example')
    expect(await eraseNow({ email: 'İnci@stay.example' })).toBeNull()
    expect(await isKnown('inci@stay.example')).toBe(true)
  })
})
