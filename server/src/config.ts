import { isIP, isIPv4 } from 'node:net'
import { z } from 'zod'
import { leaseSeconds } from './db/lease.ts'

export interface Config {
  port: number
  host: string
  /** Without a trailing slash. Links in mails and pages start with it, never with what a request says its host is. */
  publicBaseUrl: string
  database: { kind: 'postgres'; url: string } | { kind: 'embedded'; folder: string }
  /** Seed the demo workspace into an empty database. */
  demo: boolean
  mail: { kind: 'resend'; apiKey: string; baseUrl: string | null } | { kind: 'smtp'; url: string } | { kind: 'mailbox' }
  /** "Name <address>" or an address. */
  mailFrom: string
  /** How long one attempt at a mail may take. */
  mailTimeoutMs: number
  /** Mails a second that the provider takes, from all replicas together; null where it does not count. */
  mailPerSecond: number | null
  /** What Resend signs its webhooks with; null: they are not taken. */
  resendWebhookSecret: string | null
  calendly: { token: string; baseUrl: string } | null
  /** Addresses or CIDR ranges of proxies whose X-Forwarded-For is believed. */
  trustedProxies: string[]
  /** How long a process that was told to go says that it is not ready and still takes requests. */
  drainMs: number
  /** An API key with all rights for the first workspace. */
  adminKey: string | null
  /** What tokens are signed and addresses hashed with; null: one is made and kept. */
  secret: string | null
  /** What was signed and hashed with before; read, never made anew. */
  previousSecret: string | null
  /** After how many days without a word of theirs people are erased; null: never. */
  retentionDays: number | null
}

