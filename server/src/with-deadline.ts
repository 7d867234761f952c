/** The promise's value, or what `late` throws once `ms` are over. The promise itself goes on: its end is looked at, not awaited. */
export async function withDeadline<Value>(promise: Promise<Value>, ms: number, late: () => Error): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms)
  })
  // Whoever loses the race may still reject later; nobody waits for it then.
  promise.catch(() => undefined)
  try {
    return await Promise.race([promise, deadline])
  } finally {
    clearTimeout(timer)
  }
}
