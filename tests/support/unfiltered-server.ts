import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { buildForTests } from './build-for-tests.ts'
import { type RunningProcess, startProcess } from './processes.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const built = 'tests/support/dist'

export interface UnfilteredServer {
  /** How many comparisons with a workspace were taken out. */
  filters: number
  process: RunningProcess
}

/** Baton as it is but for one thing: no statement of its own says which workspace's rows it means. */
export async function startUnfiltered(environment: Record<string, string>): Promise<UnfilteredServer> {
  let filters = 0
  const unfilter: Plugin = {
    name: 'unfilter',
    enforce: 'pre',
    load(id) {
      if (!/\/server\/src\/db\/.*\.ts$/.test(id)) return null
      const take = (instead: string) => () => {
        filters++
        return instead
      }
      return readFileSync(id, 'utf8')
        .replace(/\beq\(\w+\.workspaceId, [\w.]+\)/g, take('undefined'))
        .replace(/\b(\w+\.)?workspace_id = v_workspace\b/g, take('true'))
        .replace(/\beq\(workspaces\.id, workspaceId\)/g, take('undefined'))
    },
  }
  await buildForTests('server/src/main.ts', built, [unfilter])
  return { filters, process: startProcess(process.execPath, [join(root, built, 'main.js')], { cwd: root, env: environment }) }
}
