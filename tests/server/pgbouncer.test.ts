import { randomUUID } from 'node:crypto'
import { connect } from '@baton/server/db/connect'
import { migrate } from '@baton/server/db/migrate'
import { assignments } from '@baton/server/db/schema'
import { deliveries } from '@baton/server/db/schema-deliveries'
import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { startFakeProvider } from '../support/fake-provider.ts'
import { findPgBouncer, type PgBouncer, startPgBouncer } from '../support/pgbouncer.ts'
import { createDatabase } from '../support/postgres.ts'
import { leftProcesses } from '../support/processes.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { skip } from '../support/skip.ts'
import { startServer } from '../support/test-server.ts'

const program = findPgBouncer()
const absent = 'PgBouncer is not installed (Debian: apt-get install pgbouncer).'

afterAll(() => expect(leftProcesses()).toEqual([]))

test('through a PgBouncer in transaction mode leads are handed off, and mails that failed are sent later', async context => {
  if (!program) return skip(context, absent)
  const broken = { status: 500, body: { statusCode: 500, name: 'application_error', message: 'x' } }
  const resend = await startFakeProvider(() => ({ status: 200, body: { id: randomUUID() } }))
  resend.script(broken, broken, broken)
  let bouncer: PgBouncer | null = null
  const server = await startServer({
    playbook: salesPlaybook,
    roster: salesRoster,
    worker: true,
    environment: { RESEND_API_KEY: 're_test', RESEND_BASE_URL: resend.url, MAIL_PER_SECOND: '200' },
    through: async address => {
      bouncer = await startPgBouncer(program, address)
      address.search = bouncer.url.search
      return Number(bouncer.url.port)
    },
  })
  try {
    for (let round = 0; round < 4; round++) {
      const visitors = Array.from({ length: 15 }, () => ({ submissionId: randomUUID(), answers: answersOf({ country: 'DE' }) }))
      const taken = async ({ submissionId, answers }: (typeof visitors)[number]) => (await server.submit(answers, { submissionId })).status < 300
      await Promise.all(visitors.map(visitor => eventually(() => taken(visitor), { timeoutMs: 20_000, what: 'The submission was taken' })))
    }
    await eventually(async () => (await server.db.$count(deliveries, eq(deliveries.state, 'sent'))) === 120, { timeoutMs: 30_000, what: 'The last mail' })
    expect(await server.db.$count(assignments)).toBe(60)
    expect(new Set(resend.requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(120)
  } finally {
    await server.close()
    await (bouncer as PgBouncer | null)?.stop()
    await resend.close()
  }
}, 60_000)

test('through a PgBouncer replicas that start together migrate one after the other, and none waits for ever', async context => {
  if (!program) return skip(context, absent)
  const database = await createDatabase()
  const bouncer = await startPgBouncer(program, new URL(database.url))
  const through = { kind: 'postgres' as const, url: bouncer.url.href }
  const start = async () => {
    const connection = await connect(through)
    await migrate(connection, through)
    await connection.close()
  }
  try {
    for (let round = 0; round < 3; round++) await Promise.all(Array.from({ length: 6 }, start))
  } finally {
    await bouncer.stop()
    await database.drop()
  }
}, 30_000)
