import type { Credits } from '@baton/shared/rotation'

/** Where a pool's turn stands. */
export interface PoolState {
  /** Entries on its ledger; the next one's place. */
  position: number
  credits: Credits
}

/** Handoffs of this process that may take the same pool's turn pass one by one: only those of other replicas can be in each other's way. */
export interface Turnstile {
  /**
   * Lets work through one by one where it shares a pool; the rest passes beside it. Pools are taken all at once, so two never wait for each
   * other in a ring.
   */
  pass<Result>(pools: readonly string[], work: () => Promise<Result>): Promise<Result>
  /** How whoever took a pool's turn here last left it: whoever looked before that need not look again. Other replicas may have taken it since. */
  left: Map<string, PoolState>
}

export function createTurnstile(): Turnstile {
  const last = new Map<string, Promise<void>>()
  return {
    left: new Map(),
    async pass(pools, work) {
      const before = pools.flatMap(pool => last.get(pool) ?? [])
      let leave = () => {}
      const through = new Promise<void>(resolve => {
        leave = resolve
      })
      for (const pool of pools) last.set(pool, through)
      await Promise.all(before)
      try {
        return await work()
      } finally {
        leave()
        for (const pool of pools) if (last.get(pool) === through) last.delete(pool)
      }
    },
  }
}
