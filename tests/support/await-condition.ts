/**
 * Polls until `check` returns something other than undefined, null or false, and returns that. A check that throws counts as
 * "not yet"; when time runs out, its last error is the cause. The only waiting by the clock in these tests.
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  { timeoutMs = 5000, intervalMs = 20, what = 'The condition' } = {},
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = Date.now() + timeoutMs
  let cause: unknown
  for (;;) {
    try {
      const value = await check()
      if (value !== undefined && value !== null && value !== false) return value as NonNullable<Exclude<T, false>> // just ruled out
      cause = undefined
    } catch (error) {
      cause = error
    }
    if (Date.now() >= deadline) throw new Error(`${what} did not come true within ${timeoutMs} ms.`, { cause })
    await new Promise(resolve => setTimeout(resolve, intervalMs))
  }
}
