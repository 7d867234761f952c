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
  return host.startsWith('*.') ? given.host.endsWith(host.slice(1)) && given.host.length > host.length - 1 : host === given.host
}

function withoutDefault(protocol: string, port: string): string {
  return (protocol === 'https' && port === '443') || (protocol === 'http' && port === '80') ? '' : port
}

/** Null for "null", for anything with a path, and for what is no origin at all. */
function parseOrigin(text: string): Origin | null {
  try {
    const url = new URL(text)
    return url.origin === text.toLowerCase() ? { protocol: url.protocol, host: url.hostname, port: url.port } : null
  } catch {
    return null // the constructor's only way to say no
  }
}
