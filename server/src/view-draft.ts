import type { StoredDraft } from './db/list-drafts.ts'
import type { Desk } from './desk.ts'
import type { DraftView } from './pages/draft-view.ts'
import { readPerson } from './person.ts'
import { readableAnswers } from './view-lead.ts'

/** A draft as it is stored, and the same for people. */
export async function viewDraft(desk: Desk, draft: StoredDraft): Promise<DraftView> {
  const { id, formId, playbookVersion, answers, context } = draft
  const playbook = await desk.documents.loadPlaybook(draft.workspaceId, playbookVersion)
  const form = playbook.forms.find(one => one.id === formId)
  return {
    id,
    formId,
    formTitle: form?.title || formId,
    playbookVersion,
    email: draft.address ?? '',
    name: form ? readPerson(form, answers).name : null,
    startedAt: draft.startedAt.toISOString(),
    savedAt: draft.savedAt.toISOString(),
    answers,
    readable: readableAnswers(form, answers),
    touches: context?.touches ?? {},
    pagesViewed: context?.pagesViewed ?? [],
    timeZone: context?.timeZone ?? null,
    locale: context?.locale ?? null,
  }
}
