import type { EmailFacts } from './email-domain.ts'

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
