import { eventually } from '../support/await-condition.ts'
import { seeded } from '../support/seeded.ts'
import type { Recorder } from './history.ts'
import * as invariants from './invariants.ts'
import { planSubmission } from './plan.ts'
import { countOwed, readStored } from './read-stored.ts'
import type { Verdict } from './verdict.ts'
import { startWorld } from './world.ts'

/** Replicas are stopped one after the other and come back, while clients that try nothing twice send to those that say they are ready. */
export async function rolling({ seed, rounds, clients, recorder }: { seed: number; rounds: number; clients: number; recorder: Recorder }): Promise<Verdict> {
  const world = await startWorld({ seed, recorder, flawed: 0 })
  try {
    const chance = seeded(seed)
    let [place, done] = [0, false]
    const statuses: (number | null)[] = []
    const sending = Array.from({ length: clients }, async () => {
      while (!done) statuses.push(await world.client.askOnce(planSubmission(chance, place++)))
    })
    for (let round = 0; round < rounds; round++) {
      const replica = await eventually(() => world.fleet.ready().length === 3 && world.fleet.ready()[round % 3], { timeoutMs: 30_000, what: 'Three replicas' })
      recorder.record({ kind: 'fault', fault: 'restart', replica: replica.index })
      await world.fleet.drain(replica)
    }
    done = true
    await Promise.all(sending)
    await eventually(async () => (await countOwed(world.sql)) === 0, { timeoutMs: 60_000, what: 'The last mails' })
    const history = { events: recorder.events, stored: await readStored(world.sql) }
    return {
      figures: { restarts: rounds, requests: statuses.length },
      violations: [
        ...statuses.flatMap(status => (status === 201 ? [] : `A request without a second try got ${status}.`)),
        ...[invariants.nothingLost, invariants.assignedOnce, invariants.mailedOnce].flatMap(check => check(history)),
      ],
    }
  } finally {
    await world.close()
  }
}
