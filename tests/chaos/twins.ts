import { seeded } from '../support/seeded.ts'
import type { Recorder } from './history.ts'
import * as invariants from './invariants.ts'
import { type PlannedSubmission, planSubmission } from './plan.ts'
import { readStored } from './read-stored.ts'
import type { Verdict } from './verdict.ts'
import { startWorld } from './world.ts'

/** Each submission many times at the same moment, to all replicas: one lead, one assignment, one reply. With other answers it is refused. */
export async function twins({ seed, ids, twinsEach, recorder }: { seed: number; ids: number; twinsEach: number; recorder: Recorder }): Promise<Verdict> {
  const world = await startWorld({ seed, recorder, flawed: 0 })
  try {
    const chance = seeded(seed)
    const submissions = Array.from({ length: ids }, (_, place) => planSubmission(chance, place, { returning: 0 }))
    const ask = (submission: PlannedSubmission, count: number) => Promise.all(Array.from({ length: count }, () => world.client.askOnce(submission)))
    for (const submission of submissions) await ask(submission, twinsEach)
    const history = { events: [...recorder.events], stored: await readStored(world.sql) }
    const refused: (number | null)[] = []
    for (const submission of submissions) refused.push(...(await ask({ ...submission, answers: { ...submission.answers, name: 'Somebody else' } }, 3)))
    const acknowledged = history.events.filter(({ kind }) => kind === 'acknowledged').length
    const counts = { leads: history.stored.leads.length, assignments: history.stored.assignments.length }
    const checks = [invariants.nothingLost, invariants.assignedOnce, invariants.exactShares, invariants.sameReplies, invariants.honestFailures]
    return {
      figures: { ...counts, 'equal replies': acknowledged, 'other answers refused': refused.filter(status => status === 422).length },
      violations: [
        ...checks.flatMap(check => check(history)),
        ...Object.entries(counts).flatMap(([what, count]) => (count === ids ? [] : `${count} ${what} instead of ${ids}.`)),
        ...(acknowledged === ids * twinsEach ? [] : `${acknowledged} of ${ids * twinsEach} were answered.`),
        ...refused.flatMap(status => (status === 422 ? [] : `The same id with other answers got ${status}.`)),
      ],
    }
  } finally {
    await world.close()
  }
}
