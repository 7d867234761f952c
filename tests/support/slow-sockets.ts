import { connect, type Socket } from 'node:net'

/** How a client can hold on to a server. */
export type Slowness = 'headers' | 'body' | 'reading'

export interface SlowSocket {
  slowness: Slowness
  /** What it was told before the end; a client that does not read was told nothing. */
  told: string
  /** How long the server kept it; null while it does. */
  keptMs: number | null
}

export interface SlowSockets {
  sockets: SlowSocket[]
  /** Those that do not read do: only so they hear that they were let go of. */
  read(): void
  stop(): void
}

const everyMs = 500
const requestsUnread = 600 // 10 MB: more than Linux keeps for a connection

/**
 * Clients that send a byte of their headers, or of their body, every half second, and ones that ask for a large file six hundred
 * times and never read. They hold on as long as they are let; `stop` lets go.
 */
export function startSlowSockets(url: string, counts: Record<Slowness, number>, largeFile: string): SlowSockets {
  const { hostname, port } = new URL(url)
  const open = new Map<Socket, SlowSocket>()
  const beginnings: Record<Slowness, string> = {
    headers: 'GET /livez HTTP/1.1\r\nHost: x\r\nX: ',
    body: 'POST /v1/forms/everything/submissions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
    reading: `GET ${largeFile} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(requestsUnread),
  }
  const sockets = (Object.keys(counts) as Slowness[]).flatMap(slowness => Array.from({ length: counts[slowness] }, () => begin(slowness))) // its keys
  const drip = setInterval(() => {
    for (const [socket, { slowness }] of open) if (slowness !== 'reading' && socket.writable) socket.write(' ')
  }, everyMs)

  function begin(slowness: Slowness): SlowSocket {
    const slow: SlowSocket = { slowness, told: '', keptMs: null }
    const beganAt = performance.now()
    const socket = connect(Number(port), hostname)
    open.set(socket, slow)
    const end = () => {
      slow.keptMs ??= performance.now() - beganAt
      open.delete(socket)
    }
    socket.once('close', end)
    socket.on('error', end) // a write fails on what the server reset: all that a socket which does not read hears of its end
    if (slowness === 'reading') socket.pause()
    else
      socket.on('data', part => {
        slow.told += part
      })
    socket.write(beginnings[slowness])
    return slow
  }

  return {
    sockets,
    read() {
      for (const socket of open.keys()) socket.resume()
    },
    stop() {
      clearInterval(drip)
      for (const socket of open.keys()) socket.destroy()
    },
  }
}
