import type { Slot, SubmissionReply } from '@baton/shared/api'

/** Where the conversation is. */
export type Phase =
  | { phase: 'asking' }
  | { phase: 'sending' }
  | { phase: 'waiting-to-retry'; seconds: number }
  /** `copy`: what became of "Copy my answers"; `byHand` holds them where the browser has no clipboard for us. */
  | { phase: 'failed'; reason: 'unreachable' | 'refused'; copy: 'offered' | 'copied' | { byHand: string } }
  | { phase: 'done'; reply: SubmissionReply; choice: Choice }

/** Choosing a time: what is looked at, or the slot that was taken to the rep's calendar. */
export type Choice = Looking | { stage: 'opened'; slot: Slot }
export interface Looking {
  stage: 'looking'
  day?: string
  slot?: Slot | undefined
  all?: boolean
}
