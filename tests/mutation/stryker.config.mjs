/**
 * `pnpm mutate`: each small change of the rules that decide, and whether a test notices it. Works in a copy; not part of `pnpm test`.
 * What no test can notice, because it changes nothing, is listed in `tests/README.md`.
 */
// Its test processes are threads, where a zone set by the test configuration comes too late.
process.env.TZ = 'Asia/Kathmandu'

const conditions = ['condition', 'iso-date', 'compile-condition', 'prepared-facts']
const routing = ['routing', 'compile-playbook', 'rule-index']
const turns = ['rotation', 'refund']

export default {
  mutate: [...conditions, ...routing, ...turns].map(name => `shared/src/${name}.ts`),
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'tests/mutation/vitest.config.ts', related: false },
  // No tsconfig: it would be rewritten with an API that TypeScript 7 no longer has.
  ignorePatterns: ['**', '!shared', '!shared/src/**', '!tests', '!tests/rules/**', '!tests/support/**', '!tests/mutation/**'],
  coverageAnalysis: 'perTest',
  concurrency: 2, // a mutant's run is short; more would only wait for each other on a small machine
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, reportTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
  tempDirName: '.stryker-tmp',
  disableTypeChecks: false,
  allowEmpty: false,
}
