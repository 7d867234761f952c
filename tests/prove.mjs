/**
 * The properties that `pnpm test` tries a few hundred times, as often as a proof by many cases takes: turns and refunds on 100,000
 * random histories each, and what is held against an oracle that tries everything on 5,000 random playbooks each. Numbers of one's
 * own: `pnpm prove <histories> <playbooks>`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const [histories = 100_000, playbooks = 5_000] = process.argv.slice(2).map(Number)

/** The runs, and the tests that take so many: files by a part of their name. */
const proofs = [
  [histories, ['rotation-properties', 'refund']],
  [playbooks, ['check-property', 'if-it-matters-property', 'why-not-property']],
]

for (const [runs, files] of proofs) {
  const args = ['run', '--project', 'rules', '--testTimeout', '3600000', ...files]
  const child = spawn(process.execPath, [vitest, ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, BATON_PROVE_RUNS: String(runs) } })
  const [code] = await once(child, 'close')
  process.exitCode ||= code ?? 1
}
