import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { brotliCompressSync } from 'node:zlib'

/** What an address is answered with. A server that is not there yet has no origin to write into its pages. */
export type Answers = Record<string, { type: string; body: string }>

export interface SlowServer {
  origin: string
  /** Bodies as they went out, since this was called the last time. */
  takeBytes(): number
  close(): Promise<void>
}

const rttMs = 150
const bytesPerMs = 1.6e6 / 8 / 1000
/** Ten segments of 1,460 bytes, and what headers take of the first. */
const firstWindow = 14_600
const headerBytes = 300

/**
 * A phone's way to a server, for each connection: a handshake of TCP and one of TLS 1.3, a round trip per request, and a window that begins at ten
 * segments and doubles with each round trip (RFC 6928, RFC 5681), all over one link of 1.6 Mbit/s. Nothing is lost on it, and there is no HTTP/2.
 */
export async function startSlowServer(answersOf: (origin: string) => Answers): Promise<SlowServer> {
  const windows = new WeakMap<Socket, number>()
  const compressed = new Map<string, Buffer>()
  let answers: Answers = {}
  let linkFreeAt = 0
  let bytes = 0

  async function answer({ url = '/', method, socket }: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(url, 'http://x').pathname
    const found = answers[path]
    const known = windows.get(socket)
    let window = known ?? firstWindow
    await pause(rttMs * (known === undefined ? 3 : 1))
    const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }
    if (!found || method === 'OPTIONS') {
      windows.set(socket, window)
      return void response.writeHead(found ? 204 : 404, cors).end()
    }
    const body = compressed.get(path) ?? brotliCompressSync(found.body)
    compressed.set(path, body)
    bytes += body.length
    response.writeHead(200, { ...cors, 'content-type': found.type, 'content-encoding': 'br', 'content-length': body.length })
    for (let sent = 0; sent < body.length; window *= 2) {
      const beganAt = performance.now()
      const part = body.subarray(sent, sent + window - (sent === 0 ? headerBytes : 0))
      linkFreeAt = Math.max(linkFreeAt, beganAt) + part.length / bytesPerMs
      await pause(linkFreeAt - performance.now())
      response.write(part)
      sent += part.length
      if (sent < body.length) await pause(beganAt + rttMs - performance.now())
    }
    windows.set(socket, window)
    response.end()
  }

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => void answer(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  const origin = `http://127.0.0.1:${port}`
  answers = answersOf(origin)
  for (const [path, { body }] of Object.entries(answers)) compressed.set(path, brotliCompressSync(body))
  return {
    origin,
    takeBytes() {
      const taken = bytes
      bytes = 0
      return taken
    },
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
