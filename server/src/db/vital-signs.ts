import { sql } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { roles } from './guard.ts'

/** What a database says of itself. */
export interface VitalSigns {
  version: string
  fsync: string
  full_page_writes: string
  synchronous_commit: string
  max_connections: number
  /** Of the whole server. */
  connections: number
  /** Milliseconds since 1970, by its clock. */
  clock: number
  superuser: boolean
  bypasses: boolean
  user: string
  /** May make roles. */
  creates: boolean
  /** May take the roles of Baton’s transactions. */
  enters: boolean
  /** Baton's tables are there. */
  migrated: boolean
}

export async function readVitalSigns(db: Database): Promise<VitalSigns> {
  const [row] = await readAll<VitalSigns>(
    db,
    sql`select current_setting('server_version') as version, current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
      current_setting('synchronous_commit') as synchronous_commit, current_setting('max_connections')::int as max_connections,
      (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as connections,
      (extract(epoch from clock_timestamp()) * 1000)::float8 as clock, current_user::text as user,
      (select rolsuper from pg_roles where rolname = current_user) as superuser, (select rolbypassrls from pg_roles where rolname = current_user) as bypasses,
      (select rolcreaterole from pg_roles where rolname = current_user) as creates,
      (select count(*) = 2 from pg_roles where rolname in (${roles.workspace}, ${roles.deployment}) 
        and pg_has_role(current_user, oid, case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end)) as enters,
      to_regclass('drizzle.__drizzle_migrations') is not null as migrated`,
  )
  if (!row) throw new Error('A select without a table gives its row.')
  return row
}

/** When the latest migration that was made was written, in milliseconds since 1970; null where none was. */
export async function readLatestMigration(db: Database): Promise<number | null> {
  const [row] = await readAll<{ latest: number | null }>(db, sql`select max(created_at)::float8 as latest from drizzle.__drizzle_migrations`)
  return row?.latest ?? null
}

/** What waits, over all workspaces. */
export interface Waiting {
  /** Mails that are due, and for how many seconds the longest has been. */
  due: number
  due_for: number
  review: number
  unsealed: number
  paused_reason: string | null
}

export async function readWaiting(db: Database): Promise<Waiting> {
  const [row] = await readAll<Waiting>(
    db,
    sql`select (select count(*)::int from deliveries where state = 'owed' and due_at <= now()) as due,
      (select coalesce(extract(epoch from now() - min(due_at)), 0)::float8 from deliveries where state = 'owed' and due_at <= now()) as due_for,
      (select count(*)::int from deliveries where state = 'needs-review') as review,
      (select count(*)::int from decisions where seal is null and at < now() - interval '5 minutes') as unsealed,
      (select max(paused_reason) from connections where paused_reason is not null) as paused_reason`,
  )
  if (!row) throw new Error('A select without a table gives its row.')
  return row
}

async function readAll<Row>(db: Database, query: ReturnType<typeof sql>): Promise<Row[]> {
  const result: unknown = await db.execute(query)
  return Array.isArray(result) ? result : (result as { rows: Row[] }).rows // postgres.js gives the rows, PGlite an object with them
}
