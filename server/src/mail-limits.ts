import type { EmailFacts } from './email-domain.ts'
import { keyedHash } from './keyed-hash.ts'

/** Of mails that go to visitors at the word of whoever typed the address: so many within a day, counted under this name. */
export interface MailLimit {
  /** A keyed hash: a count names nobody. */
  name: string
  most: number
}

/** A day from the first mail in it, not a sliding one: a row of two numbers is enough for that. */
export const mailWindowMs = 86_400_000

/** Whoever types somebody else's address must not fill their mailbox, */
const mostToMailbox = 5
/** nor, with made-up names, those of a whole company. More of its people than this do not ask on one day. */
const mostToCompany = 50

/** What a mail to an address is counted against: its mailbox, and its company, which free mail has none of. */
export function mailLimitsOf(secret: string, email: EmailFacts): MailLimit[] {
  const limit = (kind: string, of: string, most: number) => ({ name: keyedHash(secret, 'mail-limit', [kind, of]), most })
  // A bare public suffix is no company, and may have mailboxes all the same.
  const domain = email.companyDomain ?? (email.kind === 'free' ? null : email.domain)
  const company = domain === null ? [] : [limit('company', domain, mostToCompany)]
  return [limit('mailbox', mailboxOf(email), mostToMailbox), ...company]
}

/** Where one mailbox has several addresses, by what the provider itself says: its domains, and which marks it takes for nothing or for one another. */
const providers: readonly Provider[] = [
  // https://support.google.com/mail/answer/7436150
  { domains: ['gmail.com', 'googlemail.com'], marks: /\./g, as: '' },
  // https://github.com/ProtonMail/WebClients: `removeEmailAlias`. https://proton.me/support/addresses-and-aliases
  { domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'], marks: /[._-]/g, as: '' },
  // https://yandex.com/support/passport/authorization/registration.html, and …/email.html: a name is one's own on all of its domains
  { domains: ['yandex.com', 'yandex.ru', 'ya.ru', 'yandex.by', 'yandex.kz', 'yandex.ua'], marks: /\./g, as: '-' },
  // https://support.apple.com/118230
  { domains: ['icloud.com', 'me.com', 'mac.com'], marks: null, as: '' },
]

interface Provider {
  domains: readonly string[]
  marks: RegExp | null
  as: string
}

/** “anything@zoe.fastmail.com” is “zoe@fastmail.com”: https://www.fastmail.help/hc/en-us/articles/360060591053 */
const ownSubdomain = /^([^.]+)\.(fastmail\.(?:com|fm))$/

/**
 * The mailbox behind an address, by what providers commonly do: `zoe+1@x` is `zoe@x`, and Gmail knows no dots. Only to count by: whether it is
 * one person stays open, and mail goes to the address that was given.
 */
export function mailboxOf({ address }: Pick<EmailFacts, 'address'>): string {
  const at = address.lastIndexOf('@')
  const [, user, host] = ownSubdomain.exec(address.slice(at + 1)) ?? []
  const [local, domain] = [user ?? address.slice(0, at), host ?? address.slice(at + 1)]
  const plus = local.indexOf('+')
  const plain = plus > 0 ? local.slice(0, plus) : local
  const provider = providers.find(({ domains }) => domains.includes(domain))
  if (!provider) return `${plain}@${domain}`
  const { domains, marks, as } = provider
  return `${(marks && plain.replace(marks, as)) || plain}@${domains[0]}`
}
