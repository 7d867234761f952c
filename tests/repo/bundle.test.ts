import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { read, repoRoot } from './source-files.ts'

/** The names of the points at which a test may cut a handoff off, and how that is asked for. */
const points = [...read('server/src/crash-points.ts').matchAll(/'([a-z]+-[a-z]+)'/g)].map(([, name]) => name ?? '')
const traces = [...points, 'BATON_CRASH', 'On purpose.']

test.each(['server/dist', 'demo/dist'])('%s, which people run, has no crash points', folder => {
  expect(points).toContain('after-commit')
  const files = readdirSync(join(repoRoot, folder), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.js'))
  expect(files.length).toBeGreaterThan(0)
  expect(files.flatMap(name => traces.filter(trace => read(join(folder, name)).includes(trace)))).toEqual([])
})
