import type { Slot, SubmissionReply } from '@baton/shared/api'

/** Where the conversation is. */
export type Phase =
  | { phase: 'asking' }
  | { phase: 'sending' }
  | { phase: 'waiting-to-retry'; seconds: number }
  | Failed
  | { phase: 'done'; reply: SubmissionReply; choice: Choice }

export interface Failed {
  phase: 'failed'
  reason: 'unreachable' | 'refused'
  /** What became of "Copy my answers"; `byHand` holds them where the browser has no clipboard for us. */
  copy: 'offered' | 'copied' | { byHand: string }
}

/** Choosing a time: what is looked at, or the slot that was taken to the rep's calendar. */
export type Choice = Looking | { stage: 'opened'; slot: Slot }
export interface Looking {
  stage: 'looking'
  day?: string
  slot?: Slot | undefined
  all?: boolean
}
