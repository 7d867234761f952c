/**
 * Whether a page of this origin may submit a form: "https://example.com", "https://*.example.com" (any depth of subdomain, not the
 * domain itself), "http://localhost:*" (any port), or "*". Compared part by part, never by prefix or suffix of the whole.
 */
export function isOriginAllowed(patterns: readonly string[], origin: string, ownOrigin: string): boolean {
  if (origin === ownOrigin) return true
  const given = parseOrigin(origin)
  return given !== null && patterns.some(pattern => pattern === '*' || matches(pattern, given))
}

interface Origin {
  protocol: string
  host: string
  port: string
}

function matches(pattern: string, given: Origin): boolean {
  const wanted = /^(https?):\/\/([^/:]+|\[[^\]]+\])(?::(\d+|\*))?$/.exec(pattern.toLowerCase())
  if (!wanted) return false
  const [, protocol = '', host = '', port = ''] = wanted
  if (`${protocol}:` !== given.protocol) return false
  if (port !== '*' && withoutDefault(protocol, port) !== given.port) return false
  if (!host.startsWith('*.')) return asBrowsersWrite(host) === given.host
  const domain = `.${asBrowsersWrite(host.slice(2))}`
  return given.host.endsWith(domain) && given.host.length > domain.length
}

/** "bücher.example" is "xn--bcher-kva.example" in an Origin, and "[0:0:0:0:0:0:0:1]" is "[::1]". */
function asBrowsersWrite(host: string): string {
  return parseOrigin(`http://${host}`)?.host ?? host
}

function withoutDefault(protocol: string, port: string): string {
  return (protocol === 'https' && port === '443') || (protocol === 'http' && port === '80') ? '' : port
}

/** Null for "null", for anything with a path, and for what is no origin at all. */
function parseOrigin(text: string): Origin | null {
  try {
    const url = new URL(text)
    return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && /^https?:\/\/[^/]+$/i.test(text)
      ? { protocol: url.protocol, host: url.hostname, port: url.port }
      : null
  } catch {
    return null // the constructor's only way to say no
  }
}
