import { defineConfig } from 'vitest/config'
import { mjml } from './server/mjml-plugin.ts'

function project(name: string, folders: string[], globalSetup: string[] = []) {
  const include = folders.map(folder => `tests/${folder}/**/*.test.{ts,tsx}`)
  return { extends: true as const, test: { name, include, globalSetup, environment: 'node' } }
}

export default defineConfig({
  plugins: [mjml()], // mail templates are compiled at build time; tests import the same compiled functions
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    env: { TZ: 'Asia/Kathmandu' }, // nothing may depend on the zone of the machine
    testTimeout: 15_000,
    hookTimeout: 60_000, // the first start of a database or a browser on a busy machine
    allowOnly: false,
    projects: [
      project('rules', ['rules']),
      project('server', ['server', 'spec'], ['tests/support/global-postgres.ts', 'tests/support/global-scratch.ts']),
      project('widget', ['widget']), // files that need a page say so: // @vitest-environment happy-dom
      project('e2e', ['e2e']),
      project('repo', ['repo']),
    ],
  },
})
