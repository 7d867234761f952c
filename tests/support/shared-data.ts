import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestContext } from 'vitest'
import { skip } from './skip.ts'

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

/** Sample files of other makers lie beside a checkout, not in it. Null where they are not. */
export function sharedData(path: string): string | null {
  const file = join(folder, path)
  return existsSync(file) ? file : null
}

/** The path, or the test is left out. */
export function needSharedData(context: TestContext, path: string): string {
  return sharedData(path) ?? skip(context, `the sample data “${path}” is not beside this checkout`)
}
