import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { repoRoot } from './source-files.ts'

/** Whether the linter objects to a file, asked of a copy of our rules with good and bad files planted where each would stand. */
type Plant = [what: string, path: string, code: string, rule: string | null]

const use = (specifier: string) => `import { planted } from '${specifier}'\n\nexport const used = planted\n`
const imports = (from: string, specifier: string, allowed = false): Plant => [
  `${from} ${allowed ? 'may' : 'may not'} import ${specifier}`,
  `${from}/src/planted-${specifier.replace(/\W+/g, '-')}.ts`,
  use(specifier),
  allowed ? null : 'noRestrictedImports',
]
const rulesOfBusiness = ['playbook', 'roster', 'scoring', 'territory', 'rotation', 'routing', 'decide', 'eligibility', 'why', 'sla']

const plants: Plant[] = [
  ...['@baton/server/app', '@baton/widget/embed.ts', '@baton/demo/start', '@baton/shared/flow', '../../server/src/app.ts', 'node:fs', 'node:crypto'].map(name =>
    imports('shared', name),
  ),
  ...['./flow.ts', 'zod'].map(name => imports('shared', name, true)),
  ...['@baton/widget/embed.ts', '@baton/demo/start', '../../widget/src/embed.ts', '../../shared/src/flow.ts', '../../demo/src/start.ts'].map(name =>
    imports('server', name),
  ),
  ...['@baton/shared/decide', '@baton/shared/playbook', 'node:fs', 'zod', './app.ts'].map(name => imports('server', name, true)),
  ...['zod', 'zod/mini', '@baton/server/app', '@baton/demo/start', '../../server/src/app.ts', '../../shared/src/flow.ts', 'node:fs'].map(name =>
    imports('widget', name),
  ),
  ...rulesOfBusiness.map(name => imports('widget', `@baton/shared/${name}`)),
  ...['@baton/shared/flow', '@baton/shared/answers', '@baton/shared/condition', '@baton/shared/attribution', 'preact'].map(name =>
    imports('widget', name, true),
  ),
  ...['@baton/server/app', '@baton/shared/decide', 'node:fs'].map(name => imports('demo', name, true)),
  ...['fetch', 'window', 'document', 'localStorage', 'process', 'setTimeout'].map(
    (name): Plant => [`shared knows no ${name}`, `shared/src/global-${name}.ts`, `export const used = ${name}\n`, 'noRestrictedGlobals'],
  ),
  ['shared may know a URL', 'shared/src/url.ts', `export const used = new URL('https://example.com')\n`, null],
  ['a package declares what it imports', 'server/src/undeclared.ts', use('left-pad'), 'noUndeclaredDependencies'],
  ['server writes no console', 'server/src/console.ts', `console.log('x')\n`, 'noConsole'],
  ['shared writes no console', 'shared/src/console.ts', `console.log('x')\n`, 'noConsole'],
  ['widget logs nothing to its host’s console', 'widget/src/console.ts', `console.log('x')\n`, 'noConsole'],
  ['the command line may write', 'server/src/cli/console.ts', `console.log('x')\n`, null],
  ['nothing is asserted to be there', 'server/src/assertion.ts', 'export const used = (planted: string | null) => planted!.length\n', 'noNonNullAssertion'],
  ['nothing is any', 'server/src/any.ts', 'export const used = (planted: any) => planted\n', 'noExplicitAny'],
  ['no test is left out quietly', 'tests/planted.test.ts', `import { test } from 'vitest'\n\ntest.skip('x', () => {})\n`, 'noSkippedTests'],
  ['no test stands alone', 'tests/alone.test.ts', `import { test } from 'vitest'\n\ntest.only('x', () => {})\n`, 'noFocusedTests'],
]

let folder: string
const objections = new Map<string, string[]>()

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-boundaries-'))
  const { $schema: _, vcs: __, ...rules } = JSON.parse(readFileSync(join(repoRoot, 'biome.json'), 'utf8'))
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(rules))
  for (const name of ['shared', 'server', 'widget', 'demo', 'tests']) {
    mkdirSync(join(folder, name), { recursive: true })
    cpSync(join(repoRoot, name, 'package.json'), join(folder, name, 'package.json'))
  }
  for (const [, path, code] of plants) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), code)
  }
  for (const { location, category } of lint()) objections.set(location.path, [...(objections.get(location.path) ?? []), category.split('/').at(-1) ?? ''])
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function lint(): { category: string; location: { path: string } }[] {
  const args = [join(repoRoot, 'node_modules/@biomejs/biome/bin/biome'), 'lint', '--reporter=json', '--max-diagnostics=none', '.']
  try {
    return JSON.parse(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })).diagnostics
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout).diagnostics // the linter found something: that is what we ask for
  }
}

describe('the linter keeps the house in order', () => {
  test.each(plants)('%s', (_, path, __, rule) => {
    const found = objections.get(path) ?? []
    if (rule === null) expect(found).toEqual([])
    else expect(found).toContain(rule)
  })
})
