import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findRoot } from '@baton/server/files'
import { freePort } from './free-port.ts'
import { startProcess } from './processes.ts'

export interface RunningDemo {
  url: string
  /** Stops it as Ctrl-C would; `SIGKILL` as a crash would. */
  stop(signal?: NodeJS.Signals): Promise<void>
  /** Starts it again on the same port and data. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** The built demo as `pnpm start` runs it, on a free port with a database of its own. */
export async function startDemo(environment: Record<string, string> = {}): Promise<RunningDemo> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-demo-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const start = async () => {
    const program = startProcess('node', [join(findRoot(), 'demo/dist/start.js')], { env: { PORT: String(port), BATON_DATA_DIR: folder, ...environment } })
    await program.answers(`${url}/readyz`, 40_000)
    return program
  }
  let program = await start()
  return {
    url,
    async stop(signal) {
      await program.stop(signal)
    },
    async restart() {
      program = await start()
    },
    async close() {
      await program.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
