import { randomUUID } from 'node:crypto'
import { mailCounts } from '@baton/server/db/schema'
import { retainFor } from '@baton/server/retention'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { findWord } from '../support/every-column.ts'
import { monday } from '../support/examples.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { type DatabaseKind, startServer, type TestServer } from '../support/test-server.ts'

vi.setConfig({ testTimeout: 60_000 }) // a hundred handoffs take seconds on a busy machine

const day = 24 * 60 * 60_000

describe.each<DatabaseKind>(['postgres', 'pglite'])('on %s', database => {
  let server: TestServer
  let now = monday
  beforeAll(async () => {
    server = await startServer({ database, playbook: salesPlaybook, roster: salesRoster, now: () => now })
  })
  afterAll(() => server.close())

  const mailsTo = async (address: string) => (await server.read('/mailbox.json')).body.filter((mail: { to: string }) => mail.to === address).length
  const submissionOf = async (submissionId: string) => {
    const { body } = await server.read(`/v1/leads?submissionId=${submissionId}`)
    return body.items[0].submissions.find(({ id }: { id: string }) => id === submissionId)
  }

  test('an address gets five mails a day and no more, however often and at once it is typed; its rep gets all', async () => {
    const email = 'victim@fabrikam.example'
    const ids = Array.from({ length: 12 }, () => randomUUID())
    const sent = await Promise.all(ids.map(submissionId => server.submit(answersOf({ email, country: 'DE' }), { submissionId })))
    expect(sent.map(({ reply }) => reply.outcome)).toEqual(ids.map(() => 'assigned'))
    expect(await mailsTo(email)).toBe(5)
    const { body } = await server.read('/mailbox.json')
    expect(body.filter(({ kind, replyTo }: { kind: string; replyTo: string }) => kind === 'rep-mail' && replyTo === email)).toHaveLength(12)

    const seen = await Promise.all((await server.read(`/v1/leads?email=${email}`)).body.items[0].submissions.map(({ id }: { id: string }) => submissionOf(id)))
    expect(seen.filter(({ mailWithheld }) => mailWithheld).length).toBeGreaterThanOrEqual(5) // of the ten that a list shows
    const [lead] = (await server.read(`/v1/leads?email=${email}`)).body.items
    const { body: whole } = await server.read(`/v1/leads/${lead.id}`)
    expect(whole.submissions.filter(({ mailWithheld }: { mailWithheld: boolean }) => mailWithheld)).toHaveLength(7)
    const page = await fetch(`${server.url}/leads/${lead.id}`, { headers: { authorization: `Bearer ${server.key}` } })
    expect(await page.text()).toContain('No mail went to them for it')
  })

  test('the next day it gets mails again; another address and a call with a key are not held back', async () => {
    const email = 'often@adatum.example'
    for (let sent = 0; sent < 6; sent++) await server.submit(answersOf({ email }))
    expect(await mailsTo(email)).toBe(5)
    await server.submit(answersOf({ email: 'other@adatum.example' }))
    expect(await mailsTo('other@adatum.example')).toBe(1)
    const body = { submissionId: randomUUID(), answers: answersOf({ email }) }
    expect((await server.post('/v1/forms/demo-request/submissions', body, { authorization: `Bearer ${server.key}` })).status).toBe(201)
    expect(await mailsTo(email)).toBe(6)
    now = new Date(monday.getTime() + day - 1)
    await server.submit(answersOf({ email }))
    expect(await mailsTo(email)).toBe(6)
    now = new Date(monday.getTime() + day)
    for (let sent = 0; sent < 6; sent++) await server.submit(answersOf({ email }))
    expect(await mailsTo(email)).toBe(11)
  })

  test('whoever gets no mail is not promised one', async () => {
    const email = 'patient@tailspin.example'
    const rest = { companySize: '1-10', email }
    // Carla, who has small companies, has three a day and no page to book.
    const bodies: string[] = []
    for (let sent = 0; sent < 6; sent++) bodies.push((await server.submit(answersOf(rest))).reply.message.body)
    expect(bodies.map(body => body.includes('mail'))).toEqual([true, true, true, true, true, false])
    const disqualified = randomUUID()
    await server.submit(answersOf({ email, companySize: 'student' }), { submissionId: disqualified })
    expect((await submissionOf(disqualified)).mailWithheld).toBe(false) // none was owed
  })

  test('a mailbox is one however its address is written, also at the same moment', async () => {
    const written = (count: number, address: (place: number) => string) =>
      Promise.all(Array.from({ length: count }, (_, place) => server.submit(answersOf({ email: address(place) }))))
    await written(9, place => `noa+${place}@wingtip.example`)
    await written(8, place => `l.e${'.'.repeat(place % 2)}o+${place}@${place % 3 ? 'gmail' : 'googlemail'}.com`)
    const { body } = await server.read('/mailbox.json')
    const visitors = (part: RegExp) => body.filter(({ kind, to }: { kind: string; to: string }) => kind === 'visitor-mail' && part.test(to)).length
    expect(visitors(/^noa\+\d@wingtip/)).toBe(5)
    expect(visitors(/^l\.e.*mail\.com$/)).toBe(5)
    await server.submit(answersOf({ email: 'noa@wingtip.example' }))
    expect(await mailsTo('noa@wingtip.example')).toBe(0)
    await server.submit(answersOf({ email: 'nora@wingtip.example' }))
    expect(await mailsTo('nora@wingtip.example')).toBe(1)
  })

  test('made-up names of one company get fifty mails a day together, every one of them is a lead, and free mail has no company', async () => {
    const people = async (count: number, domain: string) => {
      const sent: { status: number }[] = []
      // Some at a time: a busy machine would else answer the last of them too late.
      for (let first = 0; first < count; first += 6)
        sent.push(...(await Promise.all(Array.from({ length: 6 }, (_, place) => server.submit(answersOf({ email: `person${first + place}@${domain}` }))))))
      return sent
    }
    const outcomes = [...(await people(42, 'proseware.example')), ...(await people(12, 'sub.proseware.example')), ...(await people(54, 'proton.me'))]
    expect(outcomes.every(({ status }) => status === 201)).toBe(true)
    const { body } = await server.read('/mailbox.json')
    const to = (end: string) => body.filter((mail: { to: string }) => mail.to.endsWith(end)).length
    expect([to('proseware.example'), to('@proton.me')]).toEqual([50, 54])
    now = new Date(now.getTime() + day)
    await server.submit(answersOf({ email: 'late@proseware.example' }))
    expect(await mailsTo('late@proseware.example')).toBe(1)
  })

  test('what was counted names nobody, and is forgotten after a day', async () => {
    expect(await findWord(server.db, 'proseware')).not.toHaveProperty('mail_counts.name')
    expect((await server.db.select().from(mailCounts)).length).toBeGreaterThan(60)
    now = new Date(now.getTime() + day + 1)
    for (let step = 0; (await retainFor(server.desk, null)).more; step++) expect(step).toBeLessThan(9)
    expect(await server.db.select().from(mailCounts)).toEqual([])
  })
})
