/**
 * The hostile tests that `pnpm test` has seconds for, with all they have: 20,000 random requests and bodies, every string of the
 * public list in every field, 1,000 slow sockets, every payload on every page. Four minutes, on a busy machine six at most. `pnpm hostile <seed>` takes a
 * run again.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const seed = Number(process.argv[2] ?? Math.floor(Math.random() * 2 ** 31))
if (!Number.isInteger(seed)) throw new Error('A seed is a whole number: pnpm hostile 42')
process.stdout.write(`hostile: seed ${seed}\n`)

const args = ['run', '--project', 'server', 'hostile-', 'raw-sockets', 'slow-sockets', 'injection-']
const child = spawn(process.execPath, [vitest, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, BATON_HOSTILE: 'all', BATON_HOSTILE_SEED: String(seed) },
})
const longest = setTimeout(() => child.kill('SIGTERM'), 6 * 60_000)
const [code] = await once(child, 'close')
clearTimeout(longest)
process.exitCode = code ?? 1
