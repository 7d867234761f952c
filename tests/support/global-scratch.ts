import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { findRoot } from '@baton/server/files'
import type { TestProject } from 'vitest/node'
import { buildForTests } from './build-for-tests.ts'

/**
 * A folder for all tests of a run, and in it the `baton` command, from its sources as they are now: compiling them anew for each command took four times
 * as long as the command itself. Inside the checkout, where what is built finds what it depends on.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = `tests/dist/run-${process.pid}`
  const scratchFolder = join(findRoot(), folder)
  await buildForTests('server/src/cli/baton.ts', `${folder}/baton`)
  project.provide('scratchFolder', scratchFolder)
  return () => rmSync(scratchFolder, { recursive: true, force: true })
}

declare module 'vitest' {
  export interface ProvidedContext {
    scratchFolder: string
  }
}
