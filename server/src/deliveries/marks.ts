import type { Query } from '../db/connect.ts'
import { type EndedAttempt, markAttempts } from '../db/mark-attempts.ts'

/** Records how an attempt ended. Resolves when that is stored. */
export type Mark = (ended: EndedAttempt) => Promise<void>

interface Waiting {
  ended: EndedAttempt
  stored(): void
  failed(error: unknown): void
}

const most = 200 // of one statement

/**
 * One statement is under way at a time; whatever ends meanwhile shares the next. The first waits until all that has arrived was read: a handoff's two
 * mails mostly end together, and its reply waits for both.
 */
export function createMark(query: Query): Mark {
  const waiting: Waiting[] = []
  let writing = false
  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most)
      try {
        await markAttempts(
          query,
          batch.map(({ ended }) => ended),
        )
        for (const { stored } of batch) stored()
      } catch (error) {
        // One that cannot be stored keeps no other from it.
        if (batch.length > 1) for (const { ended, stored, failed } of batch) await markAttempts(query, [ended]).then(stored, failed)
        else batch[0]?.failed(error)
      }
    }
    writing = false
  }
  return ended =>
    new Promise((stored, failed) => {
      waiting.push({ ended, stored, failed })
      if (writing) return
      writing = true
      setImmediate(write)
    })
}
