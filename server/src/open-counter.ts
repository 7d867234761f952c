import type { Company, Known } from '@baton/shared/facts'
import type { Form } from '@baton/shared/form'
import type { Playbook } from '@baton/shared/playbook'
import type { Roster } from '@baton/shared/roster'
import type { Published } from './db/find-form.ts'
import type { Snapshot } from './db/load-snapshot.ts'
import type { Desk } from './desk.ts'
import { enrichCompany } from './enrichment.ts'
import type { PublishedForm } from './find-published.ts'
import type { Submission } from './read-submission.ts'

const enrichmentBudgetMs = 250

/** What a handoff has in hand before it looks at the lead. */
export interface Counter {
  desk: Desk
  published: Published
  playbook: Playbook
  roster: Roster
  form: Form
  submission: Submission
  company: Company
}

/** The rules and people in force, and what outside sources know of the company behind a work address. */
export async function openCounter(desk: Desk, { published, form }: PublishedForm, submission: Submission): Promise<Counter> {
  const { workspace, playbookVersion, rosterHash } = published
  const domain = submission.email?.companyDomain ?? null
  const [playbook, roster, company] = await Promise.all([
    desk.documents.loadPlaybook(workspace.id, playbookVersion),
    desk.documents.loadRoster(workspace.id, rosterHash),
    enrichCompany(desk.effects.enrichment, domain, enrichmentBudgetMs, desk.effects.log),
  ])
  return { desk, published, playbook, roster, form, submission, company }
}

/** All that is known of a lead, for its facts. */
export function knownOf({ company, form, submission }: Counter, { account, lead, colleague }: Pick<Snapshot, 'account' | 'lead' | 'colleague'>): Known {
  const { answers, context, email } = submission
  return {
    account,
    company,
    form,
    locale: context.locale,
    answers,
    email: email && { domain: email.domain, kind: email.kind },
    touches: context.touches,
    pagesViewed: context.pagesViewed.map(({ path }) => path),
    lead: { returning: lead !== null, owner: lead?.owner ?? null },
    colleague: { owner: colleague },
  }
}
