import type { Slot } from '@baton/shared/api'
import { batch } from '@preact/signals'
import type { Model } from '../model.ts'
import type { Looking } from '../phase.ts'

/** Choosing a time, once there is a reply. */
export function createChoosing({ phase, attention, tell }: Model) {
  return {
    look(at: Omit<Looking, 'stage'>) {
      const now = phase.value
      if (now.phase === 'done') phase.value = { ...now, choice: { ...(now.choice.stage === 'looking' && now.choice), stage: 'looking', ...at } }
    },
    open(slot: Slot) {
      const now = phase.value
      if (now.phase !== 'done') return
      batch(() => {
        phase.value = { ...now, choice: { stage: 'opened', slot } }
        attention.value = { id: 'result' }
      })
      tell('baton:booked', { submissionId: now.reply.submissionId, startAt: slot.startAt })
    },
  }
}
