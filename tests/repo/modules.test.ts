import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importsOf, repoFiles, repoRoot } from './source-files.ts'

/** The linter cannot tell `import type` from `import`, nor follow an import further: what a module loads is checked here. */

/** The schemas, and what reads a document by them. */
const withZod = ['form', 'playbook', 'roster', 'api', 'verify/read-document', 'verify/check-documents'].map(name => `shared/src/${name}.ts`)
const ours = repoFiles().filter(path => /^(shared|server|widget|dashboard|demo)\/src\/.*\.tsx?$/.test(path))
const pure = ours.filter(path => path.startsWith('shared/') && !withZod.includes(path))
const browser = ours.filter(path => /^(widget|dashboard)\//.test(path))

/** A specifier as a path from the root where it is ours, else as it is. */
function resolve(from: string, specifier: string): string {
  const [, name, rest] = specifier.match(/^@baton\/(\w+)\/(.+)$/) ?? []
  const path = name ? `${name}/src/${rest}` : specifier.startsWith('.') ? join(dirname(from), specifier) : specifier
  return ['', '.ts', '.tsx'].map(extension => path + extension).find(file => existsSync(join(repoRoot, file))) ?? specifier
}

/** Everything a module loads when it is imported, with the way there. */
function loads(start: string): Map<string, string[]> {
  const found = new Map<string, string[]>([[start, [start]]])
  for (const [path, way] of found) {
    if (!ours.includes(path)) continue
    for (const { specifier, typeOnly } of importsOf(readFileSync(join(repoRoot, path), 'utf8'))) {
      const target = resolve(path, specifier)
      if (!typeOnly && !found.has(target)) found.set(target, [...way, target])
    }
  }
  return found
}

describe('what is pure loads no zod, by whatever way', () => {
  test.each(pure)('%s', path => expect(loads(path).get('zod')).toBeUndefined())
})

test('what a browser loads holds no zod, no rules and no reps, by whatever way', () => {
  const kept = [
    'zod',
    ...['playbook', 'roster', 'scoring', 'territory', 'rotation', 'routing', 'decide', 'eligibility', 'why', 'sla'].map(name => `shared/src/${name}.ts`),
  ]
  for (const path of browser) for (const name of kept) expect(loads(path).get(name)).toBeUndefined()
})

test('shared asks neither the clock nor chance', () => {
  const asks = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/
  expect(ours.filter(path => path.startsWith('shared/') && asks.test(readFileSync(join(repoRoot, path), 'utf8')))).toEqual([])
})

test('shared has no index: everything is imported by the file it is in', () => {
  expect(ours.filter(path => /^shared\/src\/index\./.test(path))).toEqual([])
})

test('no module of a package loads itself by way of another', () => {
  const circles = ours.flatMap(path =>
    importsOf(readFileSync(join(repoRoot, path), 'utf8'))
      .filter(({ typeOnly }) => !typeOnly)
      .map(({ specifier }) => resolve(path, specifier))
      .filter(target => target !== path && loads(target).has(path))
      .map(target => `${path} ↔ ${target}`),
  )
  expect(circles).toEqual([])
})

describe('imports are read from a text as they are', () => {
  test.each([
    [`import { a } from 'a'`, 'a', false],
    [`import type { a } from 'a'`, 'a', true],
    [`import { type a } from 'a'`, 'a', false],
    [`import 'a'`, 'a', false],
    [`export { a } from 'a'`, 'a', false],
    [`export type { a } from 'a'`, 'a', true],
    [`import {\n  a,\n  b,\n} from 'a'`, 'a', false],
    [`const a = await import('a')`, 'a', false],
  ])('%s', (code, specifier, typeOnly) => expect(importsOf(code)).toEqual([{ specifier, typeOnly }]))
})
