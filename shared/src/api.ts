import { z } from 'zod'
import type { ErrorCode } from './errors.ts'
import type { PublicForm } from './form.ts'
import type { AskingWords } from './words/words.ts'

/** What travels over HTTP. Requests are zod schemas, for they come from outside; replies are types, for we make them. */

const short = z.string().max(500)
/** What a page does not know it may leave out or say as null. */
const told = short.nullish().transform(text => text ?? undefined)
const touch = z.strictObject({
  at: z.iso.datetime({ offset: true }),
  medium: told,
  source: told,
  campaign: told,
  term: told,
  content: told,
  clickId: told,
  landingPath: told,
  referrerHost: told,
  referrerPath: told,
})

const answerValue = z.union([z.string().max(20_000), z.number(), z.boolean(), z.array(z.string().max(500)).max(100)])

export const submissionRequest = z.strictObject({
  /** Minted in the browser, so that a retry is safe. */
  submissionId: z.uuid().transform(value => value.toLowerCase()),
  playbookVersion: z.int().nullish(),
  /** Question id → answer; checked against the form afterwards. Answers to questions it does not know are kept aside. */
  answers: z.record(z.string().max(100), answerValue),
  touches: z.strictObject({ first: touch.nullish(), last: touch.nullish() }).nullish(),
  page: z.strictObject({ url: z.string().max(2000), title: short.nullish() }).nullish(),
  pagesViewed: z
    .array(
      z.strictObject({
        path: z.string().max(500),
        at: z.iso.datetime({ offset: true }),
        seconds: z.number().transform(seconds => Math.min(Math.max(0, seconds), 86_400)),
      }),
    )
    .max(50)
    .nullish(),
  timeZone: z.string().max(64).nullish(),
  locale: z.string().max(35).nullish(),
  /** That there is consent, or to which texts: question id → what was ticked. */
  consent: z.union([z.boolean(), z.record(z.string().max(100), z.union([z.string().max(4000), z.boolean()]))]).nullish(),
  renderToken: z.string().max(2000).nullish(),
  /** A field people do not see. Its name is what bots like to fill. */
  company_website: z.string().max(2000).nullish(),
  /** With an API key: the whole handoff, marked as a test, that takes no turn and no capacity and writes to no visitor. */
  test: z.boolean().nullish(),
})
export type SubmissionRequest = z.infer<typeof submissionRequest>
/** As the widget writes it, before it is parsed. */
export type SubmissionBody = z.input<typeof submissionRequest>

/**
 * What was answered so far. Without answers it takes away what was sent before. `revision` counts up from one to the next: one that arrives late changes
 * nothing. The widget's is the time in milliseconds.
 */
export const draftRequest = submissionRequest.omit({ submissionId: true, consent: true, test: true }).extend({
  revision: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
})
export type DraftRequest = z.infer<typeof draftRequest>
/** As the widget writes it, before it is parsed. */
export type DraftBody = z.input<typeof draftRequest>

/** What `GET /v1/forms/:formId/token` gives: `token` goes along as `renderToken`. */
export interface RenderToken {
  token: string
  expiresAt: string
  /** On a network that sent many lately, where a token counts only with a piece of work: the address of the script that does it. */
  work?: string
}

export interface PublicRep {
  name: string
  title: string
  photoUrl: string | null
}

/** ISO instants in UTC. */
export interface Slot {
  startAt: string
  endAt: string
}

export interface Message {
  heading: string
  body: string
}

export type PublicBooking =
  /** `url` opens the rep's page prefilled; `{startAt}` in it stands for the chosen slot's start. */
  | { kind: 'slots'; slots: Slot[]; timeZone: string; url: string | null }
  | { kind: 'link'; url: string }
  /** The rep has no calendar to show: they write first. */
  | { kind: 'none' }

/** `replyBy` is null when nobody who could take the lead will be at work within 60 days. */
export type SubmissionReply =
  | { outcome: 'assigned'; submissionId: string; token: string; rep: PublicRep; booking: PublicBooking; message: Message }
  | { outcome: 'queued'; submissionId: string; token: string; replyBy: string | null; message: Message }
  | { outcome: 'disqualified'; submissionId: string; message: Message; redirectUrl: string | null }

/** What stands before the widget's code in `/embed/:formId.js`. */
export interface Embedded {
  form: PublicForm
  /** The other languages the form is written in. */
  others: string[]
  /** Baton's own origin, as the page reached it. */
  origin: string
  /** The screens of somebody who has answered nothing yet, by ids of questions: what they are after an answer comes with `rest`. */
  opening: string[][]
  /** Some question is for visitors who came in a certain way. */
  asksTouch?: true | undefined
  /** What the widget says itself, in the form's language. */
  text: AskingWords
  /** The address of what is asked for at the first key press, with `*` for `later` (what follows from answers), `submit` (sending them), `result` (what is shown of the reply), and `modes` where it opens over the page. */
  rest: string
}

/** What stands before `absent.js` where a form cannot be had. */
export interface Absent {
  formId: string
  code: ErrorCode
  /** For the page's developer. */
  message: string
  /** What the visitor reads, by the first part of a language's code. */
  sentences: Record<string, string>
}
