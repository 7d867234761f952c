import { existsSync, readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { type Config, ConfigError } from '../config.ts'
import { type Connection, connect, type Database } from '../db/connect.ts'
import { roles } from '../db/guard.ts'
import { readLatestMigration, readVitalSigns, readWaiting, type VitalSigns } from '../db/vital-signs.ts'
import { migrationsFolder } from '../files.ts'
import { sayFailure } from '../say-failure.ts'
import { withDeadline } from '../with-deadline.ts'
import { broken, type Finding, look, ok } from './finding.ts'

const answerLimitMs = 5000

/** Looks at the database without changing anything in it, not even the schema. */
export async function checkDatabase({ database }: Pick<Config, 'database'>): Promise<Finding[]> {
  const disk = database.kind === 'embedded' ? await checkDisk(database.folder) : []
  if (database.kind === 'embedded' && !existsSync(join(database.folder, 'database')))
    return [...disk, look('database', `There is none in ${database.folder} yet.`, 'The first start makes it; or set DATABASE_URL.')]
  let connection: Connection | null = null
  try {
    connection = await connect(database)
    const { db } = connection
    return [...disk, ...(await withDeadline(examine(db, database.kind), answerLimitMs, () => new Error(`It did not answer within ${answerLimitMs / 1000} s.`)))]
  } catch (error) {
    // A running server has the folder: that is no fault, and it answers /readyz.
    if (error instanceof ConfigError && database.kind === 'embedded')
      return [...disk, look('database', error.message, 'Stop the server to have this looked at.')]
    return [...disk, broken('database', `It cannot be reached: ${sayFailure(error)}`, 'See that PostgreSQL runs and that DATABASE_URL is right.')]
  } finally {
    await connection?.close()
  }
}

async function examine(db: Database, kind: Config['database']['kind']): Promise<Finding[]> {
  const asked = Date.now()
  const signs = await readVitalSigns(db)
  const drift = signs.clock - (asked + Date.now()) / 2
  const served = kind === 'postgres' ? [checkDurability(signs), checkClock(drift), checkRole(signs), checkConnections(signs)] : []
  const migrations = await checkMigrations(db, signs)
  return [...served, migrations, ...(migrations.state === 'ok' ? await checkWaiting(db) : [])]
}

/** What has to be on for a commit that was told to outlive a crash. */
function checkDurability({ version, ...signs }: VitalSigns): Finding {
  const off = (['fsync', 'full_page_writes', 'synchronous_commit'] as const).filter(name => signs[name] === 'off')
  if (off.length === 0) return ok('durability', `PostgreSQL ${version} keeps what it has committed, through a crash too.`)
  const todo = `In postgresql.conf: ${off.map(name => `${name} = on`).join(', ')}; then reload. A lead that was answered could else be lost.`
  return broken('durability', `${off.join(' and ')} ${off.length === 1 ? 'is' : 'are'} off.`, todo)
}

export function checkClock(driftMs: number): Finding {
  const seconds = Math.abs(driftMs) / 1000
  const says = `The database’s clock is ${seconds.toFixed(1)} s ${driftMs < 0 ? 'behind' : 'ahead of'} this machine’s.`
  if (seconds < 2) return ok('clock', says)
  return (seconds < 60 ? look : broken)('clock', says, 'Let both be set by NTP: promises, retries and tokens are reckoned by them.')
}

function checkRole({ user, superuser, bypasses, creates, enters }: VitalSigns): Finding {
  if (superuser || bypasses) {
    const todo = 'Make one of its own: create role baton login createrole password …; alter database … owner to baton; and put it into DATABASE_URL.'
    return look('role', `Connects as ${user}, ${superuser ? 'a superuser' : 'who bypasses row security'}, though each transaction takes a lesser role.`, todo)
  }
  if (enters) return ok('role', `Connects as ${user}, and each transaction takes a role that sees one workspace only.`)
  if (creates) return ok('role', `Connects as ${user}, who makes the roles of transactions at the first start.`)
  const todo = `As an administrator: ${Object.values(roles)
    .map(role => `create role ${role} nologin; grant ${role} to ${user};`)
    .join(' ')}`
  return broken('role', `Connects as ${user}, who may not take the roles of transactions, nor make them.`, todo)
}

function checkConnections({ connections, max_connections }: VitalSigns): Finding {
  const free = max_connections - connections
  const says = `${connections} of ${max_connections} connections are in use; a process of Baton takes up to 10.`
  return free >= 20 ? ok('connections', says) : look('connections', says, 'Raise max_connections, or put PgBouncer in front.')
}

async function checkMigrations(db: Database, { migrated }: VitalSigns): Promise<Finding> {
  const todo = 'Start the server, or run any other command of baton: both bring it up to date.'
  const latest = migrated ? await readLatestMigration(db) : null
  if (latest === null) return look('schema', 'There is none yet.', todo)
  const { entries } = JSON.parse(readFileSync(join(migrationsFolder(), 'meta/_journal.json'), 'utf8')) as { entries: { when: number }[] } // drizzle-kit wrote it
  const pending = entries.filter(({ when }) => when > latest).length
  if (pending > 0) return look('schema', `${pending} ${pending === 1 ? 'change waits' : 'changes wait'} to be made.`, todo)
  if (entries.every(({ when }) => when < latest))
    return look('schema', 'A newer version of Baton has been here.', 'Run the same version everywhere, the newest.')
  return ok('schema', 'It is up to date.')
}

const lateSeconds = 600

async function checkWaiting(db: Database): Promise<Finding[]> {
  const { due, due_for, review, unsealed, paused_reason } = await readWaiting(db)
  const findings = [
    paused_reason
      ? broken('mail', `It is stopped: ${paused_reason}. ${due} are owed.`, 'Put right what the lines on mail say; what is owed follows by itself.')
      : due_for > lateSeconds
        ? broken('mail', `${due} are owed, one for ${Math.round(due_for / 60)} minutes.`, 'See that the server runs, and what its log says.')
        : ok('mail', due === 0 ? 'None is owed.' : `${due} are owed, and wait for their turn.`),
  ]
  if (review > 0)
    findings.push(
      look(
        'review',
        `${review} mails need review: whether they went out is not known.`,
        'Look at their leads, and send them again: POST /v1/deliveries/<id>/retry',
      ),
    )
  if (unsealed > 0)
    findings.push(
      look('seals', `${unsealed} decisions have waited for their seal for over five minutes.`, 'See that the server runs, and what baton verify says.'),
    )
  return findings
}

const leastFreeBytes = 1_000_000_000

async function checkDisk(folder: string): Promise<Finding[]> {
  if (!existsSync(folder)) return []
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  const says = `${(free / 1e9).toFixed(1)} GB are free where the embedded database is.`
  return [free >= leastFreeBytes ? ok('disk', says) : look('disk', says, 'Make room: without it no lead is taken.')]
}
