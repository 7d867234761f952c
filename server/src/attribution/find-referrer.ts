import { countryCodes } from '@baton/shared/country-codes'
import { assistants, searchEngines, socialNetworks } from './referrers.generated.ts'

/** A site that people come from, by what it is: a medium, its plain name, and what was searched for there where the address says so. */
export interface Referrer {
  medium: 'organic' | 'social' | 'ai'
  source: string
  term?: string
}

interface Engine {
  source: string
  /** Parameters that carry what was searched for. */
  params: readonly string[]
  /** Beginnings of paths that count without it; "." is the address without a path. */
  places: readonly string[]
  /** Where only this path is the engine. */
  path: string
}

const engines = new Map<string, Engine[]>()
for (const [source = '', params, places, hosts] of rowsOf(searchEngines)) {
  for (const address of wordsOf(hosts)) {
    const [host = '', ...path] = withoutWww(address).split('/')
    const known = engines.get(host) ?? []
    const engine = { source, params: wordsOf(params), places: wordsOf(places), path: path.length > 0 ? `/${path.join('/')}` : '' }
    engines.set(host, engine.path ? [engine, ...known] : [...known, engine])
  }
}
const assistantNames = namesByAddress(assistants)
const networkNames = namesByAddress(socialNetworks)

const countries = `(?:${[...countryCodes, 'UK', 'EU'].join('|').toLowerCase()})`
const countryAtEnd = new RegExp(`(?:\\.(?:com|org|net|co|it|edu))?\\.${countries}$`)
const countryInFront = new RegExp(`(^|\\.)${countries}\\.`)

/**
 * What kind of site a host is, by Matomo's lists; null where it is on none. Assistants come before engines, for some were engines; an engine counts
 * where the page was one of its results, as far as `path` (with its query; "" where the browser kept it back) tells: a map is no search. Of an engine
 * the list names the very hosts, since mail and documents may lie beside them; of a network all below it.
 */
export function findReferrer(host: string, path: string): Referrer | null {
  const name = host.toLowerCase().replace(/\.$/, '')
  const assistant = findAbove(assistantNames, name, path)
  if (assistant) return { medium: 'ai', source: assistant }
  const found = findEngine(name, path)
  if (found) return found
  const network = findAbove(networkNames, name, path)
  return network ? { medium: 'social', source: network } : null
}

function findEngine(host: string, path: string): Referrer | null {
  const bare = host.replace(/^(?:www\d*|m)\./, '')
  const ofAnyCountry = bare.replace(countryAtEnd, '.{}').replace(countryInFront, '$1{}.')
  for (const name of new Set([host, bare, ofAnyCountry])) {
    for (const engine of engines.get(name) ?? []) {
      if (!path.startsWith(engine.path)) continue
      const term = readTerm(engine, path)
      if (term) return { medium: 'organic', source: engine.source, term }
      if (engine.places.some(place => (place === '.' ? path === '' || path === '/' : path.startsWith(place))))
        return { medium: 'organic', source: engine.source }
    }
  }
  return null
}

const longestTerm = 200

/** What cannot be read as UTF-8 is nothing that anybody searched for. */
function readTerm({ params }: Engine, path: string): string | null {
  const [, query] = path.split('?')
  if (!query) return null
  const told = new URLSearchParams(query)
  const term = params.map(param => told.get(param)?.trim()).find(Boolean)
  return term && !term.includes('\ufffd') ? term.slice(0, longestTerm) : null
}

/** The name at this address or at one that it lies below: "x.com/i/grok", "old.reddit.com" below "reddit.com". */
function findAbove(names: ReadonlyMap<string, string>, host: string, path: string): string | undefined {
  const [, first, second] = path.split(/[/?]/)
  const own = second === undefined ? undefined : names.get(`${host}/${first}/${second}`)
  if (own) return own
  for (let above = host; above.includes('.'); above = above.slice(above.indexOf('.') + 1)) {
    const name = names.get(above)
    if (name) return name
  }
}

function namesByAddress(list: string): Map<string, string> {
  return new Map(rowsOf(list).flatMap(([name = '', addresses]) => wordsOf(addresses).map(address => [withoutWww(address), name] as const)))
}

/** As touches tell hosts. */
function withoutWww(address: string): string {
  return address.replace(/^www\./, '')
}

function rowsOf(list: string): string[][] {
  return list
    .trim()
    .split('\n')
    .map(row => row.split('|'))
}

function wordsOf(words: string | undefined): string[] {
  return words ? words.split(' ') : []
}
