import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** Mail templates are compiled at build time; tests of the server import the same compiled functions. */
async function mailPlugins() {
  const file = new URL('./server/mjml-plugin.ts', import.meta.url)
  if (!existsSync(file)) return []
  const plugin = await import(file.href)
  return [(plugin.mjml ?? plugin.default)()]
}

function project(name: string, folders: string[], globalSetup: string[] = []) {
  const include = folders.map(folder => `tests/${folder}/**/*.test.{ts,tsx}`)
  return { extends: true as const, test: { name, include, globalSetup, environment: 'node' } }
}

export default defineConfig({
  plugins: await mailPlugins(),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 15_000,
    hookTimeout: 60_000, // the first start of a database or a browser on a busy machine
    allowOnly: false,
    projects: [
      project('rules', ['rules']),
      project('server', ['server', 'spec'], ['tests/support/global-postgres.ts']),
      project('widget', ['widget']), // files that need a page say so: // @vitest-environment happy-dom
      project('e2e', ['e2e']),
      project('repo', ['repo']),
    ],
  },
})
