/**
 * Counts a report of vitest (its JSON reporter). What is not a test but went wrong counts as failed too: no report, no tests, a
 * file that could not be loaded, an error outside every test, a skipped test that does not say why.
 */
export function countTests(report, exitCode) {
  const notes = []
  const tests = (report?.testResults ?? []).flatMap(file => file.assertionResults)
  const passed = tests.filter(test => test.status === 'passed').length
  let failed = tests.filter(test => test.status === 'failed').length
  const fail = note => {
    failed++
    notes.push(note)
  }

  for (const file of report?.testResults ?? []) {
    if (file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed')) fail(`Failed outside its tests: ${file.name}`)
  }
  const skipped = tests.filter(test => test.status !== 'passed' && test.status !== 'failed')
  let told = 0
  for (const { fullName, meta } of skipped) {
    if (meta?.skippedBecause) {
      told++
      notes.push(`Skipped: ${fullName}: ${meta.skippedBecause}`)
    } else fail(`Skipped without a reason: ${fullName}`)
  }
  if (passed + failed === 0) fail('No test ran.')
  else if (exitCode !== 0 && failed === 0) fail(`The test runner failed (${exitCode}) though no test did.`)
  return { passed, failed, skipped: told, notes }
}

export function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
