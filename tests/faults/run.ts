import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inLanes } from '../support/in-lanes.ts'
import { type Fault, faults } from './faults.ts'

/**
 * `pnpm faults [word…]`: breaks Baton on purpose, in copies, one fault at a time in each, and runs the tests that are there to notice. A fault that
 * they pass is a hole in them. With words, only faults whose description has one of them.
 */

const root = fileURLToPath(new URL('../../', import.meta.url))
/** Copies in which faults are tried side by side. */
const lanes = 2
const testLimitMs = 180_000 // of the tests of one fault
const wholeLimitMs = 600_000 // of all of them, without a fault

interface Outcome {
  /** The names of the tests that failed: of a fault the first one, for one is enough. */
  failed: string[]
  passed: number
}

async function main(words: string[]): Promise<void> {
  const chosen = faults.filter(({ breaks }) => words.length === 0 || words.some(word => breaks.includes(word)))
  const copies = Array.from({ length: Math.min(lanes, chosen.length) }, () => mkdtempSync(join(tmpdir(), 'baton-faults-')))
  try {
    for (const copy of copies) copyTree(copy)
    const whole = await runTests(copies[0] as string, {
      files: [...new Set(chosen.flatMap(({ caughtBy }) => caughtBy))],
      limitMs: wholeLimitMs,
      more: ['--retry=2'],
    }) // there is one
    if (whole.failed.length > 0 || whole.passed === 0) throw new Error(`Without any fault these tests fail; mend them first:\n${whole.failed.join('\n')}`)
    const missed = await breakOneByOne(chosen, copies)
    console.log(`\n${chosen.length - missed} of ${chosen.length} faults were caught.`)
    if (missed > 0) process.exitCode = 1
  } finally {
    for (const copy of copies) rmSync(copy, { recursive: true, force: true })
  }
}

/** One fault at a time in each copy. Gives how many were missed. */
async function breakOneByOne(chosen: readonly Fault[], copies: readonly string[]): Promise<number> {
  const free = [...copies]
  let missed = 0
  const tryOne = async (fault: Fault) => {
    const copy = free.pop() as string // as many lanes as copies
    const { failed } = await withFault(copy, fault, () => runTests(copy, { files: fault.caughtBy, limitMs: testLimitMs, more: ['--bail=1'] }))
    free.push(copy)
    if (failed.length === 0) missed++
    console.log(failed[0] ? `caught  ${fault.breaks}  (“${failed[0]}”)` : `MISSED  ${fault.breaks}  (${fault.caughtBy.join(', ')})`)
  }
  await inLanes(chosen, tryOne, { lanes: copies.length, longestMs: Number.POSITIVE_INFINITY })
  return missed
}

/** The files of the repository, and beside them what was installed and built. */
function copyTree(copy: string): void {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter(Boolean)
  for (const file of files) {
    if (!existsSync(join(root, file))) continue // deleted, and not committed yet
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(root, file), join(copy, file))
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const folder of ['demo', 'server', 'shared', 'tests', 'widget']) {
    // As they are, links and all: those to our own packages are relative, and lead to the copy's.
    for (const made of ['node_modules', 'dist'])
      if (existsSync(join(root, folder, made))) cpSync(join(root, folder, made), join(copy, folder, made), { recursive: true, verbatimSymlinks: true })
  }
}

async function withFault<Result>(copy: string, { file, from, to, breaks }: Fault, work: () => Promise<Result>): Promise<Result> {
  const path = join(copy, file)
  const whole = readFileSync(path, 'utf8')
  if (whole.split(from).length !== 2) throw new Error(`“${breaks}”: its place is not in ${file} exactly once. The code has moved; move the fault with it.`)
  writeFileSync(
    path,
    whole.replace(from, () => to),
  )
  try {
    return await work()
  } finally {
    writeFileSync(path, whole)
  }
}

async function runTests(copy: string, { files, limitMs, more = [] }: { files: readonly string[]; limitMs: number; more?: string[] }): Promise<Outcome> {
  const report = join(copy, 'report.json')
  rmSync(report, { force: true })
  const words = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=json',
    `--outputFile=${report}`,
    '--project',
    'server',
    '--project',
    'rules',
    ...more,
    ...files,
  ]
  const child = spawn(process.execPath, words, { cwd: copy, stdio: 'ignore', env: { ...process.env, BATON_SHARED_DIR: '' } })
  const limit = setTimeout(() => child.kill(), limitMs)
  await new Promise(resolve => child.once('close', resolve))
  clearTimeout(limit)
  if (!existsSync(report)) return { failed: [], passed: 0 } // it broke so much that no test ran: that catches nothing
  const { numPassedTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  return { failed: tests.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName), passed: numPassedTests }
}

/** As Vitest writes it, in part. */
interface Report {
  numPassedTests: number
  testResults: { assertionResults: { fullName: string; status: string }[] }[]
}

await main(process.argv.slice(2))
