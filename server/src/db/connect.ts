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

export interface Connection {
  kind: Config['database']['kind']
  db: Database
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
    prepare: false, // prepared statements hang through PgBouncer in transaction mode before its 1.21
    onnotice: () => undefined,
  })
  return { kind: 'postgres', db: drizzlePostgres(sql, { schema }) as unknown as Database, close: () => sql.end({ timeout: 5 }) } // the drivers' result types differ, their builders do not
}

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
    close: async () => {
      await client.close()
      lock.release()
    },
  }
}
