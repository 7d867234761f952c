import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the stand-in for a company's API does with one request. */
export type Answer =
  | { status: number; body?: unknown; headers?: Record<string, string>; afterMs?: number }
  /** Takes the request and never answers. */
  | 'hang'
  /** Cuts the connection before answering. */
  | 'reset'
  /** Sends the headers and half of a body, then cuts the connection. */
  | 'half'
  /** Sends the headers at once and then a byte a second, without end. */
  | 'drip'

export interface ReceivedRequest {
  method: string
  /** With its query. */
  path: string
  headers: IncomingHttpHeaders
  /** Parsed where it is JSON, else as text. */
  body: unknown
  /** As it came. */
  text: string
  at: Date
}

export interface FakeProvider {
  url: string
  requests: ReceivedRequest[]
  /** What the next requests get, one each and in this order; afterwards every request gets `otherwise` again. */
  script(...answers: Answer[]): void
  close(): Promise<void>
}

/** An HTTP server on loopback that does as it is told: the outside world of a test. */
export async function startFakeProvider(otherwise: Answer | ((request: ReceivedRequest) => Answer) = { status: 200, body: {} }): Promise<FakeProvider> {
  const requests: ReceivedRequest[] = []
  const scripted: Answer[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('error', () => response.destroy()) // the caller gave up: what they sent is not recorded
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      const received = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: parse(text),
        text,
        at: new Date(),
      }
      requests.push(received)
      give(response, scripted.shift() ?? (typeof otherwise === 'function' ? otherwise(received) : otherwise))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  const close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      server.closeAllConnections() // those left hanging on purpose
    })
  return { url: `http://127.0.0.1:${port}`, requests, script: (...answers) => void scripted.push(...answers), close }
}

function give(response: ServerResponse, answer: Answer): void {
  if (answer === 'hang') return
  if (answer === 'reset') {
    response.socket?.resetAndDestroy()
    return
  }
  if (answer === 'half') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
    response.write('{"half":', () => response.socket?.destroy())
    return
  }
  if (answer === 'drip') {
    response.writeHead(200, { 'content-type': 'application/json' })
    const dripping = setInterval(() => response.write(' '), 1000)
    response.on('close', () => clearInterval(dripping))
    return
  }
  const { status, body, headers, afterMs } = answer
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  const send = () => response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/json', ...headers }).end(text)
  if (afterMs) setTimeout(send, afterMs).unref()
  else send()
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text // not every body is JSON
  }
}
