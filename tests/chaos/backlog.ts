import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '@baton/server/db/connect'
import { eventually } from '../support/await-condition.ts'
import { copyDeliveries } from '../support/copy-deliveries.ts'
import { seeded } from '../support/seeded.ts'
import type { History, Recorder } from './history.ts'
import * as invariants from './invariants.ts'
import { planSubmission } from './plan.ts'
import { countOwed, readStored } from './read-stored.ts'
import type { Verdict } from './verdict.ts'
import { startWorld } from './world.ts'

interface Setting {
  seed: number
  owed: number
  /** What the provider takes, and the replicas keep to. */
  perSecond: number
  recorder: Recorder
}

/** Of what a budget takes, how much longer a backlog may. */
const slack = 1.2
/** A new lead's mail goes out within this, however much waits. */
const newMailLimitMs = 5000
const newLeadEveryMs = 500

/** A provider is back after an hour: what is owed goes out as fast as it allows and no faster, new leads' mails before it. */
export async function backlog({ seed, owed, perSecond, recorder }: Setting): Promise<Verdict> {
  const world = await startWorld({ seed, recorder, flawed: 0, perSecond, environment: { MAIL_PER_SECOND: String(perSecond) } })
  try {
    const chance = seeded(seed)
    await world.client.submit(planSubmission(chance, 0))
    await eventually(async () => (await countOwed(world.sql)) === 0, { what: 'The first mails' })
    const connection = await connect({ kind: 'postgres', url: world.databaseUrl })
    await world.sql`update connections set failures = 60, paused_reason = 'outage', paused_until = now() + interval '1 minute'`
    await copyDeliveries(connection.db, { count: owed, ageMinutes: 60 })
    await connection.close()
    await world.sql`update connections set paused_until = now()`

    const begun = performance.now()
    const from = recorder.events.length
    let done = false
    const arriving = (async () => {
      for (let place = 1; !done; place++) {
        await world.client.submit(planSubmission(chance, place))
        await pause(newLeadEveryMs)
      }
    })()
    const limitMs = (slack * owed * 1000) / perSecond
    const nothingOwed = () =>
      eventually(async () => (await countOwed(world.sql)) === 0, { timeoutMs: 3 * limitMs, intervalMs: 200, what: 'The end of the backlog' })
    await nothingOwed()
    const tookMs = performance.now() - begun
    done = true
    await arriving
    await nothingOwed()

    const history: History = { events: recorder.events.slice(from), stored: await readStored(world.sql) }
    const waits = newMailWaits(history)
    const slowest = Math.max(...waits)
    const tooFast = history.events.filter(event => event.kind === 'mail' && event.behaviour === 'over the rate').length
    return {
      figures: {
        'owed mails': owed,
        'ms to send them': Math.round(tookMs),
        'ms allowed': limitMs,
        'mails of new leads meanwhile': waits.length,
        'ms for the slowest of them': slowest,
      },
      violations: [
        ...(tookMs <= limitMs ? [] : [`The backlog took ${Math.round(tookMs)} ms; ${limitMs} ms are allowed.`]),
        ...(slowest <= newMailLimitMs ? [] : [`A new lead's mail waited ${slowest} ms for the backlog.`]),
        ...(tooFast === 0 ? [] : [`The provider had to refuse ${tooFast} mails: they came too fast.`]),
        ...[invariants.mailedOnce, invariants.honestFailures].flatMap(check => check(history)),
      ],
    }
  } finally {
    await world.close()
  }
}

/** From the acknowledgement of each lead to the moment when the provider accepted its mails, in milliseconds; 0 where it had before. */
function newMailWaits({ events, stored }: History): number[] {
  const acceptedAt = new Map<string, number>()
  for (const event of events) if (event.kind === 'mail' && event.known && !acceptedAt.has(event.key)) acceptedAt.set(event.key, event.atMs)
  return events.flatMap(event => {
    if (event.kind !== 'acknowledged') return []
    const mails = stored.deliveries.filter(({ submissionId }) => submissionId === event.submissionId)
    return mails.map(({ id }) => Math.max(0, (acceptedAt.get(id) ?? Number.POSITIVE_INFINITY) - event.atMs))
  })
}
