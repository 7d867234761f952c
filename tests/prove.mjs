/**
 * The properties of turns and refunds, tried on 100,000 random histories each (or as many as the first argument says) instead of
 * the few hundred of `pnpm test`.
 */
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const runs = Number(process.argv[2] ?? 100_000)
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const args = ['run', '--project', 'rules', '--testTimeout', '3600000', 'rotation-properties', 'refund']
const child = spawn(process.execPath, [vitest, ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, BATON_PROVE_RUNS: String(runs) } })
child.once('close', code => {
  process.exitCode = code ?? 1
})
