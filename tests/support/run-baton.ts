import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { findRoot } from '@baton/server/files'
import { inject } from 'vitest'

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
  /** Standard output as the JSON it is; throws where it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever the command printed
  json: any
}

/** The `baton` command as a process of its own, as `global-scratch.ts` built it. Of the developer's environment it gets PATH and HOME only. */
export async function runBaton(words: string[], environment: Record<string, string>): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [join(inject('scratchFolder'), 'baton/baton.js'), ...words], {
    cwd: findRoot(),
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', chunk => (stdout += chunk))
  child.stderr.on('data', chunk => (stderr += chunk))
  const [code] = await once(child, 'close')
  return {
    code,
    stdout,
    stderr,
    get json() {
      return JSON.parse(stdout)
    },
  }
}
