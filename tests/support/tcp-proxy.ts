import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

export interface TcpProxy {
  port: number
  /** Cuts every connection and refuses new ones, as a server that is gone does. */
  cut(): void
  /** Keeps connections and takes new ones, but passes nothing on, as a frozen server does. */
  freeze(): void
  /** Passes on nothing more of the connections that there are, and cuts none of them; new ones work. So is a path whose middle has forgotten it. */
  silence(): void
  /** Cuts each connection at the moment when this text would go out by it. */
  cutAt(text: string): void
  /** Silences the first connection by which this text would go out, at that moment. */
  silenceAt(text: string): void
  /** Passes everything on again. */
  mend(): void
  close(): Promise<void>
}

/** Stands between a program and a server on loopback, and fails on command. */
export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  let mode: 'pass' | 'cut' | 'frozen' = 'pass'
  let fatal: string | null = null
  let hushed: string | null = null
  const sockets = new Set<Socket>()
  const silent = new WeakSet<Socket>()
  const server = createServer(inner => {
    if (mode === 'cut') return void inner.destroy()
    const outer = connect(target)
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(from)
      from.on('data', data => {
        if (fatal !== null && from === inner && data.includes(fatal)) return void from.destroy()
        if (hushed !== null && from === inner && data.includes(hushed)) {
          hushed = null
          silent.add(inner)
          silent.add(outer)
        }
        if (mode === 'pass' && !silent.has(from)) to.write(data)
      })
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
      from.on('error', () => to.destroy()) // cut on purpose
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const destroyAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port, // it listens on a port
    cut() {
      mode = 'cut'
      destroyAll()
    },
    freeze() {
      mode = 'frozen'
    },
    silence() {
      for (const socket of sockets) silent.add(socket)
    },
    cutAt(text) {
      fatal = text
    },
    silenceAt(text) {
      hushed = text
    },
    mend() {
      fatal = null
      hushed = null
      // What was swallowed is lost: those connections are of no more use.
      for (const socket of sockets) if (mode === 'frozen' || silent.has(socket)) socket.destroy()
      mode = 'pass'
    },
    close() {
      destroyAll()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}