/** Thrown for a setting that cannot be used: its message says what to write. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const httpUrl = z.url({ protocol: /^https?$/ })

/** Reads the environment. Pure: the same record gives the same configuration, or a sentence that says what to write instead. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const read = (name: string) => environment[name]?.trim() || null
  const databaseUrl = read('DATABASE_URL')
  const demo = readFlag(read('BATON_DEMO'), databaseUrl === null)
  const port = readPort(read('PORT'))
  const host = read('HOST') ?? (demo && databaseUrl === null ? '127.0.0.1' : '0.0.0.0')
  const publicBaseUrl = readUrl('PUBLIC_BASE_URL', read('PUBLIC_BASE_URL') ?? `http://${visitHost(host)}:${port}`)
  const mail = readMail(read)
  return {
    port,
    host,
    publicBaseUrl,
    database: databaseUrl ? { kind: 'postgres', url: readDatabaseUrl(databaseUrl) } : { kind: 'embedded', folder: read('BATON_DATA_DIR') ?? '.baton' },
    demo,
    mail,
    mailTimeoutMs: readMailTimeout(read('MAIL_TIMEOUT_SECONDS')),
    mailPerSecond: readRate(read('MAIL_PER_SECOND')) ?? (mail.kind === 'resend' ? resendPerSecond : null),
    mailFrom: readMailFrom(read('MAIL_FROM') ?? `Baton <baton@${new URL(publicBaseUrl).hostname}>`),
    resendWebhookSecret: readWebhookSecret(read('RESEND_WEBHOOK_SECRET')),
    calendly: readCalendly(read),
    trustedProxies: readProxies(read('TRUSTED_PROXIES')),
    drainMs: readDrain(read('DRAIN_SECONDS')) ?? (databaseUrl ? usualDrainMs : 0),
    adminKey: read('BATON_ADMIN_KEY'),
    secret: readSecret('BATON_SECRET', read('BATON_SECRET')),
    previousSecret: readSecret('BATON_SECRET_PREVIOUS', read('BATON_SECRET_PREVIOUS')),
    retentionDays: readRetention(read('RETENTION_DAYS')),
  }
}

/** Only this machine can reach a server that listens here. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'))
}

/** How this machine reaches itself where it listens. */
function visitHost(host: string): string {
  if (isLoopback(host) || host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function readPort(text: string | null): number {
  const port = Number(text ?? 3000)
  if ((text !== null && !/^\d+$/.test(text)) || port > 65_535) throw new ConfigError(`PORT is “${text}”. Write a port number from 0 to 65535, such as 3000.`)
  return port
}

function readFlag(text: string | null, whenAbsent: boolean): boolean {
  if (text === null) return whenAbsent
  if (text === '1' || text === 'true') return true
  if (text === '0' || text === 'false') return false
  throw new ConfigError(`BATON_DEMO is “${text}”. Write 1 to seed the demo workspace, or 0.`)
}

function readUrl(name: string, text: string): string {
  const parsed = httpUrl.safeParse(text)
  // In the text, for a parser tells no name that is empty and no mark with nothing behind it. A password is not repeated.
  if (/^[^/?#]*:[/\\]*[^/\\?#]*@/.test(text))
    throw new ConfigError(`${name} has a user name or password in it. Write the address without: what stands before the @, and the @, do not belong there.`)
  if (!parsed.success) throw new ConfigError(`${name} is “${text}”. Write an address that starts with https:// or http://, such as https://baton.example.com.`)
  if (/[?#]/.test(text)) throw new ConfigError(`${name} is “${text}”. Addresses are made by writing more behind it. Leave out “${/[?#].*/s.exec(text)}”.`)
  return text.replace(/\/+$/, '')
}

function readDatabaseUrl(text: string): string {
  if (!/^postgres(ql)?:\/\/[^/]+\/.+/.test(text))
    throw new ConfigError('DATABASE_URL is not a PostgreSQL address. Write postgres://user:password@host:5432/database.')
  return text
}

function readMail(read: (name: string) => string | null): Config['mail'] {
  const apiKey = read('RESEND_API_KEY')
  const smtp = read('SMTP_URL')
  if (apiKey && smtp) throw new ConfigError('RESEND_API_KEY and SMTP_URL are both set. Keep the one that mail should go through.')
  if (apiKey) return { kind: 'resend', apiKey, baseUrl: read('RESEND_BASE_URL') && readUrl('RESEND_BASE_URL', read('RESEND_BASE_URL') as string) } // read twice, same text
  if (!smtp) return { kind: 'mailbox' }
  if (!/^smtps?:\/\/[^/]+/.test(smtp)) throw new ConfigError('SMTP_URL is not an SMTP address. Write smtp://user:password@host:587.')
  return { kind: 'smtp', url: smtp }
}

/** What it allows a team, all keys together. */
const resendPerSecond = 5

function readRate(text: string | null): number | null {
  const rate = Number(text)
  if (text !== null && !(/^\d+(\.\d+)?$/.test(text) && rate > 0))
    throw new ConfigError(`MAIL_PER_SECOND is “${text}”. Write how many mails a second your provider takes, such as 5.`)
  return text === null ? null : rate
}

const usualMailTimeoutSeconds = 9

/** A lease that an attempt can outlast makes two of one: whoever claims a delivery has to be done, or known to be gone, before the next. */
function readMailTimeout(text: string | null): number {
  const seconds = Number(text ?? usualMailTimeoutSeconds)
  if (text !== null && !(/^\d+(\.\d+)?$/.test(text) && seconds > 0))
    throw new ConfigError(`MAIL_TIMEOUT_SECONDS is “${text}”. Write how many seconds an attempt at a mail may take, such as ${usualMailTimeoutSeconds}.`)
  if (leaseSeconds <= 3 * seconds)
    throw new ConfigError(
      `MAIL_TIMEOUT_SECONDS is “${seconds}”. A delivery is claimed for ${leaseSeconds} s, more than three attempts: write less than ${leaseSeconds / 3}.`,
    )
  return seconds * 1000
}

function readWebhookSecret(text: string | null): string | null {
  if (text !== null && !/^whsec_[A-Za-z0-9+/]{24,}={0,2}$/.test(text))
    throw new ConfigError('RESEND_WEBHOOK_SECRET is not a signing secret. Write the one that Resend shows with the webhook: it begins with whsec_.')
  return text
}

function readMailFrom(text: string): string {
  const address = /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text
  if (/[\r\n]/.test(text) || !/^[^\s@]+@[^\s@]+$/.test(address.trim()))
    throw new ConfigError(`MAIL_FROM is “${text}”. Write an address, or a name and an address: Northlight <hello@northlight.example>.`)
  return text
}

function readCalendly(read: (name: string) => string | null): Config['calendly'] {
  const token = read('CALENDLY_TOKEN')
  return token ? { token, baseUrl: readUrl('CALENDLY_BASE_URL', read('CALENDLY_BASE_URL') ?? 'https://api.calendly.com') } : null
}

/** A hundred years are a mistake, and what is beyond them no date. */
const mostRetentionDays = 36_500

function readRetention(text: string | null): number | null {
  const days = Number(text)
  if (text !== null && !(/^\d+$/.test(text) && days >= 1 && days <= mostRetentionDays))
    throw new ConfigError(`RETENTION_DAYS is “${text}”. Write after how many whole days people are erased, such as 730; leave it out to keep them.`)
  return text === null ? null : days
}

/** Balancers that look every second notice twice. An embedded database has one process, and nobody to send its visitors to. */
const usualDrainMs = 2000

function readDrain(text: string | null): number | null {
  if (text !== null && !(/^\d+(\.\d+)?$/.test(text) && Number(text) <= 60))
    throw new ConfigError(`DRAIN_SECONDS is “${text}”. Write how many seconds your balancer may take to see that a process goes, from 0 to 60.`)
  return text === null ? null : Number(text) * 1000
}

function readSecret(name: string, text: string | null): string | null {
  if (text !== null && text.length < 32)
    throw new ConfigError(`${name} is too short. Write at least 32 random characters, such as what “openssl rand -base64 32” prints.`)
  return text
}

function readProxies(text: string | null): string[] {
  const ranges = (text ?? '').split(',').flatMap(range => range.trim() || [])
  for (const range of ranges) {
    const [address = '', bits, ...more] = range.split('/')
    const most = isIP(address) === 6 ? 128 : 32
    if (isIP(address) === 0 || more.length > 0 || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= most)))
      throw new ConfigError(`TRUSTED_PROXIES names “${range}”. Write addresses or CIDR ranges, with commas between: 10.0.0.0/8, 192.168.1.5.`)
  }
  return ranges
}
