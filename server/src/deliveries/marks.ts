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

/** One statement is under way at a time; whatever ends meanwhile shares the next. */
export function createMark(query: Query): Mark {
  const waiting: Waiting[] = []
  let writing = false
  async function write(): Promise<void> {
    writing = true
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most)
      await markAttempts(
        query,
        batch.map(({ ended }) => ended),
      ).then(
        () => batch.map(({ stored }) => stored()),
        error => batch.map(({ failed }) => failed(error)),
      )
    }
    writing = false
  }
  return ended =>
    new Promise((stored, failed) => {
      waiting.push({ ended, stored, failed })
      if (!writing) write()
    })
}
