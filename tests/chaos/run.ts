import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { findPgBouncer } from '../support/pgbouncer.ts'
import { backlog } from './backlog.ts'
import { crashPoints } from './crash-points.ts'
import { diskFull } from './disk-full.ts'
import { frozen } from './frozen.ts'
import { openHistory, type Recorder } from './history.ts'
import { rolling } from './rolling.ts'
import { storm } from './storm.ts'
import { capacities } from './team.ts'
import { twins } from './twins.ts'
import type { Verdict } from './verdict.ts'

const usage = `pnpm chaos [options]   breaks everything that a lead passes through, and looks whether one is lost. Needs a build.
  --only <words>   only trials whose name has one of these words, with commas between
  --seed <n>       the schedule of an earlier run (a new one otherwise)
  --replay <file>  the schedule of the run that wrote this history
`

type Trial = (seed: number, recorder: Recorder) => Promise<Verdict>

/** Each with a PostgreSQL, a mail provider and replicas of its own; side by side only where time is not what is measured. */
const stages: Record<string, Trial>[] = [
  { storm: (seed, recorder) => storm({ size: { seed, submissions: 2000, replicaKills: 152, databaseKills: 10 }, capacities, recorder }) },
  { twins: (seed, recorder) => twins({ seed, ids: 200, twinsEach: 100, recorder }) },
  { backlog: (seed, recorder) => backlog({ seed, owed: 5000, perSecond: 125, recorder }) },
  {
    'crash points': (seed, recorder) => crashPoints({ seed, recorder }),
    pooler: stormBehindPooler,
    'disk full': (seed, recorder) => diskFull({ seed, recorder }),
  },
  { rolling: (seed, recorder) => rolling({ seed, rounds: 9, clients: 6, recorder }) },
  { frozen: (seed, recorder) => frozen({ seed, recorder }) },
]

async function stormBehindPooler(seed: number, recorder: Recorder): Promise<Verdict> {
  const pooler = findPgBouncer()
  if (!pooler) return { figures: {}, violations: [], skipped: 'PgBouncer is not installed (Debian: apt-get install pgbouncer)' }
  const size = { seed, submissions: 240, replicaKills: 16, databaseKills: 2 }
  return storm({ size, capacities: { finn: { open: 12 }, gus: { perDay: 10 }, hana: {}, ivo: {} }, recorder, hurried: true, pooler })
}

async function main(words: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: words,
    options: { seed: { type: 'string' }, replay: { type: 'string' }, only: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) return say(usage)
  const replayed = values.replay === undefined ? null : readPlan(values.replay)
  const seed = replayed?.seed ?? readSeed(values.seed)
  const wanted = replayed ? [replayed.trial] : (values.only ?? '').split(',')
  say(`seed ${seed}\n`)
  let good = true
  for (const stage of stages) {
    const chosen = Object.entries(stage).filter(([name]) => wanted.some(word => name.includes(word)))
    const held = await Promise.all(chosen.map(([name, trial]) => run(name, seed, trial)))
    good &&= held.every(Boolean)
  }
  return good
}

async function run(name: string, seed: number, trial: Trial): Promise<boolean> {
  const recorder = openHistory(name)
  recorder.note({ trial: name, seed })
  const begun = performance.now()
  const { figures, violations, skipped } = await trial(seed, recorder).catch(error => ({
    figures: {},
    violations: [error instanceof Error ? `${error.stack} ${error.cause ?? ''}` : String(error)],
    skipped: undefined,
  }))
  recorder.note({ figures, violations })
  const outcome = skipped ? `skipped: ${skipped}` : violations.length === 0 ? 'holds' : `${violations.length} violations`
  say(`${name}: ${outcome} (${Math.round((performance.now() - begun) / 1000)} s, history ${recorder.file})\n`)
  for (const [what, figure] of Object.entries(figures)) say(`  ${figure} ${what}\n`)
  for (const violation of violations.slice(0, 20)) say(`  ✗ ${violation}\n`)
  if (violations.length > 0) say(`  again: pnpm chaos --replay ${recorder.file}\n`)
  return violations.length === 0
}

function readPlan(file: string): { trial: string; seed: number } {
  const [first = ''] = readFileSync(file, 'utf8').split('\n', 1)
  return JSON.parse(first) as { trial: string; seed: number } // written by `run`
}

function readSeed(text: string | undefined): number {
  const seed = Number(text ?? Date.now() % 1_000_000)
  if (!Number.isInteger(seed)) throw new Error(`--seed is “${text}”. Write a whole number.`)
  return seed
}

function say(text: string): true {
  process.stdout.write(text)
  return true
}

main(process.argv.slice(2)).then(
  good => process.exit(good ? 0 : 1),
  error => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
