import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/**
 * The rules tests, on the copy of `shared` that lies beside this file: the mutation run works in a copy of the repository, whose
 * packages' names would lead back to the original.
 */
export default defineConfig({
  resolve: { alias: [{ find: /^@baton\/shared\/(.+)$/, replacement: fileURLToPath(new URL('../../shared/src/$1.ts', import.meta.url)) }] },
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['condition', 'compile', 'iso-date', 'rule-index', 'flow', 'scoring', 'routing', 'decide', 'rotation', 'rotation-properties', 'refund'].map(
      name => `tests/rules/${name}.test.ts`,
    ),
    env: { TZ: 'Asia/Kathmandu' },
  },
})
