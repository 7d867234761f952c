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

/** These take an address with dots and without for the same one. */
const dotless = new Set(['gmail.com', 'googlemail.com'])

/**
 * The mailbox behind an address, by what providers commonly do: `zoe+1@x` is `zoe@x`, and Gmail knows no dots. Only to count by: whether it is
 * one person stays open, and mail goes to the address that was given.
 */
export function mailboxOf({ address }: Pick<EmailFacts, 'address'>): string {
  const at = address.lastIndexOf('@')
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)]
  const plus = local.indexOf('+')
  const plain = plus > 0 ? local.slice(0, plus) : local
  return dotless.has(domain) ? `${plain.replaceAll('.', '') || plain}@gmail.com` : `${plain}@${domain}`
}
