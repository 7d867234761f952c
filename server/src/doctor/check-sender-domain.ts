import { Resolver } from 'node:dns/promises'
import { registrableDomain } from '../email-domain.ts'
import { type Finding, look, ok } from './finding.ts'

const answerLimitMs = 2000

/**
 * Whether receivers can tell that mail from this domain is ours: SPF, DKIM, DMARC. `resend`: where that one's records stand. `servers`: whom to ask,
 * else those of the machine.
 */
export async function checkSenderDomain(domain: string, { resend, servers }: { resend: boolean; servers: readonly string[] | null }): Promise<Finding[]> {
  const resolver = new Resolver({ timeout: answerLimitMs, tries: 1 })
  if (servers) resolver.setServers(servers)
  const organisation = registrableDomain(domain) ?? domain
  const [spf, dkim, dmarc] = await Promise.all([
    findText(resolver, resend ? [`send.${domain}`, domain] : [domain], /^v=spf1\b/i),
    resend ? findText(resolver, [`resend._domainkey.${domain}`], /\bp=\S/) : ('absent' as const),
    findText(resolver, [...new Set([`_dmarc.${domain}`, `_dmarc.${organisation}`])], /^v=DMARC1\b/i),
  ])
  const where = resend ? 'Put the records that resend.com/domains shows into DNS.' : 'Ask your mail provider for the record, and put it into DNS.'
  return [
    tell('SPF', domain, spf, where),
    ...(resend ? [tell('DKIM', domain, dkim, where)] : []), // elsewhere nobody can know the selector
    tell('DMARC', domain, dmarc, `Begin with a TXT record at _dmarc.${organisation}: v=DMARC1; p=none; rua=mailto:postmaster@${organisation}`),
  ]
}

type Found = 'there' | 'absent' | 'unknown'

function tell(name: string, domain: string, record: Found, todo: string): Finding {
  if (record === 'there') return ok(name, `${domain} has it.`)
  if (record === 'absent') return look(name, `${domain} has none: mails may end up as spam.`, todo)
  return look(name, 'Could not look: no DNS server answered.', 'Run this where DNS can be reached.')
}

/** Looks at one name after the other until one has a record like this. */
async function findText(resolver: Resolver, names: readonly string[], wanted: RegExp): Promise<Found> {
  let found: Found = 'absent'
  for (const name of names) {
    try {
      const records = await resolver.resolveTxt(name)
      if (records.some(parts => wanted.test(parts.join('')))) return 'there'
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'ENODATA' && code !== 'ENOTFOUND') found = 'unknown'
    }
  }
  return found
}
