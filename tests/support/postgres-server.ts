import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from './await-condition.ts'
import { freePort } from './free-port.ts'
import { type Binaries, findBinaries } from './postgres-binaries.ts'

export interface PostgresServer {
  /** Of the maintenance database, as its superuser. */
  url: string
  /** Of the postmaster that runs now. */
  readonly pid: number
  /** `kill -9`; resolves when another postmaster takes connections, with the same data and on the same port. */
  crash(): Promise<void>
  stop(): Promise<void>
}

/** Where runs keep their data: one folder each, named after the process that owns it, so that the next run can tell a leftover. */
const runsFolder = join(tmpdir(), 'baton-test-postgres')

/** Starts a PostgreSQL of our own on a free port of 127.0.0.1, with its defaults: fsync on, 100 connections. `within`: where its data lies. */
export async function startPostgres(within = runsFolder): Promise<PostgresServer> {
  const binaries = findBinaries()
  mkdirSync(runsFolder, { recursive: true, mode: 0o755 })
  removeLeftovers()
  const folder = mkdtempSync(join(within, `${process.pid}-`))
  chmodSync(folder, 0o755)
  const data = join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  if (binaries.user) chownSync(data, binaries.user.uid, binaries.user.gid)
  // No sync while making the empty cluster: if the machine dies now, there is nothing to lose. The server itself syncs.
  await run(binaries, binaries.initdb, ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'])
  const port = await freePort()
  const start = async () => {
    const started = launch(binaries, binaries.postgres, ['-D', data, '-k', '', '-c', 'listen_addresses=127.0.0.1', '-p', String(port)])
    const forget = killWithUs(started.pid as number) // a failed spawn rejects in `ready`
    await ready(started).catch(error => {
      started.kill('SIGQUIT')
      forget()
      throw error
    })
    return { started, forget }
  }
  let running = await start()
  const end = async (signal: NodeJS.Signals) => {
    const { started, forget } = running
    forget()
    if (started.exitCode !== null || started.signalCode !== null) return
    const exited = once(started, 'exit')
    started.kill(signal)
    await exited
  }
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    get pid() {
      return running.started.pid as number // it was started
    },
    async crash() {
      await end('SIGKILL')
      // Until the last of the old backends has noticed, it refuses to start.
      running = await eventually(start, { timeoutMs: 30_000, intervalMs: 200, what: 'PostgreSQL after a crash' })
    },
    async stop() {
      await end('SIGINT') // fast shutdown: open connections are cut
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function launch({ user, library }: Binaries, command: string, args: string[]): ChildProcess {
  const env = { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C', LD_LIBRARY_PATH: library, DYLD_LIBRARY_PATH: library }
  // Its own process group: Ctrl-C reaches us, and we stop it by its id.
  return spawn(command, args, { env, cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'], ...user })
}

async function run(binaries: Binaries, command: string, args: string[]): Promise<void> {
  const child = launch(binaries, command, args)
  let said = ''
  child.stderr?.on('data', chunk => {
    said += chunk
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${command} failed (${code}): ${said}`)
}

/** The server says on stderr when it takes connections; what it says later is dropped, for tests provoke errors on purpose. */
function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    server.stderr?.on('data', chunk => {
      if (said === 'ready') return
      said += chunk
      if (!said.includes('ready to accept connections')) return
      said = 'ready'
      resolve()
    })
    server.once('error', reject)
    server.once('exit', code => reject(new Error(`PostgreSQL ended (${code}) before it was ready: ${said}`)))
  })
}

/** However this process ends, short of SIGKILL, the server goes with it; returns how to forget about it. */
function killWithUs(pid: number): () => void {
  const kill = () => {
    if (isAlive(pid)) process.kill(pid, 'SIGQUIT')
  }
  const onSignal = (signal: NodeJS.Signals) => {
    kill()
    process.exit(signal === 'SIGINT' ? 130 : 143)
  }
  process.once('exit', kill)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, onSignal)
  return () => {
    process.off('exit', kill)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, onSignal)
  }
}

/** A run that was killed leaves its folder, and after SIGKILL its server too. */
function removeLeftovers(): void {
  for (const name of readdirSync(runsFolder)) {
    const owner = Number(name.split('-')[0])
    if (!Number.isInteger(owner) || owner === process.pid || isAlive(owner)) continue
    const folder = join(runsFolder, name)
    const pidFile = join(folder, 'data', 'postmaster.pid')
    if (existsSync(pidFile)) {
      const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
      // A process id is given again to others: only a postmaster of this very folder is ours to stop.
      if (isAlive(pid) && commandOf(pid).includes(folder)) process.kill(pid, 'SIGQUIT')
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' // somebody else's, but alive
  }
}

function commandOf(pid: number): string {
  const file = `/proc/${pid}/cmdline`
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
