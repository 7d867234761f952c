import type { CreateLater } from './later/later-file.ts'
import type { ModelParts } from './model.ts'

const timeoutMs = 15_000

/**
 * Brings the code for what comes after the questions, one attempt at a time, and opens it. Every call gives the attempt that runs
 * or has succeeded, else a new one; it rejects when the code cannot be had or does not arrive in fifteen seconds.
 */
export function createLoader(load: ModelParts['load'], open: (create: CreateLater) => void): () => Promise<void> {
  let coming: Promise<void> | undefined
  let attempt = 0
  return () => {
    if (coming) return coming
    const late = new Promise<never>((_, reject) => setTimeout(reject, timeoutMs))
    coming = Promise.race([load(attempt++), late]).then(open)
    coming.catch(() => {
      coming = undefined
    })
    return coming
  }
}
