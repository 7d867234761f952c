import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/**
 * Writes `src/attribution/referrers.generated.ts` from the lists of Matomo's searchengine-and-social-list (CC0), cut down to hosts, names and the
 * parameters that carry what was searched for: `pnpm generate:referrers <folder with its three files>`.
 */
interface Engine {
  urls: string[]
  params?: string[]
  /** Addresses that count though they carry no words: regular expressions between slashes, or the whole of a path. */
  hiddenkeyword?: string[]
}

const [folder = '.'] = process.argv.slice(2)
const read = <List>(name: string): Record<string, List> => parse(readFileSync(join(folder, `matomo_${name}.yml`), 'utf8'))

/** What an engine finds besides pages is found by the same engine. */
const verticals = / (images|videos?|videa|news|maps|blogsearch|scholar|shopping|custom search|syndicated search|translations|directory)$/
/** Engines that the list knows by their words alone; browsers tell the bare address nowadays, and these do nothing but search. */
const pureEngines = [
  'kagi.com',
  'www.mojeek.com',
  'swisscows.com',
  'yep.com',
  'presearch.com',
  'coccoc.com',
  'metager.de',
  'www.metager.de',
  'stract.com',
  'ask.com',
]
const searchesByName = /(^|\.)[a-z0-9]*(search|suche|recherche|busca|szukaj|zoek)[a-z0-9]*\./

function plainName(name: string): string {
  const plain = decodeURIComponent(name)
    .toLowerCase()
    .replace(/ \(.*\)$/, '')
    .replace('!', '')
  return plain.replace(verticals, '')
}

/** "." where the bare address counts, and how the paths begin that do. */
function placesOf({ hiddenkeyword = [] }: Engine): string[] {
  return hiddenkeyword.flatMap(pattern => {
    if (pattern === '/' || pattern === '/^$/') return ['.']
    if (pattern === '/.*/') return ['.', '/']
    const path = pattern.endsWith('/') ? pattern.slice(1, -1).replace(/\(.*$|\.\*.*$/, '') : pattern
    return [`/${path.replaceAll('\\', '').replace(/^\//, '')}`]
  })
}

function engineLines(): string[] {
  const hosts = new Map<string, string[]>()
  for (const [name, engines] of Object.entries(read<Engine[]>('SearchEngines'))) {
    for (const engine of engines) {
      const params = (engine.params ?? []).filter(param => /^[\w.]+$/.test(param))
      for (const host of engine.urls.filter(url => !url.startsWith('android-app'))) {
        const bare = searchesByName.test(host) || pureEngines.includes(host) ? ['.'] : []
        const places = [...new Set([...placesOf(engine), ...bare])].sort()
        if (params.length === 0 && places.length === 0) continue // told by its path alone: no browser tells it
        const line = [plainName(name), params.join(' '), places.join(' ')].join('|')
        hosts.set(line, [...(hosts.get(line) ?? []), host])
      }
    }
  }
  return [...hosts].map(([line, list]) => `${line}|${list.join(' ')}`)
}

function siteLines(name: string): string[] {
  return Object.entries(read<string[]>(name)).map(([site, hosts]) => `${plainName(site)}|${hosts.join(' ')}`)
}

const file = (lines: string[]) => `\`\n${lines.join('\n')}\n\``
writeFileSync(
  new URL('src/attribution/referrers.generated.ts', import.meta.url),
  `// Made by generate-referrers.ts from Matomo's searchengine-and-social-list, which is CC0. Not edited by hand.

/** Name, parameters with the words, "." and beginnings of paths that count without any, hosts: "{}" is a country. */
export const searchEngines = ${file(engineLines())}

/** Name, hosts. */
export const assistants = ${file(siteLines('AIAssistants'))}

export const socialNetworks = ${file(siteLines('Socials'))}
`,
)
