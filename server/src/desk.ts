import type { Background } from './background.ts'
import type { Config } from './config.ts'
import type { Store } from './db/connect.ts'
import type { Documents } from './db/documents.ts'
import type { JoinMail } from './deliveries/join-mail.ts'
import type { Mark } from './deliveries/marks.ts'
import type { Effects, MailConnection } from './effects.ts'
import type { PublishedForm } from './find-published.ts'
import type { Turnstile } from './turnstile.ts'

/** What every endpoint works with. */
export interface Desk {
  config: Pick<Config, 'publicBaseUrl' | 'mailFrom' | 'adminKey' | 'demo' | 'host' | 'mail' | 'resendWebhookSecret' | 'mailTimeoutMs' | 'previousSecret'>
  /** Signs tokens and hashes addresses; the same on every replica. Never leaves the server. */
  secret: string
  store: Store
  documents: Documents
  effects: Effects
  /** Null where mail goes into the local mailbox, which is never paused. */
  connection: MailConnection | null
  background: Background
  joinMail: JoinMail
  mark: Mark
  /** Forms as this process last found them published. */
  recent: Map<string, PublishedForm & { at: Date }>
  turnstile: Turnstile
}

/** What may have signed something that comes back: the one that signs now, and the one before. */
export function secretsOf({ secret, config: { previousSecret } }: Pick<Desk, 'secret' | 'config'>): string[] {
  return previousSecret === null ? [secret] : [secret, previousSecret]
}
