import type { Touch, Touches } from '@baton/shared/attribution'
import type { Answers, PublicForm } from '@baton/shared/form'
import { keptKey } from '../kept-key.ts'

/** What was answered so far, and where. */
export interface Kept {
  /** When it was last written, in milliseconds. */
  at: number
  submissionId: string
  step: number
  entered: Answers
}

/** What this browser keeps of somebody from one visit to the next. */
export interface Remembered {
  /** When it was last allowed, in milliseconds. */
  at: number
  touches: Touches
  /** Who they were when they last sent something. */
  person: Answers
  /** What they began, and did not send. */
  draft?: Kept | undefined
}

export interface Memory {
  /** Null where there is nothing, or no storage. */
  current(): Remembered | null
  keep(news: Partial<Remembered>): void
  forget(): void
}

/** Half a year after it was last allowed it is forgotten. */
const longestMs = 180 * 86_400_000

/** Opens the memory of a form, which holds something only where that may be remembered. */
export function openMemory({ id, remember }: PublicForm): Memory {
  const key = keptKey(id)
  let current = remember ? read(key) : null
  const write = (now: Remembered | null) => {
    current = now
    try {
      if (now) localStorage.setItem(key, JSON.stringify(now))
      else localStorage.removeItem(key)
    } catch {
      // no storage, or it is full
    }
  }
  if (!current) write(null) // what is too old, or not ours
  return {
    current: () => current,
    keep: news => write({ at: Date.now(), touches: {}, person: {}, ...current, ...news }),
    forget: () => write(null),
  }
}

function read(key: string): Remembered | null {
  try {
    const { at, touches, person, draft } = JSON.parse(localStorage.getItem(key) ?? '')
    return Date.now() - at < longestMs && person ? { at, touches: { first: readKnown(touches.first), last: readKnown(touches.last) }, person, draft } : null
  } catch {
    return null // no storage, nothing there, or not what we wrote
  }
}

const parts = ['medium', 'source', 'campaign', 'term', 'content', 'clickId', 'landingPath', 'referrerHost'] as const

/** A touch as the server takes it: any script of the page can write here, and nothing in it may cost a submission. */
function readKnown(written: Record<string, unknown> | undefined): Touch | undefined {
  const at = new Date(String(written?.at))
  if (!written || Number.isNaN(at.getTime())) return undefined
  const touch: Touch = { at: at.toISOString() }
  for (const part of parts) if (typeof written[part] === 'string') touch[part] = written[part].slice(0, 200)
  return touch
}
