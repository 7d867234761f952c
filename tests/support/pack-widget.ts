import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findRoot } from '@baton/server/files'

/** A folder in which `@baton/widget` is installed as npm would have it: packed, and unpacked into `node_modules`. Built here too, so that no old build is tried. */
export function installWidget(): { folder: string; tarball: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'baton-npm-'))
  const source = join(folder, 'source')
  cpSync(join(findRoot(), 'widget/npm'), source, { recursive: true, filter: path => !path.endsWith('dist') })
  const options = { cwd: source, encoding: 'utf8' as const }
  const compiler = join(findRoot(), 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [compiler, '-p', join(findRoot(), 'widget/npm'), '--outDir', join(source, 'dist'), '--incremental', 'false'], options)
  const tarball = join(folder, execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], options).trim())
  const installed = join(folder, 'node_modules/@baton/widget')
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'], options)
  return { folder, tarball, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
