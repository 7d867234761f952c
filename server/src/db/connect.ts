import { mkdirSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Config } from '../config.ts'
import { lockFolder } from './folder-lock.ts'
import * as schema from './schema.ts'

/** A database, or a transaction in one. Inside a transaction use only its own: PGlite has one connection and would wait forever. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>

/** Runs one statement of fixed text, prepared, and gives its only row. Objects travel as JSON. */
export type Query = <Row extends object>(text: string, parameters: readonly unknown[]) => Promise<Row>

export interface Connection {
  kind: Config['database']['kind']
  db: Database
  query: Query
  close(): Promise<void>
}

/** Opens the configured database. An embedded one is locked against a second process first: two writers lose data. */
export async function connect(database: Config['database']): Promise<Connection> {
  return database.kind === 'postgres' ? connectPostgres(database.url) : connectEmbedded(database.folder)
}

const poolSize = 10

function connectPostgres(url: string): Connection {
  const sql = postgres(url, {
    max: poolSize,
    connect_timeout: 2, // seconds: a submit has to answer within three
    onnotice: () => undefined,
  })
  prepareStatements(sql)
  prepareTransactions(sql)
  return {
    kind: 'postgres',
    db: drizzlePostgres(sql, { schema }) as unknown as Database, // the drivers' result types differ, their builders do not
    query: queryBy((text, parameters) => sql.unsafe(text, parameters)),
    close: () => sql.end({ timeout: 5 }),
  }
}

/**
 * Drizzle asks for unnamed statements, which cost two round trips each (one to learn the types of the parameters) and never go out
 * together: a handoff took half as long again. Named ones are described once per connection. Through a PgBouncer in transaction mode
 * before its 1.21 they hang: there `?prepare=false` at the end of DATABASE_URL leaves them out.
 */
function prepareStatements(sql: postgres.ISql): void {
  const { unsafe } = sql
  sql.unsafe = (query, parameters, options) => unsafe(query, parameters, { ...options, prepare: true })
}

/** A transaction is a client of its own. Nothing here begins one with options. */
function prepareTransactions(sql: postgres.Sql): void {
  const begin = sql.begin.bind(sql) as (work: Work) => Promise<unknown> // the overload without options
  sql.begin = ((work: Work) =>
    begin(tx => {
      prepareStatements(tx)
      return work(tx)
    })) as typeof sql.begin // its result is what the work gives, which is all that the overloads say
}

type Work = (tx: postgres.TransactionSql) => unknown

async function connectEmbedded(folder: string): Promise<Connection> {
  mkdirSync(folder, { recursive: true })
  const lock = lockFolder(folder)
  const client = await PGlite.create(`${folder}/database`).catch(error => {
    lock.release()
    throw error
  })
  return {
    kind: 'embedded',
    db: drizzlePglite(client, { schema }) as unknown as Database, // the drivers' result types differ, their builders do not
    query: queryBy(async (text, parameters) => (await client.query<object>(text, parameters)).rows),
    close: async () => {
      await client.close()
      lock.release()
    },
  }
}

function queryBy(run: (text: string, parameters: (string | null)[]) => Promise<readonly object[]>): Query {
  return async <Row extends object>(text: string, parameters: readonly unknown[]) => {
    const [row] = await run(
      text,
      parameters.map(value => (value === null || typeof value === 'string' ? value : JSON.stringify(value))),
    )
    if (!row) throw new Error('The statement gave no row.')
    return row as Row // its caller wrote the statement
  }
}
