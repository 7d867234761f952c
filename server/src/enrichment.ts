import type { Company } from '@baton/shared/facts'
import type { EnrichmentSource, Log } from './effects.ts'

/** What the sources said within the budget, an earlier source winning over a later one field by field. */
export async function enrichCompany(sources: readonly EnrichmentSource[], domain: string | null, budgetMs: number, log: Log): Promise<Company> {
  if (domain === null || sources.length === 0) return {}
  const signal = AbortSignal.timeout(budgetMs)
  const found = await Promise.all(sources.map(source => askSource(source, domain, signal, log)))
  return Object.assign({}, ...found.reverse())
}

async function askSource(source: EnrichmentSource, domain: string, signal: AbortSignal, log: Log): Promise<Company> {
  const late = new Promise<null>(resolve => signal.addEventListener('abort', () => resolve(null), { once: true }))
  try {
    return withoutUnknown((await Promise.race([source.findCompany(domain, signal), late])) ?? {})
  } catch (error) {
    log.warn({ source: source.name, reason: error instanceof Error ? error.name : 'unknown' }, 'An enrichment source failed; the lead goes on without it.')
    return {}
  }
}

function withoutUnknown(company: Company): Company {
  return Object.fromEntries(Object.entries(company).filter(([, value]) => value !== undefined))
}
