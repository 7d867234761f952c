import { readFileSync } from 'node:fs'
import { eventually } from '../support/await-condition.ts'
import { seeded } from '../support/seeded.ts'
import type { Replica } from './fleet.ts'
import type { Recorder } from './history.ts'
import { planSubmission } from './plan.ts'
import type { Verdict } from './verdict.ts'
import { startWorld } from './world.ts'

const answerLimitMs = 3000
const recoveryLimitMs = 20_000

/** PostgreSQL stops moving, all of it: every replica says 503 in time and lives on, and takes leads again by itself. */
export async function frozen({ seed, recorder }: { seed: number; recorder: Recorder }): Promise<Verdict> {
  const world = await startWorld({ seed, recorder, flawed: 0 })
  const chance = seeded(seed)
  let place = 0
  const ask = () => world.client.askOnce(planSubmission(chance, place++))
  const timed = async () => {
    const begun = performance.now()
    return { status: await ask(), ms: Math.round(performance.now() - begun) }
  }
  try {
    for (let sent = 0; sent < 30; sent++) await ask() // every replica has open connections
    const stopped = processesOf(world.database.pid)
    const signal = (name: NodeJS.Signals) => {
      for (const pid of stopped) process.kill(pid, name)
    }
    signal('SIGSTOP')
    const livez = async ({ url }: Replica) => (await fetch(`${url}/livez`)).status
    const [refused, alive] = await Promise.all([Promise.all(Array.from({ length: 30 }, timed)), Promise.all(world.fleet.ready().map(livez))]).finally(() =>
      signal('SIGCONT'),
    )
    const begun = performance.now()
    await eventually(async () => (await Promise.all(Array.from({ length: 9 }, ask))).every(status => status === 201), {
      timeoutMs: recoveryLimitMs,
      what: 'Recovery by itself',
    })
    const slowest = Math.max(...refused.map(({ ms }) => ms))
    return {
      figures: { 'ms for the slowest refusal': slowest, 'ms until all took leads again': Math.round(performance.now() - begun) },
      violations: [
        ...refused.flatMap(({ status }) => (status === 503 ? [] : `A frozen database was answered with ${status}.`)),
        ...(slowest <= answerLimitMs ? [] : [`A refusal took ${slowest} ms.`]),
        ...alive.flatMap(status => (status === 200 ? [] : `/livez said ${status}.`)),
        ...recorder.events.flatMap(event => (event.kind === 'ended' ? `Replica ${event.replica} ended: ${event.output}` : [])),
      ],
    }
  } finally {
    await world.close()
  }
}

/** The postmaster and its children. */
function processesOf(postmaster: number): number[] {
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')
  return [postmaster, ...children.split(' ').filter(Boolean).map(Number)]
}
