import type { Touches } from '@baton/shared/attribution'
import type { Decision } from '@baton/shared/decide'
import type { Answers, Form } from '@baton/shared/form'
import type { Messages } from '@baton/shared/playbook'
import type { Rep } from '@baton/shared/roster'

/** One handoff as the messages tell it. Pure data: mails, the page's words and the lead page are functions of it. */
export interface HandoffStory {
  workspace: { name: string }
  form: Form
  messages: Messages
  lead: {
    id: string
    email: string
    /** As the visitor typed it; only the rep's mail and the lead page show it. */
    name: string | null
    /** Cleaned: letters, marks, hyphen, apostrophe, blank, at most 60. The one thing a visitor typed that their own mail repeats. */
    firstName: string | null
    returning: boolean
  }
  /** Only those that count. */
  answers: Answers
  decision: Decision
  /** The decision in sentences, in rule order. */
  why: string[]
  /** The assigned rep; null when queued or disqualified. */
  rep: Rep | null
  touches: Touches
  pagesViewed: readonly { path: string; at: string; seconds: number }[]
  /** The visitor's IANA zone, if the browser told one that exists. */
  timeZone: string | null
  locale: string
  submittedAt: Date
  /** When first contact was promised; null when disqualified. */
  dueAt: Date | null
  /** Whether the visitor is written to: their address may have had its share for the day. */
  mailComes: boolean
  links: {
    /** The lead's own page: rep, live times, plain link. For the visitor. */
    visitorPage: string
    /** The lead among all others. For the rep. */
    leadPage: string
    /** The rep's photo on Baton's origin, or null. */
    repPhoto: string | null
  }
}
