import { randomBytes } from 'node:crypto'
import type { SubmissionReply, SubmissionRequest } from '@baton/shared/api'
import { BatonError, type Problem } from '@baton/shared/errors'
import type { Form } from '@baton/shared/form'
import { findSigns } from './bots/find-signs.ts'
import { readRenderToken } from './bots/render-token.ts'
import { type Committed, commitHandoff, hashOf, type Manner } from './commit-handoff.ts'
import { crash, reach } from './crash-points.ts'
import { findAnswered } from './db/find-answered.ts'
import { attemptDelivery } from './deliveries/attempt.ts'
import { type Desk, secretsOf } from './desk.ts'
import { findPublished, isSame, type PublishedForm } from './find-published.ts'
import { type Counter, openCounter } from './open-counter.ts'
import { knownTimeZone, readSubmission, type Submission } from './read-submission.ts'
import { completeReply } from './reply.ts'
import { withDeadline } from './with-deadline.ts'

export interface Handoff {
  reply: SubmissionReply
  /** The submission had been answered before: this is that answer, with fresh times. */
  replayed: boolean
}

/** How a submission came. */
export interface Arrival {
  /** With an API key: whoever has one is no bot. */
  trusted: boolean
  /** Who sends, for the limit on how much; null where there is none. */
  sender: string | null
  /** Throws `origin_not_allowed` where the page it came from may not send this form. */
  admit(form: Form): void
  elapsedMs(): number
}

/** From its arrival on, a submission that the database has not taken by then is answered with 503. */
const databaseLimitMs = 2700
/** And by then the reply goes out, whatever calendar and mail provider are doing; they have this much in any case. */
const replyLimitMs = 2300
const leastForProvidersMs = 300

/**
 * One submission, from its answers to the rep's name: the story of the product. What is not committed when the time is over is
 * `unavailable`: the same submission may be sent again, and finds its answer if the commit came through after all. `recalled` may have been
 * replaced by another version a moment ago: then all is done again by that one.
 */
export async function handOff(desk: Desk, recalled: PublishedForm, request: SubmissionRequest, arrival: Arrival): Promise<Handoff> {
  const { trusted, sender, admit, elapsedMs } = arrival
  for (let found = recalled; ; ) {
    const { submission, problems } = readSubmission(found.form, request, desk.effects.now())
    const seen = trusted || !submission ? { signs: [], renderToken: null } : lookForSigns(desk, found.form, request, submission)
    const manner: Manner = { token: mintToken(), trusted, test: request.test === true, ...seen, sender, release: false }
    const done = submission && (await commitInTime(desk, found, submission, manner, elapsedMs))
    if (done) return done
    const current = await findPublished(desk, found.form.id)
    admit(current.form)
    if (!submission && isSame(current.published, found.published)) return replayOrRefuse(desk, current, request, problems)
    found = current
  }
}

/** Commits a handoff before the time is over, and then does what comes after. Null: something else is published by now. */
export async function commitInTime(desk: Desk, found: PublishedForm, submission: Submission, manner: Manner, elapsedMs: () => number): Promise<Handoff | null> {
  const late = () => elapsedMs() > databaseLimitMs
  const committing = openCounter(desk, found, submission).then(async counter => ({ counter, committed: await commitHandoff(counter, manner, late) }))
  const { counter, committed } = await withDeadline(committing, databaseLimitMs - elapsedMs(), () => new BatonError('unavailable'))
  return committed && afterCommit(counter, committed, Math.max(leastForProvidersMs, replyLimitMs - elapsedMs()))
}

/** What was answered once stays answered, also when the form has become stricter since. */
async function replayOrRefuse(desk: Desk, { published, form }: PublishedForm, request: SubmissionRequest, problems: Problem[]): Promise<Handoff> {
  const workspaceId = published.workspace.id
  const answered = await findAnswered(desk.store.of(workspaceId), { workspaceId, formId: form.id, id: request.submissionId })
  if (answered?.bodyHash !== hashOf(request.answers, request.test === true)) throw new BatonError('invalid_answers', problems)
  const roster = await desk.documents.loadRoster(workspaceId, published.rosterHash)
  return { reply: await completeReply(desk, roster, answered.reply, { timeZone: knownTimeZone(request.timeZone) }), replayed: true }
}

/** What makes it look like a program's. */
function lookForSigns(
  desk: Desk,
  form: Form,
  { renderToken: given, company_website }: SubmissionRequest,
  { id, email, submittedAt }: Submission,
): Pick<Manner, 'signs' | 'renderToken'> {
  const renderToken = readRenderToken(secretsOf(desk), { formId: form.id, submissionId: id, now: submittedAt }, given ?? null)
  return { signs: findSigns({ token: renderToken, trap: company_website ?? '', email }), renderToken }
}

/** The rep's times and a first attempt at each mail, side by side, each with its own limit; then the reply. */
async function afterCommit({ desk, roster, submission }: Counter, { stored, replayed, claimed }: Committed, limitMs: number): Promise<Handoff> {
  if (crash) await reach('after-commit')
  const attempted = claimed.map(delivery => desk.background.run(attemptDelivery(desk, delivery), limitMs))
  const [reply] = await Promise.all([completeReply(desk, roster, stored, { timeZone: submission.context.timeZone, limitMs }), ...attempted])
  if (crash) await reach('before-reply')
  return { reply, replayed }
}

/** Names a handoff in the lead's own links: 144 bits nobody can guess. */
function mintToken(): string {
  return randomBytes(18).toString('base64url')
}
