import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import { type Config, ConfigError } from './config.ts'
import { startWorker } from './deliveries/worker.ts'
import { readWidget } from './files.ts'
import type { OpenDesk } from './open-desk.ts'
import { startRetention } from './retention.ts'
import { sayFailure } from './say-failure.ts'
import { startSealer } from './sealing/sealer.ts'

export interface Serving {
  app: FastifyInstance
  /** Says no longer that it is ready, and takes requests until balancers have seen it. */
  leave(): Promise<void>
  /** Takes no more requests, finishes those under way, then lets go of the database. */
  stop(): Promise<void>
}

/** Listens, works off what is owed, and seals what was decided. `add` may put further endpoints on the server before it does. */
export async function serve(desk: OpenDesk, config: Config, add: (app: FastifyInstance) => void = () => undefined): Promise<Serving> {
  let leaving = false
  const app = buildApp(desk, { trustedProxies: config.trustedProxies, widget: await readWidget(), isLeaving: () => leaving })
  add(app)
  await listen(app, config)
  const workers = [startWorker(desk), startSealer(desk), startRetention(desk, config.retentionDays)]
  return {
    app,
    leave() {
      leaving = true
      return pause(config.drainMs)
    },
    async stop() {
      // A client that sends a byte now and then must not hold up the rest.
      const impatient = setTimeout(() => app.server.closeAllConnections(), requestsLimitMs)
      await app.close()
      clearTimeout(impatient)
      await Promise.all(workers.map(worker => worker.stop()))
      await desk.close()
    },
  }
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new ConfigError(`Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1}.`)
    throw error
  }
}

/** What is under way ends by itself in less: see the limits of the endpoints. */
const requestsLimitMs = 6000

/** A database that does not answer must not keep a process that was told to go. */
const stopLimitMs = 20_000

/** Stops on Ctrl-C, and on SIGTERM after it has left, once; a second signal ends the process at once. */
export function stopOnSignal(stop: () => Promise<void>, leave: () => Promise<void> = async () => undefined): void {
  let stopping = false
  const onSignal = async (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1)
    stopping = true
    if (signal === 'SIGTERM') await leave()
    setTimeout(() => process.exit(1), stopLimitMs).unref() // what is owed stays owed; the next process does it
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}

/** What stops the boot, as a sentence for the person at the terminal; the stack only where it is our own mistake. */
export function failBoot(error: unknown): never {
  process.stderr.write(`${sayFailure(error)}\n`)
  process.exit(1)
}
