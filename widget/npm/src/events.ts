/** Who looks after the visitor. */
export interface PublicRep {
  name: string
  title: string
  photoUrl: string | null
}

/**
 * What the element tells your page, in events that bubble and never carry an answer. Where there is a submission, `eventId` names the event: a tag
 * manager and a server that both hear of it count it once.
 */
export interface BatonEvents {
  /** The form can be seen. */
  'baton:ready': { formId: string }
  /** A step is shown. */
  'baton:view': { formId: string; step: number; total: number; questionIds: string[] }
  /** A question has its first good answer. */
  'baton:answer': { formId: string; questionId: string }
  /** The answers are sent. */
  'baton:submit': { formId: string; eventId: string; submissionId: string }
  /** Somebody looks after them. */
  'baton:assigned': { formId: string; eventId: string; submissionId: string; rep: PublicRep }
  /** Somebody will; `replyBy` is null where no time can be promised. */
  'baton:queued': { formId: string; eventId: string; submissionId: string; replyBy: string | null }
  /** Nobody will. */
  'baton:disqualified': { formId: string; eventId: string; submissionId: string }
  /** A time was chosen and its booking page opened. */
  'baton:booked': { formId: string; eventId: string; submissionId: string; startAt: string }
  /**
   * Sending failed for good, or there is no form to show: `absent` where the server says so (`reason` is its own code), `unreachable` where the server
   * itself could not be had.
   */
  'baton:error': { formId: string; code: 'unreachable' | 'refused' | 'invalid_answers' | 'absent'; reason?: string }
}

type BatonEventMap = { [Name in keyof BatonEvents]: CustomEvent<BatonEvents[Name]> }

declare global {
  interface HTMLElementEventMap extends BatonEventMap {}
  interface DocumentEventMap extends BatonEventMap {}
}
