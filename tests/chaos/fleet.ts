import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findRoot } from '@baton/server/files'
import { eventually } from '../support/await-condition.ts'
import { freePort } from '../support/free-port.ts'
import { type RunningProcess, startProcess } from '../support/processes.ts'
import type { Recorder } from './history.ts'

export interface Replica {
  index: number
  url: string
  process: RunningProcess
  /** It said once that it can take leads, and was not told to go since. */
  ready: boolean
  /** We ended it: its end is no news. */
  told: boolean
}

export interface Fleet {
  ready(): Replica[]
  /** Waits until so many can take leads. */
  awaitReady(count: number): Promise<Replica[]>
  /** Tells a replica to go, as a balancer sees it: it is ready until it says that it is not. Resolves when it is gone. */
  drain(replica: Replica): Promise<void>
  /** Ends a replica for good. */
  retire(index: number): Promise<void>
  /** Ends a replica; another one starts in its place, on another port, as soon as it is gone. */
  end(replica: Replica, signal: NodeJS.Signals): void
  close(): Promise<void>
}

const startLimitMs = 60_000

/** Where `pnpm build` puts the server. */
export const builtServer = join(findRoot(), 'server/dist/main.js')

/** Replicas of a built server, one for each environment and each a process; one that ends is started again, however it ended. */
export async function startFleet(environments: readonly Record<string, string>[], { record }: Recorder, program = builtServer): Promise<Fleet> {
  if (!existsSync(program)) throw new Error('The server is not built yet. Run pnpm build first.')
  const replicas = new Map<number, Replica>()
  const retired = new Set<number>()

  const keep = async (environment: Record<string, string>, index: number): Promise<void> => {
    while (!retired.has(index)) {
      const port = await freePort()
      if (retired.has(index)) return
      const running = startProcess('node', [program], { env: { ...environment, PORT: String(port), HOST: '127.0.0.1' } })
      const replica: Replica = { index, url: `http://127.0.0.1:${port}`, process: running, ready: false, told: false }
      replicas.set(index, replica)
      // Its own word first: somebody else may have taken the port meanwhile, and be ready.
      const listening = running.line(/Baton is listening/, startLimitMs).then(() => running.answers(`${replica.url}/readyz`, startLimitMs))
      await listening.then(
        () => {
          replica.ready = !replica.told
        },
        () => undefined, // it ended before: the next line says so
      )
      await running.exited
      if (!replica.told) record({ kind: 'ended', replica: index, wasReady: replica.ready, output: running.output().slice(-2000) })
      replica.ready = false
    }
  }
  const kept = environments.map(keep)

  const ready = () => [...replicas.values()].filter(replica => replica.ready)
  const end: Fleet['end'] = (replica, signal) => {
    replica.told = true
    replica.ready = false
    process.kill(replica.process.pid, signal)
  }
  const retire = async (index: number) => {
    retired.add(index)
    const replica = replicas.get(index)
    if (replica) {
      replica.told = true
      replica.ready = false
      await replica.process.stop('SIGKILL')
    }
    await kept[index]
  }
  return {
    ready,
    end,
    retire,
    async drain(replica) {
      replica.told = true
      process.kill(replica.process.pid, 'SIGTERM')
      const isReady = () =>
        fetch(`${replica.url}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        )
      await eventually(async () => !(await isReady()), { intervalMs: 200, what: 'The end of being ready' })
      replica.ready = false
      await replica.process.exited
    },
    awaitReady: least =>
      eventually(() => ready().length >= least && ready(), { timeoutMs: startLimitMs, intervalMs: 10, what: `${least} replicas that are ready` }),
    async close() {
      await Promise.all(environments.map((_, index) => retire(index)))
    },
  }
}
