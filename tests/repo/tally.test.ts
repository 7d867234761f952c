import { describe, expect, test } from 'vitest'
import { countTests, line } from '../support/tally.mjs'

const file = (status: string, ...tests: [status: string, because?: string][]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map(([result, because]) => ({ fullName: 'a test', status: result, meta: because ? { skippedBecause: because } : {} })),
})
const count = (exitCode: number, ...files: ReturnType<typeof file>[]) => line(countTests({ testResults: files }, exitCode))

describe('the counts are honest', () => {
  test.each([
    ['a run that went well', 0, [file('passed', ['passed'], ['passed'])], '2 passed, 0 failed'],
    ['a failed test', 1, [file('failed', ['passed'], ['failed'])], '1 passed, 1 failed'],
    ['a skipped test that says why', 0, [file('passed', ['passed'], ['skipped', 'no browser'])], '1 passed, 0 failed, 1 skipped'],
    ['a skipped test that does not', 0, [file('passed', ['passed'], ['skipped'])], '1 passed, 1 failed'],
    ['a file that cannot be loaded', 1, [file('passed', ['passed']), file('failed')], '1 passed, 1 failed'],
    ['an error outside every test', 1, [file('passed', ['passed'])], '1 passed, 1 failed'],
    ['no test at all', 0, [], '0 passed, 1 failed'],
  ] as const)('%s', (_, code, files, expected) => expect(count(code, ...files)).toBe(expected))

  test('a run without a report has failed', () => expect(line(countTests(null, 1))).toBe('0 passed, 1 failed'))
})
