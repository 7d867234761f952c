import type { Answers } from '@baton/shared/form'
import { batch, effect, signal } from '@preact/signals'
import { draftKey } from '../draft-key.ts'
import type { Checking } from '../later/later-file.ts'
import type { Model } from '../model.ts'
import { mintSubmissionId } from './transport.ts'

interface Kept {
  /** When it was last written, in milliseconds. */
  at: number
  submissionId: string
  step: number
  entered: Answers
}

const keptMs = 86_400_000

/** What was answered so far. */
export interface Draft {
  submissionId: string
  /** It was taken up on this screen. */
  isResumed(): boolean
  startOver(): void
}

/**
 * Keeps what was answered, for this tab alone and until it is sent: after a reload the conversation goes on where it was, under the same submission id.
 * Where the page has no storage, it is kept for as long as the page.
 */
export function createDraft({ form, entered, step, phase }: Model, { visibleSteps }: Checking): Draft {
  const key = draftKey(form.id)
  const found = read(key)
  const draft = { submissionId: found?.submissionId ?? mintSubmissionId() }
  const resumedAt = signal(-1)
  if (found)
    batch(() => {
      entered.value = { ...found.entered, ...entered.value }
      step.value = resumedAt.value = Math.min(found.step, visibleSteps().length - 1)
    })
  effect(() => {
    const kept: Kept = { at: Date.now(), submissionId: draft.submissionId, step: step.value, entered: entered.value }
    if (resumedAt.value !== step.value) resumedAt.value = -1
    write(key, phase.value.phase !== 'done' && Object.keys(kept.entered).length > 0 ? kept : null)
  })
  return Object.assign(draft, {
    isResumed: () => resumedAt.value >= 0,
    startOver() {
      batch(() => {
        entered.value = {}
        step.value = 0
        resumedAt.value = -1
      })
    },
  })
}

function read(key: string): Kept | null {
  try {
    const kept: Kept = JSON.parse(sessionStorage.getItem(key) ?? '')
    return Date.now() - kept.at < keptMs && kept.entered ? kept : null
  } catch {
    return null // no storage, nothing there, or not what we wrote
  }
}

function write(key: string, kept: Kept | null): void {
  try {
    if (kept) sessionStorage.setItem(key, JSON.stringify(kept))
    else sessionStorage.removeItem(key)
  } catch {
    // no storage, or it is full
  }
}
