import type { SubmissionBody, SubmissionReply } from '@baton/shared/api'
import type { Problem } from '@baton/shared/errors'
import type { Question } from '@baton/shared/form'
import type { Tell } from '../events.ts'
import type { Checking } from '../later/later-file.ts'
import type { Model } from '../model.ts'
import { readVisit } from './read-visit.ts'

/** The submission but for its id and the trap for bots. */
export function writeBody({ form, locale, page }: Model, { countedAnswers, touches, say }: Checking): Omit<SubmissionBody, 'submissionId'> {
  const answers = countedAnswers()
  // The words that were agreed to, since the form may say something else later.
  const agreed = form.questions.filter(({ id, kind }) => kind === 'consent' && answers[id])
  return {
    playbookVersion: form.playbookVersion,
    answers: answers as SubmissionBody['answers'], // the same, but not read-only
    touches: touches(),
    ...readVisit(page),
    locale,
    consent: Object.fromEntries(agreed.map(({ id, label }) => [id, say(label)])),
  }
}

/** Our own words for what the server objects to, where our own check sees it too. `path` is a JSON Pointer: /answers/email. */
export function objectionOf(problems: Problem[], { id }: Question, ours: string | null): string | undefined {
  const pointer = `/answers/${id.replace(/~/g, '~0').replace(/\//g, '~1')}`
  const theirs = problems.find(({ path }) => path === pointer || path.startsWith(`${pointer}/`))
  return theirs && (ours ?? theirs.message)
}

/** Says to the page what became of the submission. */
export function tellOutcome(reply: SubmissionReply, tell: Tell): void {
  const { submissionId } = reply
  if (reply.outcome === 'assigned') tell('baton:assigned', { submissionId, rep: reply.rep })
  if (reply.outcome === 'queued') tell('baton:queued', { submissionId, replyBy: reply.replyBy })
  if (reply.outcome === 'disqualified') tell('baton:disqualified', { submissionId })
}
