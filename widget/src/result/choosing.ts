import type { Slot } from '@baton/shared/api'
import type { Model } from '../model.ts'
import type { Looking } from '../phase.ts'
import { move } from '../state.ts'

/** Choosing a time, once there is a reply. */
export function createChoosing(model: Model) {
  const { phase, tell } = model
  return {
    look(at: Omit<Looking, 'stage'>) {
      const now = phase.value
      if (now.phase === 'done') phase.value = { ...now, choice: { ...(now.choice.stage === 'looking' && now.choice), stage: 'looking', ...at } }
    },
    open(slot: Slot) {
      const now = phase.value
      if (now.phase !== 'done') return
      move(model, { ...now, choice: { stage: 'opened', slot } }, 'result')
      tell('baton:booked', { submissionId: now.reply.submissionId, startAt: slot.startAt })
    },
  }
}
