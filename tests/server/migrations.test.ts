import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { buildApp } from '@baton/server/app'
import { readConfig } from '@baton/server/config'
import { connect } from '@baton/server/db/connect'
import { migrate } from '@baton/server/db/migrate'
import { savePlaybook } from '@baton/server/db/publish'
import { leads } from '@baton/server/db/schema'
import { beginDue } from '@baton/server/deliveries/worker'
import { migrationsFolder } from '@baton/server/files'
import { importRoster } from '@baton/server/import-roster'
import { createLog } from '@baton/server/log'
import { openDesk } from '@baton/server/open-desk'
import { sealDue } from '@baton/server/sealing/sealer'
import { createWorkspace } from '@baton/server/set-up'
import { verifyWorkspace } from '@baton/server/verify/verify-workspace'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

let server: TestServer
let url: string
beforeAll(async () => {
  server = await startServer({ playbook: salesPlaybook, roster: salesRoster })
  url = server.environment.DATABASE_URL ?? ''
})
afterAll(() => server.close())

async function migrateAgain(): Promise<void> {
  const database = { kind: 'postgres' as const, url }
  const connection = await connect(database)
  await migrate(connection, database).finally(() => connection.close())
}
const rowsOf = async (question: ReturnType<typeof sql>) => [...((await server.db.execute(question)) as unknown as { count: number }[])] // rows, by this driver
const count = async (question: ReturnType<typeof sql>) => (await rowsOf(question))[0]?.count
const policies = () => count(sql`select count(*)::int as count from pg_policies where tablename = 'mail_events' and policyname = 'of_workspace'`)

test('every migration says first how long it may wait for a lock', () => {
  const files = readdirSync(migrationsFolder()).filter(file => file.endsWith('.sql'))
  expect(files.length).toBeGreaterThan(0)
  for (const file of files)
    expect([file, readFileSync(`${migrationsFolder()}/${file}`, 'utf8')]).toEqual([file, expect.stringMatching(/^SET LOCAL lock_timeout = '2s';/)])
})

test('a migration that waits for a lock steps back for whoever came after it, and is done in the end', async () => {
  await server.db.execute(sql`drop policy of_workspace on mail_events`) // as of a table that a later version adds
  const client = postgres(url, { max: 2, onnotice: () => undefined })
  let release = () => {}
  try {
    const reading = client.begin(async tx => {
      await tx`select * from mail_events`
      await new Promise<void>(resolve => {
        release = resolve
      })
    })
    const migrating = migrateAgain()
    await eventually(
      async () =>
        (await count(
          sql`select count(*)::int as count from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())`,
        )) === 1,
      { what: 'The migration waits' },
    )
    await client`select * from mail_events` // behind it in the queue: only when it gives up does this get through
    expect(await policies()).toBe(0)
    release()
    await Promise.all([reading, migrating])
    expect(await policies()).toBe(1)
  } finally {
    release()
    await client.end()
  }
})

test('what somebody keeps beside our tables is left alone, and a right that a version adds is given also where the policy was there before', async () => {
  await server.db.execute(sql`create view lead_report as select workspace_id from leads`)
  await server.db.execute(sql`create table their_own (workspace_id int)`)
  await server.db.execute(sql`revoke update on deliveries from baton_deployment`)
  await migrateAgain()
  const found = await count(sql`select (select count(*)::int from pg_policies where tablename = 'their_own')
    + case when has_table_privilege('baton_deployment', 'their_own', 'select') then 10 else 0 end
    + case when has_table_privilege('baton_deployment', 'deliveries', 'update') then 100 else 0 end as count`)
  expect(found).toBe(100)
  await server.db.execute(sql`drop table their_own`)
  await server.db.execute(sql`drop view lead_report`)
})

test('what is not Baton’s gives its roles no right and gets no policy, whether it came before a migration or after', async () => {
  const { db } = server
  const theirs = ['their_table', 'their_report', 'their_later_table']
  await db.execute(sql`create table their_table (workspace_id uuid, email text)`)
  await db.execute(sql`create view their_report as select email from leads`)
  await db.execute(sql`revoke update on deliveries from baton_deployment`) // so that something is granted
  await migrateAgain()
  await db.execute(sql`create table their_later_table (workspace_id uuid, email text)`)
  const rights = await rowsOf(sql`select role, relname as "table", action from pg_class
    cross join (values ('baton_workspace'), ('baton_deployment')) as roles (role)
    cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain']) as action
    where relname in (${sql.join(theirs, sql`, `)}) and has_table_privilege(role, pg_class.oid, action)`)
  expect(rights).toEqual([])
  expect(await rowsOf(sql`select relname from pg_class where relname in (${sql.join(theirs, sql`, `)}) and relrowsecurity`)).toEqual([])
  expect(await rowsOf(sql`select tablename from pg_policies where tablename in (${sql.join(theirs, sql`, `)})`)).toEqual([])
  await db.execute(sql`drop table their_table, their_later_table`)
  await db.execute(sql`drop view their_report`)
})

