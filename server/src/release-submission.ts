import { BatonError } from '@baton/shared/errors'
import type { Form } from '@baton/shared/form'
import { findSubmission, type StoredSubmission } from './db/quarantine.ts'
import type { Desk } from './desk.ts'
import { readEmail } from './email-domain.ts'
import { findPublished } from './find-published.ts'
import { commitInTime, type Handoff } from './handoff.ts'
import { readPerson } from './person.ts'
import type { Submission } from './read-submission.ts'

interface Release {
  workspaceId: string
  id: string
  formId: string | undefined
  elapsedMs(): number
}

/**
 * Hands a quarantined submission off, once: with the rules and people of now, for nobody of then may be at work. What is promised counts
 * from now too. A second release gives the first one's answer. Throws `not_found`, `not_quarantined`, and `form_not_found` where the form
 * is no longer published.
 */
export async function releaseSubmission(desk: Desk, { workspaceId, id, formId, elapsedMs }: Release): Promise<Handoff> {
  const stored = await findSubmission(desk.store.of(workspaceId), workspaceId, id, formId)
  if (!stored) throw new BatonError('not_found')
  if (!stored.quarantined || stored.token === null) throw new BatonError('not_quarantined')
  const { token } = stored
  const manner = { token, trusted: false, test: false, signs: [], renderToken: null, sender: null, release: true }
  for (;;) {
    const found = await findPublished(desk, stored.formId)
    if (found.published.workspace.id !== workspaceId) throw new BatonError('form_not_found')
    const done = await commitInTime(desk, found, submissionOf(stored, found.form, desk.effects.now()), manner, elapsedMs)
    if (done) return done
  }
}

function submissionOf({ id, answers, otherAnswers, context }: StoredSubmission, form: Form, now: Date): Submission {
  const person = readPerson(form, answers)
  const email = person.email === null ? null : readEmail(person.email)
  return { id, given: answers, answers, otherAnswers, person, email, context, submittedAt: now }
}
