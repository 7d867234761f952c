import { randomUUID } from 'node:crypto'
import { savePlaybook } from '@baton/server/db/publish'
import { submissions } from '@baton/server/db/schema'
import type { Form } from '@baton/shared/form'
import type { Playbook } from '@baton/shared/playbook'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { monday } from '../support/examples.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { type DatabaseKind, startServer, type TestServer } from '../support/test-server.ts'

const path = '/v1/forms/demo-request/submissions'
const trap = { company_website: 'https://spam.example' }
const page = { origin: 'https://example.com' }

describe.each<DatabaseKind>(['postgres', 'pglite'])('on %s, a moment after something else was published,', database => {
  let server: TestServer
  beforeAll(async () => {
    // Nothing grows old: what this process recalls of the form, it recalls for good.
    server = await startServer({ database, playbook: salesPlaybook, roster: salesRoster, now: () => monday })
  })
  afterAll(() => server.close())

  const publish = (changed: Partial<Form>, rest: Partial<Playbook> = {}) =>
    savePlaybook(server.db, server.workspaceId, {
      ...salesPlaybook,
      ...rest,
      forms: salesPlaybook.forms.map(form => (form.id === 'demo-request' ? { ...form, ...changed } : form)),
    })
  const send = async (more: object = {}, headers: Record<string, string> = page) => {
    const submissionId = randomUUID()
    const response = await server.post(path, { submissionId, answers: answersOf(), ...more }, headers)
    const [stored] = await server.db.select().from(submissions).where(eq(submissions.id, submissionId))
    return { status: response.status, allowed: response.headers.get('access-control-allow-origin'), body: await response.json(), stored }
  }
  beforeEach(async () => {
    await publish({ allowedOrigins: ['https://example.com'] })
    expect((await send()).status).toBe(201) // from here on it is recalled
  })

  test.each([
    ['an earnest', {}],
    ['a suspicious', trap],
    ['an incomplete', { answers: {} }],
  ])('%s submission from a page that is admitted no more is refused, and not stored', async (_, more) => {
    await publish({ allowedOrigins: ['https://other.example'] })
    const { status, body, stored } = await send(more)
    expect([status, body.error?.code, stored]).toEqual([403, 'origin_not_allowed', undefined])
    expect((await send({}, {})).status).toBe(201) // a program, which names no page
  })

  test('a page that is admitted now may send at once', async () => {
    await publish({ allowedOrigins: ['https://other.example'] })
    expect(await send({}, { origin: 'https://other.example' })).toMatchObject({ status: 201, allowed: 'https://other.example' })
  })

  test('what is set aside keeps the form’s new law, and is answered in its new words', async () => {
    const message = { queued: { heading: 'Thank you', body: 'We will write.' } }
    const version = await publish({ allowedOrigins: ['*'] }, { messages: { ...salesPlaybook.messages, ...message } })
    const { status, body, stored } = await send(trap)
    expect([status, body.message, stored?.playbookVersion, stored?.quarantined]).toEqual([201, message.queued, version, true])

    const questions = salesPlaybook.forms.find(({ id }) => id === 'demo-request')?.questions ?? []
    await publish({ questions: questions.map(question => ({ ...question, required: true })) })
    const refused = await send(trap)
    expect([refused.status, refused.body.error?.code, refused.stored]).toEqual([422, 'invalid_answers', undefined])
  })
})
