import { sayFailure } from '../say-failure.ts'

/** A command that was not understood, or cannot be done: its message says what to write. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Ends with 2 and a sentence on standard error; with a stack only where it is our own mistake. */
export function failCommand(error: unknown): void {
  process.stderr.write(`${error instanceof UsageError ? error.message : sayFailure(error)}\n`)
  process.exitCode = 2
}

export function print(result: unknown): void {
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
}
