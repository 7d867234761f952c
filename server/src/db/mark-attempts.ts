import type { SendResult } from '../effects.ts'
import type { Query } from './connect.ts'
import { mark } from './functions/mark.ts'
import type { DeliveryState } from './schema-deliveries.ts'

/** Where an attempt leaves its delivery: `waitMs` until the next one while it is owed. */
export interface Aftermath {
  state: DeliveryState
  waitMs: number
}

/** An attempt that is over. */
export interface EndedAttempt extends Aftermath {
  workspaceId: string
  id: string
  attempt: number
  outcome: SendResult['outcome']
  reason: string | null
  providerId: string | null
}

/** Records how attempts ended, in one statement. */
export async function markAttempts(query: Query, ended: readonly EndedAttempt[]): Promise<void> {
  await query(`select ${mark.name}($1)`, [ended])
}
