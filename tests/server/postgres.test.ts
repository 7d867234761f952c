import postgres from 'postgres'
import { expect, test } from 'vitest'
import { createDatabase, templateFrom } from '../support/postgres.ts'

async function ask<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1 })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}

test('each test has a PostgreSQL 18 database of its own, and it is durable', async () => {
  const database = await createDatabase()
  const settings = await ask(database.url, sql => sql`select name, setting from pg_settings where name in ('fsync', 'server_version_num', 'max_connections')`)
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toMatchObject({
    fsync: 'on',
    max_connections: '100',
    server_version_num: expect.stringMatching(/^18/),
  })
  await database.drop()
  await expect(ask(database.url, sql => sql`select 1`)).rejects.toMatchObject({ code: '3D000' })
})

test('copies of a template start migrated and do not see each other, and the template is migrated once', async () => {
  let migrations = 0
  const migrate = (url: string) =>
    ask(url, async sql => {
      migrations++
      await sql`create table leads (id int)`
    })
  const template = await templateFrom(migrate, 'two-copies')
  await templateFrom(migrate, 'two-copies')
  expect(migrations).toBe(1)
  const [one, two] = await Promise.all([createDatabase(template), createDatabase(template)])
  await ask(one.url, sql => sql`insert into leads values (1)`)
  expect(await ask(two.url, sql => sql`select id from leads`)).toHaveLength(0)
  await Promise.all([one.drop(), two.drop()])
})
