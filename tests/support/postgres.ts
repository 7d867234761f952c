import { createHash, randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'

/** A database of one test's own, on the PostgreSQL that `global-postgres.ts` started. */
export interface TestDatabase {
  url: string
  /** Cuts whoever is still connected. */
  drop(): Promise<void>
}

/** A migrated database to copy from, which is ten times faster than migrating. */
export interface Template {
  name: string
}

/** A fresh database: empty, or a copy of a template. */
export async function createDatabase(template?: Template): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await withAdmin(async sql => {
    await sql`create database ${sql(name)} ${template ? sql`template ${sql(template.name)}` : sql``}`
  })
  return { url: urlOf(name), drop: () => withAdmin(async sql => void (await sql`drop database if exists ${sql(name)} with (force)`)) }
}

/**
 * Migrates a database once per run, whichever test file asks first, and keeps it as a template. `key` tells templates apart. In
 * watch mode the server outlives an edit: start again after changing a migration.
 */
export async function templateFrom(migrate: (url: string) => Promise<void>, key = ''): Promise<Template> {
  const name = `template_${createHash('sha256').update(key).digest('hex').slice(0, 12)}`
  await withAdmin(async sql => {
    await sql`select pg_advisory_lock(hashtext(${name}))` // until this connection ends: one file migrates, the others wait
    const [found] = await sql`select datistemplate from pg_database where datname = ${name}`
    if (found?.datistemplate) return
    await sql`drop database if exists ${sql(name)} with (force)` // a migration that failed half-way
    await sql`create database ${sql(name)}`
    await migrate(urlOf(name))
    // A connection that is only just closing would make every copy fail.
    await sql`alter database ${sql(name)} with is_template true allow_connections false`
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`
  })
  return { name }
}

async function withAdmin<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(inject('postgresUrl'), { max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}

function urlOf(database: string): string {
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${database}`
  return url.href
}
