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

/** How old what a submission is taken by may be until its handoff, which looks again, knows better. */
const rememberedMs = 10_000

/**
 * The published form as this process last saw it, not long ago; else as it is. For whoever compares it with what is published before
 * acting on it.
 */
export async function recallPublished(desk: Desk, formId: string): Promise<PublishedForm> {
  const known = desk.recent.get(formId)
  return known && desk.effects.now().getTime() - known.at.getTime() < rememberedMs ? known : findPublished(desk, formId)
}

/** The published form with this id. Throws `form_not_found`, or `unavailable` when the database does not answer. */
export async function findPublished(desk: Desk, formId: string): Promise<PublishedForm> {
  const late = () => new BatonError('unavailable')
  const published = await withDeadline(findForm(desk.store.deployment, formId), databaseTimeoutMs, late)
  if (!published) throw new BatonError('form_not_found')
  const playbook = await withDeadline(desk.documents.loadPlaybook(published.workspace.id, published.playbookVersion), databaseTimeoutMs, late)
  const form = playbook.forms.find(({ id }) => id === formId)
  if (!form) throw new BatonError('form_not_found')
  const found = { published, form }
  desk.recent.set(formId, { ...found, at: desk.effects.now() })
  return found
}

/** Whether both name the same version of everything that a handoff goes by. */
export function isSame(one: Published, other: Published): boolean {
  return (
    one.workspace.id === other.workspace.id &&
    one.workspace.name === other.workspace.name &&
    one.playbookVersion === other.playbookVersion &&
    one.rosterHash === other.rosterHash
  )
}
