import { batch, effect, signal } from '@preact/signals'
import { keptKey } from '../kept-key.ts'
import type { Checking } from '../later/later-file.ts'
import type { Kept } from '../later/memory.ts'
import type { Model } from '../model.ts'
import { personOf, whoIs } from './person.ts'
import { mintSubmissionId } from './transport.ts'

const tabMs = 86_400_000
/** As long as the server keeps it. */
const browserMs = 30 * tabMs

/** What was answered so far. */
export interface Draft {
  submissionId: string
  /** As it is kept. */
  written(): Kept
  /** It was taken up on this screen. */
  isResumed(): boolean
  /** Whom this browser knows, on the first screen that is asked of them. */
  knownAs(): string | null
  startOver(): void
}

/**
 * Keeps what was answered, for this tab and until it is sent: after a reload the conversation goes on where it was, under the same submission id. So it
 * does in another tab where the browser may remember it. Where the page has no storage, it is kept for as long as the page.
 */
export function createDraft({ form, entered, step, phase, known, know }: Model, { visibleSteps, memory }: Checking): Draft {
  const key = keptKey(form.id)
  const remembered = memory.current()
  const found = read(key) ?? fresh(remembered?.draft, browserMs)
  const draft = { submissionId: found?.submissionId ?? mintSubmissionId() }
  const resumedAt = signal(-1)
  const typed = entered.value
  const before = known.value
  if (remembered) know(personOf(form, remembered.person))
  let who = known.value.length > before.length ? whoIs(form, entered.value) : null
  if (found)
    batch(() => {
      entered.value = { ...entered.value, ...found.entered, ...typed }
      const asked = visibleSteps().filter(questions => questions.some(({ id, kind }) => kind !== 'hidden' && !known.value.includes(id)))
      step.value = resumedAt.value = Math.max(0, Math.min(found.step, asked.length - 1))
    })
  const written = () => ({ at: Date.now(), submissionId: draft.submissionId, step: step.value, entered: entered.value })
  effect(() => {
    const kept = written()
    if (resumedAt.value !== step.value) resumedAt.value = -1
    write(key, phase.value.phase !== 'done' && Object.keys(kept.entered).length > 0 ? kept : null)
  })
  return Object.assign(draft, {
    written,
    isResumed: () => resumedAt.value >= 0,
    knownAs: () => (step.value === 0 ? who : null),
    startOver() {
      who = null
      batch(() => {
        entered.value = {}
        known.value = []
        step.value = 0
        resumedAt.value = -1
      })
    },
  })
}

function read(key: string): Kept | null {
  try {
    return fresh(JSON.parse(sessionStorage.getItem(key) ?? ''), tabMs)
  } catch {
    return null // no storage, nothing there, or not what we wrote
  }
}

function fresh(kept: Kept | null | undefined, longestMs: number): Kept | null {
  return kept?.entered && Date.now() - kept.at < longestMs ? kept : null
}

function write(key: string, kept: Kept | null): void {
  try {
    if (kept) sessionStorage.setItem(key, JSON.stringify(kept))
    else sessionStorage.removeItem(key)
  } catch {
    // no storage, or it is full
  }
}
