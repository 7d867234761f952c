import { join } from 'node:path'
import { findRoot } from '@baton/server/files'
import { freePort } from './free-port.ts'
import { startProcess } from './processes.ts'
import { type ServerSetup, startServer, type TestServer } from './test-server.ts'

export interface AttackedServer {
  url: string
  key: string
  /** The same workspace from inside: its database, its endpoints, its secret. Nobody attacks this one. */
  inside: TestServer
  /** What its memory is like now, and the longest that its event loop was held up since this was asked the first time. */
  probe(): Promise<Probe>
  /** Whether the process that was started still runs. */
  alive(): boolean
  /** All it has written: its log. */
  output(): string
  close(): Promise<void>
}

export interface Probe {
  delayMs: number
  busyMs: number
  heapMb: number
  rssMb: number
}

/** The built server as a process of its own, with a probe inside that production does not have. */
export async function startAttacked(setup: ServerSetup): Promise<AttackedServer> {
  const inside = await startServer(setup)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const root = findRoot()
  const child = startProcess(process.execPath, ['--expose-gc', '--import', join(root, 'tests/support/probe.mjs'), join(root, 'server/dist/main.js')], {
    env: { ...inside.environment, HOST: '127.0.0.1', PORT: String(port), PUBLIC_BASE_URL: 'http://baton.test', BATON_DEMO: '0', ...setup.environment },
  })
  await child.answers(`${url}/readyz`, 60_000)
  let asked = 0
  const longest = { delayMs: 0, busyMs: 0 }
  let ended = false
  child.exited.then(() => {
    ended = true
  })
  return {
    url,
    key: inside.key,
    inside,
    async probe() {
      asked++
      process.kill(child.pid, 'SIGUSR2')
      const line = await child.line(new RegExp(`^probe ${asked} `))
      const told: Probe = JSON.parse(line.slice(line.indexOf('{')))
      if (asked > 1) for (const name of ['delayMs', 'busyMs'] as const) longest[name] = Math.max(longest[name], told[name])
      return { ...told, ...longest }
    },
    alive: () => !ended,
    output: child.output,
    async close() {
      await child.stop()
      await inside.close()
    },
  }
}
