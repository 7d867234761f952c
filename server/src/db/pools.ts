import { BatonError } from '@baton/shared/errors'
import type postgres from 'postgres'
import { withDeadline } from '../with-deadline.ts'

export interface Pools {
  readonly current: postgres.Sql
  /** Work in the pool of the moment: `unavailable` where it has not ended by then. Null: it may take its time. */
  within<Result>(limitMs: number | null, work: (sql: postgres.Sql) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/**
 * On a connection that has gone silent (a path that has forgotten it, a failover without a word) the driver waits for minutes, and meanwhile gives
 * it more to do. Its neighbours have seldom fared better, and one after the other they would cost a visitor each: so whoever has not heard in
 * time leaves the whole pool, and what comes next has a new one.
 */
export function createPools(open: () => postgres.Sql): Pools {
  let current = open()
  const left = new Set<Promise<void>>()
  function leave(pool: postgres.Sql): void {
    if (pool !== current) return // somebody else has left it
    current = open()
    const ended = pool.end({ timeout: finishSeconds }).finally(() => left.delete(ended))
    left.add(ended)
  }
  return {
    get current() {
      return current
    },
    within(limitMs, work) {
      const pool = current
      if (limitMs === null) return work(pool)
      return withDeadline(work(pool), limitMs, () => {
        leave(pool)
        return new BatonError('unavailable')
      })
    },
    async close() {
      await Promise.all([current.end({ timeout: finishSeconds }), ...left])
    },
  }
}

/** What is under way on other connections has as long as this to end by itself. */
const finishSeconds = 5
