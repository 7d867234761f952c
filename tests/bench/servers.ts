import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { buildForTests } from '../support/build-for-tests.ts'
import { freePort } from '../support/free-port.ts'
import { makeWorkspace } from '../support/make-workspace.ts'
import { type RunningProcess, startProcess } from '../support/processes.ts'
import { playbook, roster } from './workspace.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const builtServer = join(root, 'server/dist/main.js')
const builtBench = 'tests/bench/dist'

export interface Server {
  name: string
  /** Where submissions are posted. */
  address: string
  sql: postgres.Sql
  process: RunningProcess
}

/** Of the floors: see `floor-server.ts`. */
const tables = `
  create table leads (id uuid primary key, email text not null, answers jsonb not null, created_at timestamptz not null default now());
  create index on leads (email);
  create table assignments (id uuid primary key, lead_id uuid not null, rep text not null, at timestamptz not null default now());
  create table mails (id uuid primary key, lead_id uuid not null, kind text not null, mail jsonb not null, sent boolean not null default false);
  create table events (id uuid primary key, lead_id uuid not null, kind text not null, at timestamptz not null default now())`

export const floors = ['one-insert', 'five-statements', 'same-rows', 'three-calls']
const tableFloors = ['one-insert', 'five-statements', 'same-rows']
const ownTables = ['one-insert', 'five-statements']
export const callFloor = 'three-calls'
export const mailboxServer = 'baton, local mailbox'
export const instantServer = 'baton, instant providers'
export const httpServer = 'baton, providers over HTTP'
export const slowServer = 'baton, providers that take 50 ms'
export const slowMs = 50

/** Each server is a process with a database of its own on the same PostgreSQL. */
export async function startServers(postgresUrl: string, profile: string | null): Promise<Server[]> {
  if (!existsSync(builtServer)) throw new Error('The server is not built yet. Run pnpm build first.')
  await buildForTests('tests/bench/instant-server.ts', builtBench)
  const flags = profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  const servers: Server[] = []
  for (const name of tableFloors)
    servers.push(await start(name, postgresUrl, '/submissions', (url, port) => ['--import', 'tsx', 'tests/bench/floor-server.ts', name, url, String(port)]))
  servers.push(await start(mailboxServer, postgresUrl, '/v1/forms/bench/submissions', () => [builtServer]))
  servers.push(await start(instantServer, postgresUrl, '/v1/forms/bench/submissions', () => [...flags, join(root, builtBench, 'instant-server.js')]))
  const quick = await startProvider(0)
  const slow = await startProvider(slowMs)
  servers.push(
    await startWith(callFloor, quick.address, '/submissions', (url, port) => ['--import', 'tsx', 'tests/bench/floor-server.ts', callFloor, url, String(port)]),
  )
  for (const [name, { address }] of [
    [httpServer, quick],
    [slowServer, slow],
  ] as const) {
    // The rate is no matter here: what is measured is a handoff that may send.
    const env = { RESEND_API_KEY: 're_bench', RESEND_BASE_URL: address, CALENDLY_TOKEN: 'bench', CALENDLY_BASE_URL: address, MAIL_PER_SECOND: '1000000' }
    servers.push(await start(name, postgresUrl, '/v1/forms/bench/submissions', () => [builtServer], env))
  }
  return [...servers, quick, slow]
}

async function startProvider(delayMs: number): Promise<Server> {
  return startWith(`provider ${delayMs}`, '', '', (_, port) => ['--import', 'tsx', 'tests/bench/provider-server.ts', String(port), String(delayMs)])
}

type Words = (url: string, port: number) => string[]

async function start(name: string, postgresUrl: string, path: string, words: Words, env: Record<string, string> = {}): Promise<Server> {
  return startWith(name, await makeDatabase(postgresUrl, name), path, words, env)
}

async function startWith(name: string, url: string, path: string, words: Words, more: Record<string, string> = {}): Promise<Server> {
  const port = await freePort()
  const env = { DATABASE_URL: url, HOST: '127.0.0.1', PORT: String(port), ...more }
  const process_ = startProcess(process.execPath, words(url, port), { cwd: root, env })
  await process_.answers(`http://127.0.0.1:${port}/livez`)
  return { name, address: `http://127.0.0.1:${port}${path}`, sql: postgres(url, { max: 1, onnotice: () => undefined }), process: process_ }
}

async function makeDatabase(postgresUrl: string, name: string): Promise<string> {
  const database = `bench_${name.replace(/\W+/g, '_')}`
  const url = new URL(postgresUrl)
  url.pathname = `/${database}`
  await once(postgresUrl, sql => sql`create database ${sql(database)}`)
  if (ownTables.includes(name)) await once(url.href, sql => sql.unsafe(tables))
  else await makeWorkspace(url.href, { name: 'Bench', playbook, roster })
  return url.href
}

async function once(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}

export async function stopServers(servers: Server[]): Promise<void> {
  for (const server of servers) {
    await server.sql.end()
    await server.process.stop()
  }
}
