import type { DraftRequest } from '@baton/shared/api'
import { BatonError } from '@baton/shared/errors'
import { isAnswered } from '@baton/shared/flow'
import type { Form } from '@baton/shared/form'
import { mayRemember } from '@baton/shared/remember'
import { pointer } from '@baton/shared/verify/findings'
import { findSigns, isSuspicious } from './bots/find-signs.ts'
import { readRenderToken } from './bots/render-token.ts'
import { saveDraft } from './db/save-draft.ts'
import { type Desk, secretsOf } from './desk.ts'
import type { EmailFacts } from './email-domain.ts'
import type { PublishedForm } from './find-published.ts'
import { type Draft, readDraft } from './read-draft.ts'
import type { SenderLimit } from './sender-limit.ts'

/** A bucket of their own: ten times what submissions have, for each comes after several drafts. */
export const draftLimit: SenderLimit = { most: 300, windowMs: 10 * 60_000 }

/**
 * Keeps what was answered so far, where the form's `remember` and the visitor's consent allow it; without any answer, takes away what was kept. What looks
 * like a program's is kept nowhere, and told so to nobody.
 */
export async function keepDraft(desk: Desk, { published, form }: PublishedForm, id: string, request: DraftRequest, sender: string | null): Promise<void> {
  const at = desk.effects.now()
  const draft = Object.values(request.answers).some(isAnswered) ? readAllowed(desk, form, { id, request, at }) : { address: null, answers: {}, context: null }
  if (!draft) return
  const { workspace, playbookVersion } = published
  const row = { workspaceId: workspace.id, formId: form.id, id, revision: request.revision, playbookVersion, ...draft, at, sender, limit: draftLimit }
  const saved = await saveDraft(desk.store.of(workspace.id), row)
  if (saved === 'limited') throw new BatonError('rate_limited', [], { retryAfterSeconds: draftLimit.windowMs / 1000 })
}

/** Null: it looks like a program's. Throws `draft_not_allowed`, and `invalid_answers` where nobody could be reached or found by it. */
function readAllowed(
  desk: Desk,
  form: Form,
  { id, request, at }: { id: string; request: DraftRequest; at: Date },
): Pick<Draft, 'address' | 'answers' | 'context'> | null {
  const { answers, context, email } = readDraft(form, request)
  if (!mayRemember(form.remember, answers)) throw new BatonError('draft_not_allowed')
  if (email === null) {
    const question = form.questions.find(({ kind }) => kind === 'email')
    throw new BatonError('invalid_answers', [
      {
        path: pointer(['answers', question?.id ?? 'email']),
        code: 'required',
        message: 'A draft needs an e-mail address: without one nobody could be told of it, or forget it.',
      },
    ])
  }
  return looksHuman(desk, form, { id, request, at, email }) ? { address: email.address, answers, context } : null
}

/** More is asked of it than of a submission, which is set aside where somebody can look at it. */
function looksHuman(desk: Desk, form: Form, { id, request, at, email }: { id: string; request: DraftRequest; at: Date; email: EmailFacts }): boolean {
  const token = readRenderToken(secretsOf(desk), { formId: form.id, submissionId: id, now: at }, request.renderToken ?? null)
  return token.kind === 'good' && !isSuspicious(findSigns({ token, trap: request.company_website ?? '', email }))
}
