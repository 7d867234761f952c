import { crash, reach } from '../crash-points.ts'
import type { ClaimedDelivery } from '../db/claim-deliveries.ts'
import { countFailure, pauseConnection, resumeConnection } from '../db/connections.ts'
import type { Aftermath } from '../db/mark-attempts.ts'
import type { Desk } from '../desk.ts'
import type { SendResult } from '../effects.ts'

const mostWaitMs = 3_600_000

/** How long a connection rests until a single mail looks whether its owner has mended it, or whether the quota is there again. */
const configPauseMs = 5 * 60_000
const quotaPauseMs = 3_600_000

/**
 * A provider that failed so often in a row is down. Mails then wait untried, so that all are due when it is back: each with waits of
 * its own, an hour's outage would have spread them over the next hour.
 */
const outageFailures = 5
const outagePauseMs = 10_000

type Hands = Pick<Desk, 'config' | 'store' | 'effects' | 'connection' | 'joinMail' | 'mark'>

/** Sends one claimed delivery once and records how it went. The same function inside the request and in the worker. */
export async function attemptDelivery(desk: Hands, delivery: ClaimedDelivery): Promise<void> {
  const { effects } = desk
  const result = await effects.mailer.send(await desk.joinMail(delivery.mail), AbortSignal.timeout(desk.config.mailTimeoutMs))
  if (crash) await reach('after-send')
  const aftermath = readAftermath(result, delivery, effects.random())
  tell(desk, delivery, result, aftermath)
  await mindConnection(desk, delivery, result) // first: what is still owed is due again at once, and held back by the pause alone
  const { workspaceId, id, attempt } = delivery
  const { outcome } = result
  const told = result.outcome === 'sent' ? { reason: null, providerId: result.providerId } : { reason: result.reason, providerId: null }
  await desk.mark({ workspaceId, id, attempt, outcome, ...told, ...aftermath })
  if (crash) await reach('after-mark')
}

/**
 * When to try again: what the provider asked for, else up to 1 s doubled by each attempt, spaced out to an hour, with full jitter
 * (`chance` from 0 to 1). What waits for the connection is due at once: the connection's pause holds it. A wait that reaches beyond
 * the time of automatic attempts ends them.
 */
export function readAftermath(result: SendResult, delivery: Pick<ClaimedDelivery, 'attempt' | 'leftMs'>, chance: number): Aftermath {
  switch (result.outcome) {
    case 'sent':
      return { state: 'sent', waitMs: 0 }
    case 'data':
      return { state: 'failed', waitMs: 0 }
    case 'conflict':
      return { state: 'needs-review', waitMs: 0 }
    case 'config':
    case 'quota':
      return { state: 'owed', waitMs: 0 }
    case 'retry': {
      const ceiling = Math.min(mostWaitMs, 1000 * 2 ** Math.min(delivery.attempt, 20))
      const waitMs = result.waitMs || chance * ceiling // asked for no wait at all, it has our own
      return waitMs > delivery.leftMs ? { state: 'needs-review', waitMs: 0 } : { state: 'owed', waitMs }
    }
  }
}

/** What one answer says of all mails: nothing, in the ordinary case, and then it costs no statement. */
async function mindConnection({ store: { deployment }, connection }: Hands, { isNews }: ClaimedDelivery, result: SendResult): Promise<void> {
  if (!connection) return
  switch (result.outcome) {
    case 'config':
      return pauseConnection(deployment, connection.id, { reason: result.reason, waitMs: configPauseMs })
    case 'quota':
      return pauseConnection(deployment, connection.id, { reason: result.reason, waitMs: result.waitMs ?? quotaPauseMs })
    case 'retry':
      if (result.cause === 'rate') await pauseConnection(deployment, connection.id, { reason: null, waitMs: result.waitMs ?? 1000 })
      if (result.cause === 'outage') await countFailure(deployment, connection.id, { most: outageFailures, reason: 'outage', waitMs: outagePauseMs })
      if (result.cause === 'mail' && isNews) await resumeConnection(deployment, connection.id) // it spoke of this mail: it is there
      return
    case 'sent':
    case 'data':
    case 'conflict':
      if (isNews) await resumeConnection(deployment, connection.id)
  }
}

function tell({ effects: { log } }: Hands, { id, attempt }: ClaimedDelivery, result: SendResult, { state }: Aftermath): void {
  if (result.outcome === 'sent') return
  const facts = { deliveryId: id, attempt, outcome: result.outcome, reason: result.reason }
  if (result.outcome === 'config') log.error(facts, 'Mail is stopped until this is put right: a key, a domain or an address of the provider.')
  else if (result.outcome === 'quota') log.error(facts, 'Mail is stopped: what the provider allows is used up.')
  else if (state === 'owed') log.warn(facts, 'A mail could not be sent yet; it stays owed.')
  else log.error(facts, 'A mail could not be sent and will not be tried again by itself.')
}
