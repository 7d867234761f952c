import fc from 'fast-check'
import type { Question } from './ask.ts'
import { hostileBody } from './hostile-submissions.ts'
import { nastyTexts } from './nasty-texts.ts'

/** What an attacker knows of a workspace that is not theirs, or theirs. */
export interface Known {
  key: string
  /** Ids, tokens and cursors that stand for something, to be put where they do not belong. */
  ids: readonly string[]
}

const fits = Object.values(nastyTexts).filter(text => text.isWellFormed() && text.length < 200)

/** Part of an address: escaped, half escaped, or not at all. Blanks and what is not ASCII end a request line: `raw-sockets.test.ts` has those. */
function segment({ ids }: Known): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...ids) },
    { weight: 2, arbitrary: fc.oneof(fc.constantFrom(...fits), fc.string({ unit: 'grapheme', maxLength: 40 })).map(encodeURIComponent) },
    { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...'%/.;:@&=+$,!~*\'()[]{}|^`"<>\\aZ0\u00a0\u00ff'), maxLength: 30 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('%zz', '%', '%00', '%c0%ae%c0%ae', '..', '%2e%2e', '%2f', '%252f', '', '.', '*', '%ff', '%ED%A0%80', 'a'.repeat(3000)),
    },
  )
}

function query(known: Known): fc.Arbitrary<string> {
  const name = fc.oneof(
    fc.constantFrom('limit', 'cursor', 'email', 'submissionId', 'locale', 'v', '__proto__', 'constructor', 'a[b]', 'a[]', 'toString'),
    segment(known),
  )
  const pair = fc.tuple(name, fc.oneof(segment(known), fc.constantFrom('1', '0', '-1', '1e3', ' 5', '99999999999999999999', 'NaN', '[]', 'null')))
  return fc.array(pair, { maxLength: 4 }).map(pairs => (pairs.length > 0 ? `?${pairs.map(([key, value]) => `${key}=${value}`).join('&')}` : ''))
}

const headerNames = [
  'accept',
  'accept-encoding',
  'accept-language',
  'access-control-request-headers',
  'access-control-request-method',
  'authorization',
  'content-encoding',
  'content-type',
  'cookie',
  'forwarded',
  'host',
  'if-modified-since',
  'if-none-match',
  'origin',
  'range',
  'referer',
  'svix-id',
  'svix-signature',
  'svix-timestamp',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-http-method-override',
  'x-request-id',
]
const headerValue = fc.oneof(
  fc.string({
    unit: fc
      .integer({ min: 0x20, max: 0xff })
      .filter(code => code !== 0x7f)
      .map(code => String.fromCharCode(code)),
    maxLength: 60,
  }),
  fc.constantFrom(
    '*',
    'null',
    'https://example.com',
    'http://[::1',
    'Bearer',
    'Bearer  x',
    'Basic Og==',
    'Basic !!!',
    'application/json; charset=utf-16',
    'application/json\t;x',
    'application/json, text/html',
    'multipart/form-data',
    'de;q=2, en;q=NaN, *;q=0',
    'constructor',
    'bytes=0-0,-1',
    'W/"x", *',
    '127.0.0.1, ::1',
    'gzip;q=1e400, br',
    'v1,AAAA v1,',
    '-1',
    'x,'.repeat(3000),
  ),
)

/** The fields of a plain form, and others. */
const hostileFields = fc
  .array(
    fc.tuple(
      fc.constantFrom('.submission', '.step', '.go', '.asked', '.url', '.at', 'email', 'number', 'choices', 'hidden', '__proto__', ''),
      fc.oneof(
        fc.constantFrom('00000000-0000-4000-8000-000000000000', 'send', 'back', '0', '99', 'x@y.example', 'http://[', '9999-12-31T23:59:59Z', 'one'),
        fc.string({ unit: 'grapheme', maxLength: 40 }),
      ),
    ),
    { maxLength: 12 },
  )
  .map(pairs => new URLSearchParams([['.submission', '00000000-0000-4000-8000-000000000001'], ...pairs]).toString())

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY', 'PURGE', 'M-SEARCH']

function seldom<Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> {
  return fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary })
}

/** A request to one of these endpoints ("GET /v1/leads/:id"): by its own method or another, with or without the key, with anything in every place. */
export function hostileRequest(endpoints: readonly string[], known: Known): fc.Arbitrary<Question> {
  const headers = fc.dictionary(fc.constantFrom(...headerNames), headerValue, { maxKeys: 4 })
  const parts = fc.record({
    endpoint: fc.constantFrom(...endpoints),
    other: seldom(fc.constantFrom(...methods)),
    segments: fc.array(segment(known), { minLength: 3, maxLength: 3 }),
    more: seldom(segment(known)),
    query: query(known),
    headers,
    credential: fc.constantFrom<Record<string, string>>(
      {},
      { authorization: `Bearer ${known.key}` },
      { authorization: `Basic ${Buffer.from(`me:${known.key}`).toString('base64')}` },
    ),
    type: fc.constantFrom<Record<string, string>>({}, { 'content-type': 'application/json' }, { 'content-type': 'application/x-www-form-urlencoded' }),
    body: fc.option(fc.oneof(hostileBody, hostileFields, fc.constantFrom('{}', '', '[]', '{"reason":"no-show"}', '{"mayArriveTwice":1}')), { freq: 2 }),
  })
  return parts.map(({ endpoint, other, segments, more, query, headers, credential, type, body }) => {
    const [own = 'GET', pattern = '/'] = endpoint.split(' ')
    const filled = [...segments]
    const path = pattern.replace(/:\w+/g, () => filled.pop() ?? '') + (more === null ? '' : `/${more}`)
    return {
      method: other ?? own,
      path: `${path}${query}`.replace(/[^\u0021-\u007e]/g, '+'),
      headers: { ...credential, ...type, ...headers },
      ...(body !== null && { body }),
    }
  })
}
