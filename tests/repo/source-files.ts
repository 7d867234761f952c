import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const repoRoot = fileURLToPath(new URL('../../', import.meta.url))

/** Every file that is, or would be, in the repository: paths from its root. */
export function repoFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: repoRoot, encoding: 'utf8' })
  return listed.split('\n').filter(path => path !== '' && existsSync(join(repoRoot, path)))
}

export function read(path: string): string {
  return readFileSync(join(repoRoot, path), 'utf8')
}

export interface Import {
  specifier: string
  /** `import type` leaves nothing behind; `import { type A }` still loads the module. */
  typeOnly: boolean
}

/** What a module imports or re-exports, by its text: our imports are written one way, and the compiler offers no parser. */
export function importsOf(code: string): Import[] {
  const statement = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm
  const dynamic = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g
  return [
    ...[...code.matchAll(statement)].map(([, type, specifier]) => ({ specifier: specifier as string, typeOnly: type !== undefined })), // always matched
    ...[...code.matchAll(dynamic)].map(([, specifier]) => ({ specifier: specifier as string, typeOnly: false })),
  ]
}
