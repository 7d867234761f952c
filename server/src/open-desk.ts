import { randomUUID } from 'node:crypto'
import { createBackground } from './background.ts'
import type { Config } from './config.ts'
import { type Connection, connect, type Store } from './db/connect.ts'
import { openConnection } from './db/connections.ts'
import { createDocuments } from './db/documents.ts'
import { keepTemplates } from './db/mail-templates.ts'
import { migrate } from './db/migrate.ts'
import { createJoinMail } from './deliveries/join-mail.ts'
import { createMark } from './deliveries/marks.ts'
import type { Desk } from './desk.ts'
import type { Effects, Log, MailConnection, Mailer } from './effects.ts'
import { loadSecret } from './load-secret.ts'
import { mailTemplates } from './messages/templates.ts'
import { createCalendly } from './providers/calendly.ts'
import { createLocalMailer } from './providers/mailbox.ts'
import { createResendMailer } from './providers/resend.ts'
import { createSmtpMailer } from './providers/smtp.ts'
import { rememberTimes } from './remember-times.ts'
import { createTurnstile } from './turnstile.ts'

export interface OpenDesk extends Desk {
  database: Connection
  /** Finishes what is under way, then lets go of the database. */
  close(): Promise<void>
}

/** Opens the configured database, brings it up to date, and connects the configured providers. */
export async function openDesk(config: Config, log: Log): Promise<OpenDesk> {
  const connection = await connect(config.database)
  const mailConnection = nameConnection(config)
  let secret: string
  try {
    await migrate(connection, config.database)
    await keepTemplates(connection.db, Object.values(mailTemplates))
    secret = await loadSecret(config, connection.store.deployment)
    if (mailConnection) await openConnection(connection.store.deployment, mailConnection)
  } catch (error) {
    await connection.close()
    throw error
  }
  const background = createBackground(error =>
    log.error({ reason: error instanceof Error ? error.name : 'unknown' }, 'Work after a reply failed; what is owed stays owed.'),
  )
  return {
    config,
    secret,
    store: connection.store,
    database: connection,
    documents: createDocuments(connection.store.of),
    effects: createEffects(config, connection.store, log),
    connection: mailConnection,
    background,
    joinMail: createJoinMail(connection.store.deployment),
    mark: createMark(connection.store.query),
    recent: new Map(),
    turnstile: createTurnstile(),
    async close() {
      await background.drain()
      await connection.close()
    },
  }
}

function createEffects(config: Config, store: Store, log: Log): Effects {
  const effects: Effects = {
    now: () => new Date(),
    random: Math.random,
    mintId: randomUUID,
    mailer: createMailer(config, store),
    calendar: config.calendly && rememberTimes(createCalendly(config.calendly), () => effects.now()),
    enrichment: [], // accounts are looked up with the lead; outside sources join here
    log,
  }
  return effects
}

/** It says 24 hours; an hour less is certain. */
const resendRemembersMs = 23 * 3_600_000

function nameConnection({ mail, mailPerSecond }: Config): MailConnection | null {
  if (mail.kind === 'mailbox') return null
  return { id: mail.kind, remembersKeyMs: mail.kind === 'resend' ? resendRemembersMs : 0, perSecond: mailPerSecond }
}

function createMailer(config: Config, store: Store): Mailer {
  switch (config.mail.kind) {
    case 'resend':
      return createResendMailer(config.mail)
    case 'smtp':
      return createSmtpMailer({ url: config.mail.url, publicBaseUrl: config.publicBaseUrl, timeoutMs: config.mailTimeoutMs })
    case 'mailbox':
      return createLocalMailer(store)
  }
}
