import type { PublicRep } from '@baton/shared/api'

/**
 * What the element tells the page. Never an answer: these end up in analytics. Where there is a submission, `eventId` names the event: whoever hears of
 * it from the server too, counts it once.
 */
export interface BatonEvents {
  'baton:ready': { formId: string }
  'baton:view': { formId: string; step: number; total: number; questionIds: string[] }
  'baton:answer': { formId: string; questionId: string }
  'baton:submit': { formId: string; eventId: string; submissionId: string }
  'baton:assigned': { formId: string; eventId: string; submissionId: string; rep: PublicRep }
  /** `replyBy` is null where no time can be promised. */
  'baton:queued': { formId: string; eventId: string; submissionId: string; replyBy: string | null }
  'baton:disqualified': { formId: string; eventId: string; submissionId: string }
  /** The visitor took this time and went to the rep's calendar to confirm it. */
  'baton:booked': { formId: string; eventId: string; submissionId: string; startAt: string }
  /** `absent`: the form cannot be had at all. `reason` is the server's own code, where it gave one: see ERRORS.md. */
  'baton:error': { formId: string; code: 'unreachable' | 'refused' | 'invalid_answers' | 'absent'; reason?: string }
}

export type Tell = <Name extends keyof BatonEvents>(name: Name, detail: Omit<BatonEvents[Name], 'formId' | 'eventId'>) => void

/** Dispatches from the element, through shadow boundaries up to the document, and into the page's `dataLayer` where it has one. */
export function tellFrom(host: EventTarget, formId: string): Tell {
  return (name, rest) => {
    const detail = { formId, ...('submissionId' in rest && { eventId: `${rest.submissionId}.${name.slice(6)}` }), ...rest }
    host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
    const { dataLayer } = window as { dataLayer?: unknown } // the page's own, by the convention of tag managers
    if (Array.isArray(dataLayer)) dataLayer.push({ event: name, ...detail })
  }
}

declare global {
  interface HTMLElementEventMap extends BatonEventMap {}
}
type BatonEventMap = { [Name in keyof BatonEvents]: CustomEvent<BatonEvents[Name]> }
