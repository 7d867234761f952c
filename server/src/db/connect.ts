import { mkdirSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Config } from '../config.ts'
import { lockFolder } from './folder-lock.ts'
import { deploymentEntrance, workspaceEntrance } from './guard.ts'
import { createPools, type Pools } from './pools.ts'

/** A database, or a transaction in one. Inside a transaction use only its own: PGlite has one connection and would wait forever. */
export type Database = PgDatabase<PgQueryResultHKT>

/** Runs one statement of fixed text, prepared, and gives its only row. Objects travel as JSON. */
export type Query = <Row extends object>(text: string, parameters: readonly unknown[]) => Promise<Row>

export interface Connection {
  kind: Config['database']['kind']
  /** As whoever signed in, who owns the tables: for migrations. */
  db: Database
  /** What the server works with. */
  store: Store
  close(): Promise<void>
}

/**
 * Opens the configured database. An embedded one is locked against a second process first: two writers lose data. `patient`: somebody waits at a
 * terminal, and a transaction may take as long as it takes.
 */
export async function connect(database: Config['database'], { patient = false } = {}): Promise<Connection> {
  return database.kind === 'postgres' ? connectPostgres(database.url, patient ? null : transactionMs) : connectEmbedded(database.folder)
}

/** The database through its guards (see `guard.ts`): whatever is asked, of rows that are somebody else's nothing is seen. */
export interface Store {
  /** One workspace's rows. */
  of(workspaceId: string): Database
  /** What belongs to no workspace, or to all. */
  deployment: Database
  /** A function of `functions/`, which enters by itself. */
  query: Query
}

const poolSize = 10

/** Whoever waits for a pool's turn, or to note how mails fared, must not wait for a connection that has gone silent. */
const statementMs = 4000
/** In the server no statement runs longer than three seconds, and no transaction has many. */
const transactionMs = 10_000

function connectPostgres(url: string, limitMs: number | null): Connection {
  const pools = createPools(() => openPool(url))
  return {
    kind: 'postgres',
    db: asDatabase(drizzlePostgres(asWhoeverSignedIn(pools))),
    store: openStore(
      entrance => asDatabase(drizzlePostgres(enterPostgres(pools, limitMs, entrance))),
      (text, parameters) => pools.within(statementMs, sql => sql.unsafe(text, parameters)),
    ),
    close: pools.close,
  }
}

function openPool(url: string): postgres.Sql {
  const sql = postgres(url, {
    max: poolSize,
    connect_timeout: 2, // seconds: a submit has to answer within three
    // A new connection would first ask for the types of arrays, which nothing here uses; one that broke at that moment ended the process (3.4.9).
    fetch_types: false,
    onnotice: () => undefined,
  })
  prepareStatements(sql)
  prepareTransactions(sql)
  drizzlePostgres(sql) // has its rows as Drizzle reads them
  return sql
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
    db: asDatabase(drizzlePglite(client)),
    store: openStore(
      entrance => asDatabase(drizzlePglite(enterPglite(client, entrance))),
      async (text, parameters) => (await client.query<object>(text, parameters)).rows,
    ),
    close: async () => {
      await client.close()
      lock.release()
    },
  }
}

/** The drivers' result types differ, their builders do not. */
function asDatabase(db: unknown): Database {
  return db as Database
}

function openStore(open: (entrance: string) => Database, run: Run): Store {
  const opened = new Map<string, Database>()
  return {
    of(workspaceId) {
      const db = opened.get(workspaceId) ?? open(workspaceEntrance(workspaceId))
      opened.set(workspaceId, db)
      return db
    },
    deployment: open(deploymentEntrance),
    query: async <Row extends object>(text: string, parameters: readonly unknown[]) => {
      const written = parameters.map(value => (value === null || typeof value === 'string' ? value : JSON.stringify(value)))
      const [row] = await run(text, written)
      if (!row) throw new Error('The statement gave no row.')
      return row as Row // its caller wrote the statement
    },
  }
}

type Run = (text: string, parameters: (string | null)[]) => Promise<readonly object[]>

/** What Drizzle needs of a client, by the pool of the moment. */
function asWhoeverSignedIn(pools: Pools): postgres.Sql {
  const begin = (work: Work) => pools.current.begin(work)
  const unsafe: postgres.Sql['unsafe'] = (text, parameters, options) => pools.current.unsafe(text, parameters, options)
  return { options: pools.current.options, begin, unsafe } as unknown as postgres.Sql
}

/** The same with each transaction entered first, and every statement outside of one in its own. */
function enterPostgres(pools: Pools, limitMs: number | null, entrance: string): postgres.Sql {
  const begin = (work: Work) =>
    pools.within(limitMs, sql =>
      sql.begin(async tx => {
        const entered = tx.unsafe(entrance).execute() // goes out together with the work's first statement
        entered.catch(() => undefined) // the work's own error says more, and fails the transaction just the same
        const result = await work(tx)
        await entered
        return result
      }),
    )
  const unsafe = (text: string, parameters?: [], options?: object) => {
    const run = (read: (query: postgres.PendingQuery<postgres.Row[]>) => unknown) => begin(tx => read(tx.unsafe(text, parameters, options)))
    return {
      // biome-ignore lint/suspicious/noThenProperty: a query of this driver is sent when its result is asked for
      then: (...reading: Parameters<Promise<unknown>['then']>) => run(query => query).then(...reading),
      values: () => run(query => query.values()),
    }
  }
  return { options: pools.current.options, begin, unsafe } as unknown as postgres.Sql
}

function enterPglite(client: PGlite, entrance: string): PGlite {
  const transaction: PGlite['transaction'] = work =>
    client.transaction(async tx => {
      await tx.exec(entrance)
      return work(tx)
    })
  const query: PGlite['query'] = (text, parameters, options) => transaction(tx => tx.query(text, parameters, options))
  return { transaction, query } as unknown as PGlite
}
