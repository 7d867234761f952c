import { randomBytes } from 'node:crypto'
import { mintRenderToken } from '@baton/server/bots/render-token'
import postgres from 'postgres'
import { makeWorkspace } from '../support/make-workspace.ts'
import { startPgBouncer } from '../support/pgbouncer.ts'
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts'
import { type Client, createClient } from './client.ts'
import { type Fleet, startFleet } from './fleet.ts'
import type { Recorder } from './history.ts'
import { type ProviderSetting, type ScriptedResend, startScriptedResend } from './scripted-resend.ts'
import { type Capacity, formId, playbook, rosterFor } from './team.ts'

export interface World {
  database: PostgresServer
  sql: postgres.Sql
  resend: ScriptedResend
  fleet: Fleet
  client: Client
  recorder: Recorder
  workspaceId: string
  databaseUrl: string
  close(): Promise<void>
}

type Setting = ProviderSetting & {
  capacities?: Record<string, Capacity>
  /** Where PostgreSQL keeps its data. */
  folder?: string
  environment?: Record<string, string>
  /** What each replica has of its own: three that are alike, otherwise. */
  replicas?: Record<string, string>[]
  /** PgBouncer, where the replicas reach PostgreSQL through it. */
  pooler?: string
  /** Another build of the server. */
  program?: string
}

/** A PostgreSQL, a mail provider and three replicas of the built server, with a workspace that takes leads. */
export async function startWorld({
  seed,
  recorder,
  capacities = { finn: {}, gus: {}, hana: {}, ivo: {} },
  flawed,
  perSecond,
  folder,
  environment,
  replicas = [{}, {}, {}],
  pooler,
  program,
}: Setting): Promise<World> {
  const opened: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const closeOne of opened.reverse()) await closeOne()
  }
  try {
    const database = await startPostgres(folder)
    opened.push(database.stop)
    const { workspaceId } = await makeWorkspace(database.url, { name: 'Chaos', playbook, roster: rosterFor(capacities) })
    const bouncer = pooler === undefined ? null : await startPgBouncer(pooler, new URL(database.url))
    if (bouncer) opened.push(bouncer.stop)
    const resend = await startScriptedResend({ seed, recorder, flawed, perSecond })
    opened.push(resend.close)
    const secret = randomBytes(32).toString('base64url')
    const common = { ...settings(bouncer?.url.href ?? database.url, resend.url), BATON_SECRET: secret, ...environment }
    const fleet = await startFleet(
      replicas.map(own => ({ ...common, ...own })),
      recorder,
      program,
    )
    opened.push(fleet.close)
    const sql = postgres(database.url, { max: 2, onnotice: () => undefined })
    opened.push(() => sql.end({ timeout: 5 }))
    const client = createClient(fleet, recorder, () => mintRenderToken(secret, formId, new Date(Date.now() - 10_000)).token)
    await fleet.awaitReady(replicas.length)
    return { database, sql, resend, fleet, client, recorder, workspaceId, databaseUrl: database.url, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** An attempt at a mail is given up sooner than usual: a provider that hangs is met often. */
function settings(databaseUrl: string, resendUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    RESEND_API_KEY: 're_chaos',
    RESEND_BASE_URL: resendUrl,
    MAIL_PER_SECOND: '200',
    MAIL_TIMEOUT_SECONDS: '2',
    PUBLIC_BASE_URL: 'http://baton.test',
  }
}
