import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAsker, flawOf } from '../support/ask.ts'
import { type AttackedServer, startAttacked } from '../support/attacked-server.ts'
import { everyKind } from '../support/every-kind.ts'
import { aRep, aRoster } from '../support/examples.ts'
import { hostileRequest } from '../support/hostile-requests.ts'
import { plainSubmission } from '../support/hostile-submissions.ts'
import { pick, report, seedOf } from '../support/hostility.ts'
import { listEndpoints } from '../support/list-endpoints.ts'

const longestBusyMs = 100

let server: AttackedServer
let asker: ReturnType<typeof createAsker>
beforeAll(async () => {
  server = await startAttacked({
    playbook: everyKind,
    roster: aRoster(aRep('ana'), aRep('ben')),
    environment: { RESEND_WEBHOOK_SECRET: `whsec_${Buffer.from('s'.repeat(24)).toString('base64')}` },
  })
  asker = createAsker(server.url)
})
afterAll(async () => {
  asker.close()
  await server.close()
})

/** Ids that stand for something: of a lead, its submission and mails, a held one, and a cursor. */
async function fill(): Promise<string[]> {
  const headers = { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' }
  const ask = async (method: string, path: string, body?: object) =>
    JSON.parse((await asker.ask({ method, path, headers, ...(body && { body: JSON.stringify(body) }) })).text)
  const { submissionId, token } = await ask('POST', '/v1/forms/everything/submissions', plainSubmission())
  const held = plainSubmission({ company_website: 'a program' })
  await asker.ask({ method: 'POST', path: '/v1/forms/everything/submissions', headers: { 'content-type': 'application/json' }, body: JSON.stringify(held) })
  const [lead] = (await ask('GET', `/v1/leads?submissionId=${submissionId}`)).items
  const cursor = Buffer.from(`2030-01-01T00:00:00.000Z ${lead.id}`).toString('base64url')
  return ['everything', 'everything.js', submissionId, held.submissionId, token, lead.id, lead.deliveries[0].id, cursor, randomUUID(), lead.email]
}

test('anything asked of any endpoint, in any way, is answered or refused in the words of the catalogue', { timeout: 240_000 }, async () => {
  const lanes = 4
  const runs = pick(400, 10_000) / lanes
  const endpoints = listEndpoints(server.inside.routes())
  expect(endpoints.length).toBeGreaterThan(20)
  const request = hostileRequest(endpoints, { key: server.key, ids: await fill() })
  await Promise.all(endpoints.map(endpoint => asker.ask({ method: 'GET', path: endpoint.split(' ')[1] ?? '/' }))) // what is compiled on first use is not measured
  await server.probe()
  const met = new Map<number, number>()
  const property = fc.asyncProperty(request, async question => {
    const answer = await asker.ask(question)
    met.set(answer.status, (met.get(answer.status) ?? 0) + 1)
    expect(flawOf(question, answer)).toBeNull()
  })
  await Promise.all(Array.from({ length: lanes }, (_, lane) => fc.assert(property, { ...seedOf(lane), numRuns: runs, interruptAfterTimeLimit: 130_000 })))
  const { busyMs, delayMs } = await server.probe()
  report(
    `requests by status: ${[...met]
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `${status} × ${count}`)
      .join(', ')}; busy for ${busyMs} ms at the most, delay ${delayMs} ms`,
  )
  expect(server.alive()).toBe(true)
  expect(busyMs).toBeLessThanOrEqual(longestBusyMs)
  expect(server.output()).not.toMatch(/"level":50/)
})
