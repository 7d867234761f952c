import { randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import postgres from 'postgres'
import { z } from 'zod'
import { insertSameRows } from './same-rows.ts'

/**
 * What a handoff is measured against: a server that checks the same answers and writes one row, and one that writes what a handoff
 * cannot do without (the lead, whose it is, two mails to send, what happened) in a transaction of five awaited statements. One
 * that writes a handoff's own rows, and does nothing else of it. And one that has
 * no database, and asks a calendar and sends two mails over HTTP, side by side.
 */

const body = z.object({ submissionId: z.uuid(), answers: z.object({ email: z.email(), name: z.string().max(200), team: z.string(), seats: z.number() }) })
type Answers = z.infer<typeof body>['answers']

const writers: Record<string, (sql: postgres.Sql, id: string, answers: Answers) => Promise<unknown>> = {
  'one-insert': (sql, id, answers) => insertLead(sql, id, answers),
  'same-rows': insertSameRows,
  'five-statements': (sql, id, answers) =>
    sql.begin(async tx => {
      await insertLead(tx, id, answers)
      await tx`insert into assignments (id, lead_id, rep) values (${randomUUID()}, ${id}, ${answers.team})`
      await tx`insert into mails (id, lead_id, kind, mail) values (${randomUUID()}, ${id}, 'visitor-mail', ${tx.json(answers)})`
      await tx`insert into mails (id, lead_id, kind, mail) values (${randomUUID()}, ${id}, 'rep-mail', ${tx.json(answers)})`
      await tx`insert into events (id, lead_id, kind) values (${randomUUID()}, ${id}, 'submitted')`
    }),
}

/** `url`: of the provider. Bodies about as long as a handoff's. */
const threeCalls = (url: string) => async (answers: Answers) => {
  const mail = JSON.stringify({ to: answers.email, subject: answers.name, html: 'x'.repeat(9000) })
  const send = () => fetch(`${url}/emails`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: mail })
  const answered = await Promise.all([fetch(`${url}/event_type_available_times`), send(), send()])
  return Promise.all(answered.map(response => response.json()))
}

async function insertLead(sql: postgres.ISql, id: string, answers: Answers): Promise<void> {
  await sql`insert into leads (id, email, answers) values (${id}, ${answers.email}, ${sql.json(answers)})`
}

async function main([kind = '', url = '', port = '']: string[]): Promise<void> {
  const sql = postgres(url, { max: 10, onnotice: () => undefined }) // connects when it is asked something
  const call = threeCalls(url)
  const write = kind === 'three-calls' ? (_: postgres.Sql, __: string, answers: Answers) => call(answers) : writers[kind]
  if (!write) throw new Error(`There is no floor “${kind}”.`)
  const app = Fastify()
  app.post('/submissions', async (request, reply) => {
    const { submissionId, answers } = body.parse(request.body)
    await write(sql, submissionId, answers)
    return reply.code(201).send({ submissionId })
  })
  app.get('/livez', async () => ({}))
  await app.listen({ host: '127.0.0.1', port: Number(port) })
}

await main(process.argv.slice(2))
