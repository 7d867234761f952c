import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import postgres from 'postgres'
import { eventually } from './await-condition.ts'
import { freePort } from './free-port.ts'
import { startProcess } from './processes.ts'

export interface PgBouncer {
  /** The database by way of it, with what Baton needs there. */
  url: URL
  stop(): Promise<void>
}

/** Where it is installed, or null. */
export function findPgBouncer(): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
  return folders.map(folder => join(folder, 'pgbouncer')).find(path => existsSync(path)) ?? null
}

/** A PgBouncer in transaction mode before a PostgreSQL: each transaction may get another connection, and few are there to get. */
export async function startPgBouncer(program: string, database: URL): Promise<PgBouncer> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-pgbouncer-'))
  chmodSync(folder, 0o755)
  const port = await freePort()
  const settings = join(folder, 'pgbouncer.ini')
  writeFileSync(
    settings,
    [
      '[databases]',
      `* = host=${database.hostname} port=${database.port} user=postgres`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${port}`,
      'unix_socket_dir =',
      'auth_type = any',
      'pool_mode = transaction',
      'default_pool_size = 5',
      'max_client_conn = 200',
      'server_login_retry = 1', // seconds; 15 otherwise, for which it says that the database is gone although it is back
    ].join('\n'),
  )
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [] // it refuses to run as root
  const running = startProcess(program, [...user, settings])
  const stop = async () => {
    await running.stop('SIGINT')
    rmSync(folder, { recursive: true, force: true })
  }
  const sql = postgres(`postgres://postgres@127.0.0.1:${port}/postgres`, { max: 1, prepare: false, fetch_types: false })
  try {
    await eventually(() => sql`select 1`, { timeoutMs: 15_000, what: 'A connection through PgBouncer' })
  } catch (error) {
    await stop()
    throw new Error(running.output(), { cause: error })
  } finally {
    await sql.end({ timeout: 1 })
  }
  const url = new URL(database)
  url.port = String(port)
  url.searchParams.set('prepare', 'false')
  return { url, stop }
}
