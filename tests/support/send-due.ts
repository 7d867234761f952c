import { beginDue } from '@baton/server/deliveries/worker'
import type { Desk } from '@baton/server/desk'

/** One round of the worker, to its end. How many were due. */
export async function sendDue(desk: Desk): Promise<number> {
  const { attempts } = await beginDue(desk, 10)
  await Promise.all(attempts)
  return attempts.length
}
