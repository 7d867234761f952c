import { BatonError } from '@baton/shared/errors'
import type { Form } from '@baton/shared/form'
import { findForm, type Published } from './db/find-form.ts'
import type { Desk } from './desk.ts'
import { withDeadline } from './with-deadline.ts'

export interface PublishedForm {
  published: Published
  form: Form
}

const databaseTimeoutMs = 2000

/** The published form with this id. Throws `form_not_found`, or `unavailable` when the database does not answer. */
export async function findPublished(desk: Desk, formId: string): Promise<PublishedForm> {
  const late = () => new BatonError('unavailable')
  const published = await withDeadline(findForm(desk.db, formId), databaseTimeoutMs, late)
  if (!published) throw new BatonError('form_not_found')
  const playbook = await withDeadline(desk.documents.loadPlaybook(published.workspace.id, published.playbookVersion), databaseTimeoutMs, late)
  const form = playbook.forms.find(({ id }) => id === formId)
  if (!form) throw new BatonError('form_not_found')
  return { published, form }
}
