import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '@baton/server/db/connect'
import { verifyWorkspace } from '@baton/server/verify/verify-workspace'
import { eventually } from '../support/await-condition.ts'
import type { History, Recorder } from './history.ts'
import * as invariants from './invariants.ts'
import { planStorm, type Size, type Step } from './plan.ts'
import { readStored } from './read-stored.ts'
import { settle, settledLimitMs } from './settle.ts'
import type { Capacity } from './team.ts'
import type { Verdict } from './verdict.ts'
import { startWorld, type World } from './world.ts'

interface Setting {
  size: Size
  capacities: Record<string, Capacity>
  recorder: Recorder
  /** See `settle`. */
  hurried?: boolean
  /** See `startWorld`. */
  pooler?: string
}

/** A replica is killed while two can take leads: slower than they start, else none is ever there. */
const leastReady = 2
const mostWaiting = 60

/** Submissions under kills of replicas and of the database, with a provider that does everything wrong; then what must be true of it. */
export async function storm({ size, capacities, recorder, hurried = false, pooler }: Setting): Promise<Verdict> {
  const world = await startWorld({ seed: size.seed, recorder, capacities, ...(pooler !== undefined && { pooler }) })
  try {
    const begun = performance.now()
    const steps = planStorm(size)
    const waiting = new Set<Promise<void>>()
    const failed: unknown[] = []
    for (const step of steps) {
      await eventually(() => waiting.size < mostWaiting, { timeoutMs: 120_000, what: 'Room for more submissions' })
      await world.fleet.awaitReady(leastReady)
      for (const submission of step.submissions.flatMap(one => (one.twin ? [one, one] : [one]))) {
        const sending = world.client.submit(submission).catch(error => void failed.push(error))
        waiting.add(sending)
        sending.finally(() => waiting.delete(sending))
      }
      await pause(step.afterMs)
      await strike(world, step)
    }
    world.resend.takeKey(true)
    world.resend.calm()
    const settling = performance.now()
    await Promise.all(waiting)
    await settle(world, hurried)
    const settledMs = performance.now() - settling
    const stored = await readStored(world.sql)
    const problems = await verifyAll(world)
    await askAgain(world, steps)
    const history: History = { events: recorder.events, stored }
    recorder.note({ kind: 'stored', stored })
    const violations = [
      ...failed.map(error => `A client gave up: ${error instanceof Error ? error.message : error}`),
      ...(settledMs <= settledLimitMs ? [] : [`Mails were owed for ${Math.round(settledMs)} ms after the last fault.`]),
      ...problems,
      ...stormInvariants(capacities).flatMap(check => check(history)),
    ]
    return { figures: { ...figuresOf(history), 'ms of storm': Math.round(settling - begun), 'ms until nothing was owed': Math.round(settledMs) }, violations }
  } finally {
    await world.close()
  }
}

export const stormInvariants = (capacities: Record<string, Capacity>): invariants.Invariant[] => [
  invariants.nothingLost,
  invariants.assignedOnce,
  invariants.exactShares,
  invariants.capacityKept(capacities),
  invariants.mailedOnce,
  invariants.nothingOwed,
  invariants.sameReplies,
  invariants.honestFailures,
]

async function strike({ fleet, database, resend, recorder }: World, { fault, whom }: Step): Promise<void> {
  switch (fault.kind) {
    case 'kill-replica': {
      const ready = fleet.ready()
      const replica = ready[Math.floor(whom * ready.length)]
      if (!replica) throw new Error('There is no replica to kill.')
      recorder.record({ kind: 'fault', fault: fault.kind, replica: replica.index })
      return fleet.end(replica, 'SIGKILL')
    }
    case 'kill-database':
      recorder.record({ kind: 'fault', fault: fault.kind })
      return database.crash()
    case 'refuse-key':
    case 'accept-key':
      recorder.record({ kind: 'fault', fault: fault.kind })
      return resend.takeKey(fault.kind === 'accept-key')
  }
}

/** Each decision follows again from its record, and each ledger from its turns. */
async function verifyAll({ databaseUrl, workspaceId }: World): Promise<string[]> {
  const connection = await connect({ kind: 'postgres', url: databaseUrl })
  try {
    return (await verifyWorkspace(connection.db, workspaceId, null)).problems.map(({ message }) => message)
  } finally {
    await connection.close()
  }
}

/** Every submission once more, each to any replica: it was answered, and gets that answer. */
async function askAgain({ client }: World, steps: Step[]): Promise<void> {
  const left = steps.flatMap(({ submissions }) => submissions)
  const asker = async () => {
    for (let next = left.pop(); next; next = left.pop()) await client.submit(next)
  }
  await Promise.all(Array.from({ length: 12 }, asker))
}

function figuresOf({ events, stored }: History): Record<string, number> {
  const faults = (kind: string) => events.filter(event => event.kind === 'fault' && event.fault === kind).length
  const behaviours = new Set(events.flatMap(event => (event.kind === 'mail' ? [event.behaviour] : [])))
  return {
    'replica kills': faults('kill-replica'),
    'database kills': faults('kill-database'),
    submissions: stored.submissions.length,
    acknowledgements: events.filter(({ kind }) => kind === 'acknowledged').length,
    'requests without an answer': events.filter(({ kind }) => kind === 'unanswered').length,
    assignments: stored.assignments.length,
    queued: stored.decisions.filter(({ outcome }) => outcome === 'queued').length,
    mails: stored.deliveries.length,
    'requests for mails': events.filter(({ kind }) => kind === 'mail').length,
    'behaviours of the provider': behaviours.size,
  }
}
