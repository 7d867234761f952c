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
}

export interface Touches {
  first?: Touch | undefined
  last?: Touch | undefined
}

/** Names of the parameters ad networks add to a landing page, and the network each one tells of. */
const clickIds: Readonly<Record<string, string>> = {
  gclid: 'google',
  gbraid: 'google',
  wbraid: 'google',
  msclkid: 'bing',
  fbclid: 'facebook',
  li_fat_id: 'linkedin',
  ttclid: 'tiktok',
  twclid: 'twitter',
}

const limit = 200

/**
 * What brought a visitor here, from the address they landed on and the page they came from. A page of the same host is no touch
 * of its own: it returns null then, so that clicking through a site does not overwrite the campaign that brought someone to it.
 */
export function readTouch(page: { url: string; referrer: string; at: string }): Touch | null {
  const here = parseUrl(page.url)
  if (!here) return null
  const referrerHost = parseUrl(page.referrer)?.hostname
  const parameter = (name: string) => here.searchParams.get(name)?.trim().slice(0, limit) || undefined
  const [clickName, clickSource] = Object.entries(clickIds).find(([name]) => here.searchParams.has(name)) ?? []
  const tagged = ['utm_source', 'utm_medium', 'utm_campaign'].some(name => here.searchParams.has(name)) || clickName !== undefined
  if (!tagged && referrerHost === here.hostname) return null
  const touch: Touch = {
    at: page.at,
    medium: parameter('utm_medium') ?? (clickName ? 'cpc' : referrerHost ? 'referral' : 'direct'),
    source: parameter('utm_source') ?? clickSource ?? (referrerHost && bareHost(referrerHost)),
    campaign: parameter('utm_campaign'),
    term: parameter('utm_term'),
    content: parameter('utm_content'),
    clickId: clickName && parameter(clickName),
    landingPath: here.pathname.slice(0, limit),
    referrerHost: referrerHost && bareHost(referrerHost),
  }
  return touch
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
    for (const [name, value] of Object.entries(touches[which] ?? {})) if (name !== 'at' && value) facts[`touch.${which}.${name}`] = value
  }
  return facts
}
