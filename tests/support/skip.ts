import type { TestContext } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    skippedBecause?: string
  }
}

/** Leaves a test out and says why: `tests/run.mjs` prints the reason, and counts a skipped test without one as failed. */
export function skip(context: TestContext, reason: string): never {
  context.task.meta.skippedBecause = reason
  return context.skip(reason)
}
