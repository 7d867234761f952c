/**
 * Everything that must be true, in one command: builds, lint, types, then the tests. Goes on after a failure, so that one run
 * tells all. The last line on standard output is always `N passed, N failed` (`, N skipped` where some were), however it ends.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countTests, line } from './support/tally.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const checks = [
  {
    title: 'Build',
    commands: [...['widget', 'server', 'demo'].map(name => ['vite', 'bin/vite.js', 'build', name]), ['typescript', 'bin/tsc', '-p', 'widget/npm']],
  },
  { title: 'Lint', commands: [['@biomejs/biome', 'bin/biome', 'check', '.']] },
  // Whole: what an incremental build remembers outlives a change of `lib` (TypeScript 7.0.2) and tells of errors that are gone.
  { title: 'Types', commands: [['typescript', 'bin/tsc', '-b', '--force']] },
]

const total = { passed: 0, failed: 0, skipped: 0 }
/** The process that runs now; its group is its own, so that its children end with it. */
let running = null
let stoppedBy = null

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stoppedBy ??= signal
    stop(signal === 'SIGHUP' ? 'SIGTERM' : signal)
    setTimeout(() => stop('SIGKILL'), 10_000).unref() // what does not end by itself is ended
  })
}

try {
  for (const check of checks) await runCheck(check)
  await runTests()
} catch (error) {
  total.failed++
  print(`\n${error?.stack ?? error}`)
}
if (stoppedBy) {
  total.failed++
  print(`\nStopped by ${stoppedBy}.`)
}
print(line(total))
process.exitCode = total.failed > 0 ? 1 : 0

async function runCheck({ title, commands }) {
  if (stoppedBy) return
  heading(title)
  let failed = false
  for (const command of commands) failed = (await run(command)) !== 0 || failed
  total[failed ? 'failed' : 'passed']++
}

async function runTests() {
  if (stoppedBy) return
  heading('Tests')
  const folder = mkdtempSync(join(tmpdir(), 'baton-test-'))
  const report = join(folder, 'report.json')
  try {
    const code = await run(['vitest', 'vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
    const counted = countTests(readReport(report), code)
    for (const note of counted.notes) print(note)
    for (const kind of ['passed', 'failed', 'skipped']) total[kind] += counted[kind]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Null when the runner ended before it could write one. */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    print(`There is no report of the tests: ${error.message}`)
    return null
  }
}

/** Runs a package's own program with this Node: no shell, no PATH. */
function run([name, bin, ...args]) {
  if (stoppedBy) return 1
  return new Promise(resolve => {
    const program = join(root, 'node_modules', name, bin)
    const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], detached: true })
    running = child
    child.once('error', error => {
      print(error.message)
      resolve(1)
    })
    child.once('close', code => {
      running = null
      resolve(code ?? 1)
    })
  })
}

function stop(signal) {
  if (!running?.pid) return
  try {
    process.kill(-running.pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error // else it has just ended
  }
}

function heading(text) {
  print(`\n━━ ${text} ${'━'.repeat(60 - text.length)}`)
}

/** Written at once, to files and pipes too (Node does so on POSIX): the last line has to be the last. */
function print(text) {
  process.stdout.write(`${text}\n`)
}
