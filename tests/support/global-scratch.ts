import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findRoot } from '@baton/server/files'
import type { TestProject } from 'vitest/node'
import { buildForTests } from './build-for-tests.ts'
import { isAlive } from './postgres-server.ts'

/**
 * A folder for all tests of a run, and in it the `baton` command, from its sources as they are now: compiling them anew for each command took four times
 * as long as the command itself. Inside the checkout, where what is built finds what it depends on.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  removeLeftovers(join(findRoot(), 'tests/dist'))
  const folder = `tests/dist/run-${process.pid}`
  const scratchFolder = join(findRoot(), folder)
  await buildForTests('server/src/cli/baton.ts', `${folder}/baton`)
  project.provide('scratchFolder', scratchFolder)
  return () => rmSync(scratchFolder, { recursive: true, force: true })
}

/** Of runs that were killed. */
function removeLeftovers(runs: string): void {
  if (!existsSync(runs)) return
  for (const name of readdirSync(runs)) if (!isAlive(Number(name.split('-')[1]))) rmSync(join(runs, name), { recursive: true, force: true })
}

declare module 'vitest' {
  export interface ProvidedContext {
    scratchFolder: string
  }
}
