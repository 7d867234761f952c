/**
 * Lets work through one by one where it shares a key; the rest passes beside it. Keys are taken all at once, so two never wait for each
 * other in a ring.
 */
export type Turnstile = <Result>(keys: readonly string[], work: () => Promise<Result>) => Promise<Result>

export function createTurnstile(): Turnstile {
  const last = new Map<string, Promise<void>>()
  return async (keys, work) => {
    const before = keys.flatMap(key => last.get(key) ?? [])
    let leave = () => {}
    const through = new Promise<void>(resolve => {
      leave = resolve
    })
    for (const key of keys) last.set(key, through)
    await Promise.all(before)
    try {
      return await work()
    } finally {
      leave()
      for (const key of keys) if (last.get(key) === through) last.delete(key)
    }
  }
}