test('a server of the version before goes on while and after the next one widens every table', async () => {
  const submitAndRead = async () => {
    const { status, reply } = await server.submit(answersOf({ country: 'DE' }))
    expect([status, reply.outcome]).toEqual([201, 'assigned'])
    for (const path of ['/v1/leads', '/v1/quarantine', '/mailbox.json']) expect((await server.read(path)).status).toBe(200)
  }
  await submitAndRead() // its statements are prepared now
  const tables = (await server.db.execute(
    sql`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  )) as unknown as {
    name: string
  }[] // rows, by this driver
  const working = Promise.all(Array.from({ length: 10 }, submitAndRead))
  for (const { name } of tables) await server.db.execute(sql.raw(`alter table "${name}" add column widened text default 'yes'`))
  await working
  await submitAndRead()
})

describe('signed in as somebody who is no superuser', () => {
  let cluster: PostgresServer
  let admin: postgres.Sql
  beforeAll(async () => {
    cluster = await startPostgres() // roles are a cluster's, and the other tests' has them
    admin = postgres(cluster.url, { max: 1, onnotice: () => undefined })
  })
  afterAll(async () => {
    await admin.end()
    await cluster.stop()
  })

  /** The address of an empty database that this user owns. */
  async function makeDatabase(user: string, rights: string): Promise<string> {
    await admin.unsafe(`create role ${user} login nosuperuser ${rights}`)
    await admin.unsafe(`create database of_${user} owner ${user}`)
    const address = new URL(cluster.url)
    address.username = user
    address.pathname = `/of_${user}`
    return address.href
  }
  const open = (DATABASE_URL: string) => openDesk(readConfig({ DATABASE_URL, PUBLIC_BASE_URL: 'http://baton.test' }), createLog('warn'))
  const refusal = (user: string) => {
    const message = expect.stringContaining(`grant baton_workspace, baton_deployment to ${user}`)
    return expect.objectContaining({ cause: expect.objectContaining({ message }) })
  }

  test('who may not make roles, the boot says what an administrator has to do', async () => {
    await expect(open(await makeDatabase('plain', 'nocreaterole'))).rejects.toThrow(refusal('plain'))
  })

  test('who may, everything works, and the owner of the tables sees no row past the policies', async () => {
    const desk = await open(await makeDatabase('maker', 'createrole'))
    try {
      const { workspaceId, key } = await createWorkspace(desk.store, 'Northlight', randomUUID)
      const ours = desk.store.of(workspaceId)
      await importRoster(ours, workspaceId, salesRoster, '.')
      await savePlaybook(ours, workspaceId, salesPlaybook)
      const app = buildApp(desk, { trustedProxies: [], widget: { embed: '', later: '', submit: '', result: '', modes: '', work: '', absent: '' } })
      const payload = { submissionId: randomUUID(), answers: answersOf({ country: 'DE' }) }
      const sent = await app.inject({ method: 'POST', url: '/v1/forms/demo-request/submissions', payload })
      expect([sent.statusCode, sent.json().outcome]).toEqual([201, 'assigned'])
      const listed = await app.inject({ url: '/v1/leads', headers: { authorization: `Bearer ${key}` } })
      expect(listed.json().items).toHaveLength(1)
      expect(await sealDue(desk)).toEqual({ sealed: 1, more: false })
      expect(await verifyWorkspace(ours, workspaceId, null)).toMatchObject({ verified: 1, problems: [] })
      await Promise.all((await beginDue(desk, 10)).attempts)
      expect(await desk.database.db.select().from(leads)).toEqual([])
      await app.close()
    } finally {
      await desk.close()
    }
  })

  test('another database of the cluster takes the roles that are there, once they are granted to its user', async () => {
    const address = await makeDatabase('second', 'createrole')
    await expect(open(address)).rejects.toThrow(refusal('second'))
    await admin.unsafe('grant baton_workspace, baton_deployment to second')
    const desk = await open(address)
    await createWorkspace(desk.store, 'Second', randomUUID)
    await desk.close()
  })
})
