import { randomUUID } from 'node:crypto'
import { savePlaybook } from '@baton/server/db/publish'
import { assignments, seals } from '@baton/server/db/schema'
import { sealDue } from '@baton/server/sealing/sealer'
import { verifyWorkspace } from '@baton/server/verify/verify-workspace'
import type { SubmissionReply } from '@baton/shared/api'
import { localDay } from '@baton/shared/eligibility'
import { eq, isNotNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRep } from '../support/examples.ts'
import { loadLoads } from '../support/load-loads.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { type DatabaseKind, startServer, type TestServer } from '../support/test-server.ts'

const account = { domain: 'contoso.example', name: 'Contoso', employees: 640, industry: 'Manufacturing', country: 'DE', owner: 'ben', tier: 'gold' }

function assigned(reply: SubmissionReply): SubmissionReply & { outcome: 'assigned' } {
  if (reply.outcome !== 'assigned') throw new Error(`Not assigned: ${JSON.stringify(reply)}`)
  return reply
}

/** The same promises on the database of production and on the one of a newcomer's first five minutes. */
describe.each<DatabaseKind>(['postgres', 'pglite'])('on %s', database => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ database, playbook: salesPlaybook, roster: salesRoster, accounts: [account] })
  })
  afterAll(() => server.close())

  const leadOf = async (submissionId: string) => {
    const found = await server.read(`/v1/leads?submissionId=${submissionId}`)
    expect(found.body.items).toHaveLength(1)
    return (await server.read(`/v1/leads/${found.body.items[0].id}`)).body
  }
  const loadOf = async (rep: string) =>
    (await loadLoads(server.db, server.workspaceId, [{ rep, day: localDay(aRep(rep), new Date()) }]))[rep] ?? { today: 0, open: 0 }
  const mailsOf = async (leadId: string) => (await server.read('/mailbox.json')).body.filter((mail: { leadId: string }) => mail.leadId === leadId)

  test('answers a submission with the rep who is theirs, a personal sentence and a way to a time', async () => {
    const { status, reply } = await server.submit(answersOf({ country: 'DE', companySize: '200+', seats: 50 }))
    expect(status).toBe(201)
    expect(assigned(reply).rep).toEqual({ name: 'Ana Lindqvist', title: 'Account Executive, DACH', photoUrl: null })
    expect(reply.message.body).toContain('Germany')
    expect(assigned(reply).booking).toEqual({ kind: 'link', url: expect.stringContaining('https://calendly.com/northlight/ana?name=Zo') })
    expect(JSON.stringify(reply)).not.toContain('@example.com') // a rep's address is nobody's business in a browser
  })

  test('stores lead, submission, decision, assignment and both mails, and tells them all back', async () => {
    const answers = answersOf({ country: 'AT', goal: 'fewer spreadsheets' })
    const submissionId = randomUUID()
    await server.submit(answers, { submissionId, timeZone: 'Europe/Vienna', pagesViewed: [{ path: '/pricing', at: '2026-11-23T09:00:00Z', seconds: 130 }] })
    const lead = await leadOf(submissionId)
    expect(lead).toMatchObject({ email: answers.email, name: answers.name, owner: { id: expect.any(String) } })
    expect(lead.submissions).toHaveLength(1)
    expect(lead.submissions[0]).toMatchObject({ id: submissionId, answers: { goal: 'fewer spreadsheets', country: 'AT' }, timeZone: 'Europe/Vienna' })
    expect(lead.decision).toMatchObject({ outcome: 'assigned', rule: 'dach', territory: { id: 'dach' }, score: { points: 10, grade: 'B' } })
    expect(lead.decision.rules.map((rule: { id: string; holds: boolean; reached: boolean }) => [rule.id, rule.holds, rule.reached])).toEqual([
      ['students', false, true],
      ['owned', false, true],
      ['dach', true, true],
      ['small', false, false],
    ])
    expect(lead.decision.why.at(-1)).toMatch(/turn in “DACH”/)
    expect(lead.assignments).toEqual([expect.objectContaining({ rep: lead.owner, rule: 'dach', by: 'turn' })])
    expect(
      lead.deliveries.map((delivery: { kind: string; state: string; attempts: unknown[] }) => [delivery.kind, delivery.state, delivery.attempts.length]).sort(),
    ).toEqual([
      ['rep-mail', 'sent', 1],
      ['visitor-mail', 'sent', 1],
    ])
  })

  test('mails the visitor in the rep’s name, and the rep everything on one screen', async () => {
    const submissionId = randomUUID()
    const answers = answersOf({ country: 'CH', goal: 'see <b>everything</b> at https://evil.example' })
    await server.submit(answers, { submissionId })
    const lead = await leadOf(submissionId)
    const mails = await mailsOf(lead.id)
    const visitor = mails.find((mail: { kind: string }) => mail.kind === 'visitor-mail')
    const rep = mails.find((mail: { kind: string }) => mail.kind === 'rep-mail')
    expect(visitor).toMatchObject({
      to: answers.email,
      from: `"${lead.owner.name} via Northlight" <baton@baton.test>`,
      replyTo: `${lead.owner.id}@example.com`,
    })
    expect(visitor.text).toContain('http://baton.test/h/')
    expect(visitor.text + visitor.html).not.toMatch(/evil\.example|everything/)
    expect(rep).toMatchObject({ to: `${lead.owner.id}@example.com`, replyTo: answers.email })
    expect(rep.text).toContain('see <b>everything</b>')
    expect(rep.html).toContain('see &lt;b&gt;everything&lt;/b&gt;')
  })

  test('gives the same submission sent 20 times at once one lead, one assignment, one answer and one mail of each kind', async () => {
    const submissionId = randomUUID()
    const answers = answersOf({ country: 'DE' })
    const twins = await Promise.all(Array.from({ length: 20 }, () => server.submit(answers, { submissionId })))
    expect(twins.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201])
    expect(new Set(twins.map(({ reply }) => JSON.stringify(reply))).size).toBe(1)
    const lead = await leadOf(submissionId)
    expect([lead.submissions.length, lead.decisions.length, lead.assignments.length]).toEqual([1, 1, 1])
    expect((await mailsOf(lead.id)).map((mail: { kind: string }) => mail.kind).sort()).toEqual(['rep-mail', 'visitor-mail'])
  })

  test('refuses the same id with other answers, and keeps the first', async () => {
    const submissionId = randomUUID()
    const answers = answersOf()
    await server.submit(answers, { submissionId })
    const second = await server.submit({ ...answers, goal: 'something else' }, { submissionId })
    expect(second).toMatchObject({ status: 422, reply: { error: { code: 'submission_conflict' } } })
    expect((await leadOf(submissionId)).submissions[0].answers.goal).toBeUndefined()
  })

  test('takes null for what a page does not know', async () => {
    const nothing = {
      touches: { first: { at: '2026-11-23T09:00:00Z', medium: 'cpc', campaign: null }, last: null },
      page: null,
      pagesViewed: null,
      timeZone: null,
      locale: null,
      consent: true,
      renderToken: null,
    }
    const submissionId = randomUUID()
    expect((await server.submit(answersOf(), { ...nothing, submissionId })).status).toBe(201)
    expect((await leadOf(submissionId)).submissions[0].touches).toEqual({ first: { at: '2026-11-23T09:00:00Z', medium: 'cpc' } })
  })

  test('keeps the first answer also when the form has become stricter since', async () => {
    const submissionId = randomUUID()
    const answers = answersOf({ companySize: '11-200' })
    const first = await server.submit(answers, { submissionId })
    const [form] = salesPlaybook.forms
    const stricter = { ...salesPlaybook, forms: form ? [{ ...form, questions: form.questions.map(question => ({ ...question, required: true })) }] : [] }
    await savePlaybook(server.db, server.workspaceId, stricter)
    expect(await server.submit(answers, { submissionId })).toEqual({ status: 200, reply: first.reply })
    expect((await server.submit(answers)).status).toBe(422)
    await savePlaybook(server.db, server.workspaceId, salesPlaybook)
  })

  test('takes the same id on another form as another submission', async () => {
    const submissionId = randomUUID()
    await server.submit(answersOf(), { submissionId })
    const other = await server.post('/v1/forms/contact/submissions', { submissionId, answers: { email: 'somebody@else.example' } })
    expect(other.status).toBe(201)
  })

  test('counts a lead that writes again once: not against the day of the rep who has them already', async () => {
    const answers = answersOf({ email: 'often@selin.example', companySize: '1-10' })
    const before = await loadOf('carla')
    for (let again = 0; again < 4; again++) expect(assigned((await server.submit(answers)).reply).rep.name).toBe('Carla Ruiz')
    expect(await loadOf('carla')).toEqual({ today: before.today + 1, open: before.open + 1 })
  })

  test('drops the answer to a question that was not shown, and keeps what it does not know aside', async () => {
    const submissionId = randomUUID()
    await server.submit(answersOf({ companySize: '1-10', seats: 500, utm_favourite: 'blue' }), { submissionId })
    const lead = await leadOf(submissionId)
    expect(lead.submissions[0].answers.seats).toBeUndefined()
    expect(lead.submissions[0].otherAnswers).toEqual({ seats: 500, utm_favourite: 'blue' })
    expect(lead.decision.facts['answers.seats']).toBeUndefined()
  })

  test('gives a known company to its owner, and a colleague of an assigned lead to the same rep', async () => {
    const known = await server.submit(answersOf({ email: 'new@mail.contoso.example' }))
    expect(assigned(known.reply).rep.name).toBe('Ben Okoro')
    const first = assigned((await server.submit(answersOf({ email: 'one@fabrikam.example' }))).reply)
    const second = assigned((await server.submit(answersOf({ email: 'two@fabrikam.example' }))).reply)
    expect(second.rep).toEqual(first.rep)
  })

  test('keeps a returning lead with their rep, as one lead with two submissions', async () => {
    const answers = answersOf({ email: 'again@gmail.com', country: 'DE' })
    const first = assigned((await server.submit(answers)).reply)
    const submissionId = randomUUID()
    const second = assigned((await server.submit({ ...answers, email: ' AGAIN@gmail.com' }, { submissionId })).reply)
    expect(second.rep).toEqual(first.rep)
    const lead = await leadOf(submissionId)
    expect(lead.submissions).toHaveLength(2)
    expect(lead.decision.facts).toMatchObject({ 'lead.returning': true, 'lead.owner': lead.owner.id, 'email.kind': 'free' })
  })

  test('turns a student away kindly: a message, no rep, no mail', async () => {
    const submissionId = randomUUID()
    const { status, reply } = await server.submit(answersOf({ companySize: 'student' }), { submissionId })
    expect(status).toBe(201)
    expect(reply).toEqual({ outcome: 'disqualified', submissionId, message: { heading: expect.any(String), body: expect.any(String) }, redirectUrl: null })
    const lead = await leadOf(submissionId)
    expect(lead.decision).toMatchObject({ outcome: 'disqualified', reason: 'student' })
    expect(await mailsOf(lead.id)).toEqual([])
  })

  test('never gives a rep more than their day holds, though thirty leads come ten at a time; the rest wait with a promise', async () => {
    const replies: Awaited<ReturnType<TestServer['submit']>>[] = []
    for (let round = 0; round < 3; round++)
      replies.push(...(await Promise.all(Array.from({ length: 10 }, () => server.submit(answersOf({ companySize: '1-10' }))))))
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]))
    const { body } = await server.read('/v1/leads?limit=100')
    const carlas = body.items.filter((item: { rep: { id: string } | null }) => item.rep?.id === 'carla')
    expect(carlas).toHaveLength(3) // hers of before among them
    const queued = replies.flatMap(({ reply }) => (reply.outcome === 'queued' ? [reply] : []))
    expect(queued.length).toBeGreaterThan(20)
    expect(Date.parse(queued[0]?.replyBy ?? '')).toBeGreaterThan(Date.now())
  })

  test('shows the lead their own page, and nobody else one', async () => {
    const { reply } = await server.submit(answersOf({ country: 'DE' }))
    const page = await fetch(`${server.url}/h/${assigned(reply).token}`)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await page.text()).toContain(assigned(reply).rep.name)
    expect((await fetch(`${server.url}/h/${'x'.repeat(24)}`)).status).toBe(404)
    expect((await fetch(`${server.url}/v1/handoffs/${'x'.repeat(24)}/slots`)).status).toBe(404)
  })

  test('can be sealed and verified, all of it, with a refund between two turns; one edited assignment is found', async () => {
    const { db } = server
    const submissionId = randomUUID()
    await server.submit(answersOf({ country: 'DE' }), { submissionId })
    const { id } = await leadOf(submissionId)
    expect((await server.post(`/v1/leads/${id}/refund`, { reason: 'no-show' }, { authorization: `Bearer ${server.key}` })).status).toBe(201)
    await server.submit(answersOf({ country: 'DE' }))
    while ((await sealDue(server.desk)).more);
    expect(await verifyWorkspace(db, server.workspaceId, null)).toMatchObject({ unsealed: 0, problems: [] })
    expect(await db.select().from(seals).where(isNotNull(seals.refunds))).toHaveLength(1)
    await db.update(assignments).set({ rep: 'nobody' }).where(eq(assignments.leadId, id))
    expect((await verifyWorkspace(db, server.workspaceId, null)).problems).toMatchObject([{ kind: 'assignment-edited' }])
  })
})
