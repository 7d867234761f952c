import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { buildApp } from '@baton/server/app'
import { mintRenderToken } from '@baton/server/bots/render-token'
import { readConfig } from '@baton/server/config'
import { saveAccounts } from '@baton/server/db/accounts'
import type { Database } from '@baton/server/db/connect'
import { savePlaybook } from '@baton/server/db/publish'
import { startWorker } from '@baton/server/deliveries/worker'
import type { Log } from '@baton/server/effects'
import { importRoster } from '@baton/server/import-roster'
import { type OpenDesk, openDesk } from '@baton/server/open-desk'
import { createWorkspace } from '@baton/server/set-up'
import type { SubmissionReply } from '@baton/shared/api'
import type { Account } from '@baton/shared/facts'
import type { Playbook } from '@baton/shared/playbook'
import type { Roster } from '@baton/shared/roster'
import { copyMigratedPglite } from './embedded-template.ts'
import { createMigratedDatabase } from './migrated-database.ts'

export type DatabaseKind = 'postgres' | 'pglite'

export interface ServerSetup {
  database?: DatabaseKind
  playbook: Playbook
  roster: Roster
  accounts?: Account[]
  environment?: Record<string, string>
  /** The moment it is, for whoever asks; the real one otherwise. */
  now?: () => Date
  /** Reach the database by another port, such as a proxy's, given its address. */
  through?: (database: URL) => Promise<number>
  /** Retry what is owed in the background, as the real server does. */
  worker?: boolean
}

export interface TestServer {
  url: string
  desk: OpenDesk
  /** Past all guards: everything of every workspace. */
  db: Database
  workspaceId: string
  /** What a command needs to reach the same database. */
  environment: Record<string, string>
  /** An API key of the workspace. */
  key: string
  /** What was logged, line by line. */
  logged: string[]
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  /** Sends answers to the playbook's first form and gives the parsed reply. */
  submit(answers: Record<string, unknown>, more?: Record<string, unknown>): Promise<{ status: number; reply: SubmissionReply }>
  /** A GET with the key. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever it asked for
  read(path: string): Promise<{ status: number; body: any }>
  /** Every endpoint, as Fastify draws them. */
  routes(): string
  /** How many connections it holds. */
  connections(): Promise<number>
  close(): Promise<void>
}

/** The real server on a real database, with one workspace that has this playbook and roster. */
export async function startServer(setup: ServerSetup): Promise<TestServer> {
  const store = setup.database === 'pglite' ? await embeddedStore() : await postgresStore(setup.through)
  const logged: string[] = []
  const config = readConfig({ ...store.environment, HOST: '127.0.0.1', PUBLIC_BASE_URL: 'http://baton.test', ...setup.environment })
  const desk = await openDesk(config, recordingLog(logged))
  if (setup.now) desk.effects.now = setup.now
  desk.effects.random = () => 0 // no jitter: a retry comes as soon as it may
  const { workspaceId, key } = await createWorkspace(desk.store, 'Northlight', randomUUID)
  const { db } = desk.database
  await saveAccounts(db, workspaceId, setup.accounts ?? [])
  await importRoster(db, workspaceId, setup.roster, tmpdir())
  await savePlaybook(db, workspaceId, setup.playbook)
  const app = buildApp(desk, {
    trustedProxies: config.trustedProxies,
    widget: {
      embed: 'void __BATON__',
      later: 'export {}',
      submit: 'export {}',
      result: 'export {}',
      modes: 'export {}',
      work: 'export {}',
      absent: 'void __BATON__',
    },
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}` // it listens on a port
  const worker = setup.worker ? startWorker(desk) : null
  const formId = setup.playbook.forms[0]?.id ?? ''
  const post: TestServer['post'] = (path, body, headers = {}) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return {
    url,
    desk,
    db,
    workspaceId,
    environment: store.environment,
    key,
    logged,
    post,
    async submit(answers, more = {}) {
      // As a browser does whose visitor began to answer ten seconds ago.
      const { token } = mintRenderToken(desk.secret, formId, new Date(desk.effects.now().getTime() - 10_000))
      const response = await post(`/v1/forms/${formId}/submissions`, { submissionId: randomUUID(), answers, renderToken: token, ...more })
      return { status: response.status, reply: (await response.json()) as SubmissionReply }
    },
    async read(path) {
      const response = await fetch(url + path, { headers: { authorization: `Bearer ${key}` } })
      return { status: response.status, body: await response.json() }
    },
    routes: () => app.printRoutes({ commonPrefix: false }),
    connections: promisify(app.server.getConnections.bind(app.server)),
    async close() {
      await app.close()
      await worker?.stop()
      await desk.close()
      await store.drop()
    },
  }
}

interface Store {
  environment: Record<string, string>
  drop(): Promise<void>
}

async function postgresStore(through: ServerSetup['through']): Promise<Store> {
  const { url, drop } = await createMigratedDatabase()
  const address = new URL(url)
  if (through) address.port = String(await through(address))
  return { environment: { DATABASE_URL: address.href }, drop }
}

async function embeddedStore(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-test-'))
  await copyMigratedPglite(folder)
  return { environment: { BATON_DATA_DIR: folder, BATON_DEMO: '0' }, drop: async () => rmSync(folder, { recursive: true, force: true }) }
}

function recordingLog(lines: string[]): Log {
  const record = (level: string) => (facts: object, sentence: string) => void lines.push(`${level} ${sentence} ${JSON.stringify(facts)}`)
  return { info: record('info'), warn: record('warn'), error: record('error') }
}
