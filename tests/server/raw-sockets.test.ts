import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ playbook: salesPlaybook, roster: salesRoster })
})
afterAll(() => server.close())

/** Sends bytes as they are and gives all that comes back until the server closes; a last request asks for that where nothing else would. */
async function exchange(...parts: (string | Buffer)[]): Promise<string> {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  let answer = ''
  socket.setEncoding('utf8').on('data', part => {
    answer += part
  })
  socket.on('error', () => socket.destroy()) // a reset is a way to close
  for (const part of parts) socket.write(part)
  await once(socket, 'close')
  return answer
}

const statuses = (answer: string) => [...answer.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status))
const bye = 'GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
const path = '/v1/forms/demo-request/submissions'
const body = () => JSON.stringify({ submissionId: randomUUID(), answers: answersOf() })
const post = (headers: string, text = '') => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${text}`
const chunked = (text: string, trailers = '') => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n0\r\n${trailers}\r\n`
const sized = (text: string) => `Content-Length: ${Buffer.byteLength(text)}`

describe('every way to speak HTTP badly is answered, or closed', () => {
  test.each<[string, () => string[], number[]]>([
    ['a method that is none', () => ['HELLO / HTTP/1.1\r\nHost: x\r\n\r\n'], [400]],
    ['a method in small letters', () => ['get / HTTP/1.1\r\nHost: x\r\n\r\n'], [400]],
    ['another version', () => ['GET /livez HTTP/9.9\r\nHost: x\r\n\r\n'], [400]],
    ['the beginning of HTTP/2', () => ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'], [400]],
    ['the beginning of TLS', () => ['\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003'], [400]],
    ['no Host', () => ['GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n'], [400]],
    ['a blank in the address', () => ['GET /li vez HTTP/1.1\r\nHost: x\r\n\r\n'], [400]],
    ['a NUL in the address', () => ['GET /livez\u0000 HTTP/1.1\r\nHost: x\r\n\r\n'], [400]],
    ['an address that is not ASCII', () => ['GET /é HTTP/1.1\r\nHost: x\r\n\r\n'], [400]],
    ['a whole address', () => ['GET http://evil.example/livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'], [200]],
    ['an address of a host alone', () => ['GET //evil.example/%2e%2e HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'], [404]],
    ['an asterisk', () => ['OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'], [404]],
    ['a tunnel', () => ['CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n'], []],
    ['an upgrade', () => ['GET /livez HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n'], [200]],
    ['an address of 20 kB', () => [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`], [431]],
    ['a header of 20 kB', () => [`GET /livez HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`], [431]],
    [
      'a thousand headers',
      () => [`GET /livez HTTP/1.1\r\nHost: x\r\n${Array.from({ length: 1000 }, (_, at) => `X${at}: 1\r\n`).join('')}Connection: close\r\n\r\n`],
      [200],
    ],
    ['a header with a NUL', () => ['GET /livez HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n'], [400]],
    ['a header with a line feed alone', () => ['GET /livez HTTP/1.1\r\nHost: x\r\nX: a\nY: b\r\n\r\n'], [400]],
    ['a header that is folded', () => ['GET /livez HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\nConnection: close\r\n\r\n'], [400]],
    ['a header name with a blank', () => ['GET /livez HTTP/1.1\r\nHost: x\r\nContent-Length : 5\r\n\r\nhello'], [400]],
    ['a header without a name', () => ['GET /livez HTTP/1.1\r\nHost: x\r\n: x\r\n\r\n'], [400]],
    ['HEAD', () => ['HEAD /livez HTTP/1.1\r\nHost: x\r\n\r\n', bye], [200, 200]],
    ['TRACE', () => ['TRACE /livez HTTP/1.1\r\nHost: x\r\nCookie: secret\r\nConnection: close\r\n\r\n'], [404]],
    ['another method than the endpoint’s', () => ['DELETE /v1/leads HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'], [404]],
    ['a question that waits for leave to send', () => [post(`Expect: 100-continue\r\n${sized(body())}\r\nConnection: close`), body()], [100, 201]],
    ['an expectation that is none of ours', () => [post(`Expect: a miracle\r\n${sized(body())}\r\nConnection: close`, body())], [417]],
    ['a body in chunks', () => [post('Transfer-Encoding: chunked\r\nConnection: close', chunked(body()))], [201]],
    [
      'trailers that name a key',
      () => [post('Transfer-Encoding: chunked\r\nConnection: close\r\nTrailer: Authorization', chunked(body(), 'Authorization: Bearer x\r\n'))],
      [201],
    ],
    ['trailers of 20 kB', () => [post('Transfer-Encoding: chunked', chunked(body(), `X: ${'a'.repeat(20_000)}\r\n`))], [431]],
    ['a chunk that lies', () => [post('Transfer-Encoding: chunked', `5\r\n${body()}\r\n0\r\n\r\n`)], [400]],
    ['a chunk as long as an age', () => [post('Transfer-Encoding: chunked', 'ffffffffffffffffff\r\n{')], [400]],
    ['a chunk with an extension of 20 kB', () => [post('Transfer-Encoding: chunked', `1;${'a'.repeat(20_000)}\r\n{\r\n0\r\n\r\n`)], [400]],
    ['a length that is negative', () => [post('Content-Length: -1', '{}')], [400]],
    ['a length with a sign', () => [post('Content-Length: +2', '{}')], [400]],
    ['two lengths', () => [post('Content-Length: 2\r\nContent-Length: 3', '{}')], [400]],
    ['a length beyond all numbers', () => [post('Content-Length: 99999999999999999999', '{}')], [400]],
    ['a length beyond our limit', () => [post('Content-Length: 70000', '{}')], [413]],
    ['no length at all', () => [post('Connection: close')], [400]],
  ])('%s', async (_, parts, expected) => {
    const answer = await exchange(...parts())
    expect(statuses(answer)).toEqual(expected)
    expect(answer).not.toMatch(/node_modules|\bat .+:\d+:\d+|secret/)
  })
})

describe('nobody smuggles a second request in the body of a first', () => {
  const smuggled = 'GET /v1/forms/smuggled HTTP/1.1\r\nHost: x\r\n\r\n'
  test.each([
    ['a length and chunks', `Content-Length: ${smuggled.length + 5}\r\nTransfer-Encoding: chunked`],
    ['chunks and a length', `Transfer-Encoding: chunked\r\nContent-Length: 4`],
    ['chunks in another coding', 'Transfer-Encoding: xchunked'],
    ['chunks, and then identity', 'Transfer-Encoding: chunked, identity'],
    ['chunks with a tab', 'Transfer-Encoding:\tchunked\r\nContent-Length: 4'],
    ['chunks after a line feed alone', 'X: x\nTransfer-Encoding: chunked'],
    ['chunks twice', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity'],
  ])('%s', async (_, headers) => {
    const answer = await exchange(post(headers, `0\r\n\r\n${smuggled}`))
    expect(answer).not.toContain('form_not_found')
    expect(statuses(answer)).toEqual([400])
  })

  test('requests in a row are answered in a row', async () => {
    const first = body()
    const answer = await exchange(post(sized(first), first), post(sized('{}'), '{}'), 'GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n', bye)
    expect(statuses(answer)).toEqual([201, 400, 404, 200])
  })

  test('what comes after a refusal of the parser is not looked at', async () => {
    expect(statuses(await exchange('NOT HTTP\r\n\r\n', bye))).toEqual([400])
  })
})
