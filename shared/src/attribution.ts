/** One marketing visit. Only what could be read is present; `at` is ISO in UTC. */
export interface Touch {
  at: string
  medium?: string | undefined
  source?: string | undefined
  campaign?: string | undefined
  term?: string | undefined
  content?: string | undefined
  clickId?: string | undefined
  landingPath?: string | undefined
  referrerHost?: string | undefined
  /** Path and query of the referring page, where the browser tells them: the server finds the search in it, and keeps nothing of it. No fact. */
  referrerPath?: string | undefined
}

export interface Touches {
  first?: Touch | undefined
  last?: Touch | undefined
}

/**
 * Names of the parameters that networks add to a landing page, in lower case, and what each one tells: network and medium. Those that say that an advert was
 * paid for come first. Facebook adds its own to every link that leads out of it, paid or not. Google's `srsltid` and Instagram's `igshid` are of no advert.
 */
const clickIds = Object.entries({
  'google cpc': 'gclid gbraid wbraid dclid',
  'bing cpc': 'msclkid',
  'linkedin cpc': 'li_fat_id',
  'tiktok cpc': 'ttclid',
  'twitter cpc': 'twclid',
  'reddit cpc': 'rdt_cid',
  'pinterest cpc': 'epik',
  'snapchat cpc': 'sccid',
  'quora cpc': 'qclid',
  'yandex cpc': 'yclid',
  'yahoo cpc': 'vmcid',
  'nextdoor cpc': 'ndclid',
  'rokt cpc': 'rtid',
  'impact affiliate': 'irclickid',
  'facebook social': 'fbclid',
}).flatMap(([tells, names]) => names.split(' ').map(name => [name, ...tells.split(' ')] as const))

const limit = 200
const longestPath = 500

/**
 * What brought a visitor here, from the address they landed on and the page they came from. A page of the same host is no touch
 * of its own: it returns null then, so that clicking through a site does not overwrite the campaign that brought someone to it.
 */
export function readTouch(page: { url: string; referrer: string; at: string }): Touch | null {
  const here = parseUrl(page.url)
  if (!here) return null
  const referrer = parseUrl(page.referrer)
  const referrerHost = referrer?.hostname
  const parameters = new Map([...here.searchParams].map(([name, value]) => [name.toLowerCase(), value.trim().slice(0, limit)]))
  const parameter = (name: string) => parameters.get(name) || undefined
  const [clickName = '', clickSource, clickMedium] = clickIds.find(([name]) => parameter(name)) ?? []
  const tagged = clickName || ['utm_source', 'utm_medium', 'utm_campaign'].some(name => parameters.has(name))
  if (!tagged && referrerHost === here.hostname) return null
  const referrerPath = referrer ? `${referrer.pathname}${referrer.search}`.slice(0, longestPath) : ''
  return {
    at: page.at,
    medium: parameter('utm_medium') ?? clickMedium ?? (referrerHost ? 'referral' : 'direct'),
    source: parameter('utm_source') ?? clickSource ?? (referrerHost && bareHost(referrerHost)),
    campaign: parameter('utm_campaign'),
    term: parameter('utm_term'),
    content: parameter('utm_content'),
    clickId: parameter(clickName),
    landingPath: here.pathname.slice(0, limit),
    referrerHost: referrerHost && bareHost(referrerHost),
    referrerPath: referrerPath.length > 1 ? referrerPath : undefined,
  }
}

/** First and last touch after one more. A direct visit that no link names never replaces a known last touch: it only says that they came back. */
export function addTouch(touches: Touches, touch: Touch | null): Touches {
  if (!touch) return touches
  if (!touches.first) return { first: touch, last: touch }
  const isNamed = touch.source !== undefined || touch.campaign !== undefined
  return touch.medium === 'direct' && !isNamed && touches.last ? touches : { ...touches, last: touch }
}

function bareHost(host: string): string {
  return host.replace(/^www\./, '')
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null // an empty or odd referrer is no referrer
  }
}

/** Touches as the facts conditions read: `touch.first.source` and its like. */
export function touchFacts(touches: Touches): Record<string, string> {
  const facts: Record<string, string> = {}
  for (const which of ['first', 'last'] as const) {
    for (const [name, value] of Object.entries(touches[which] ?? {}))
      if (name !== 'at' && name !== 'referrerPath' && value) facts[`touch.${which}.${name}`] = value
  }
  return facts
}
