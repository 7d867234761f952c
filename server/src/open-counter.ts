import type { Known } from '@baton/shared/facts'
import type { Form } from '@baton/shared/form'
import type { Playbook } from '@baton/shared/playbook'
import type { Roster } from '@baton/shared/roster'
import { findAccount } from './db/accounts.ts'
import type { Published } from './db/find-form.ts'
import type { LeadState } from './db/save-lead.ts'
import type { Desk } from './desk.ts'
import { enrichCompany } from './enrichment.ts'
import type { PublishedForm } from './find-published.ts'
import type { Submission } from './read-submission.ts'

const enrichmentBudgetMs = 250

/** What a handoff has in hand when its transaction begins. */
export interface Counter {
  desk: Desk
  published: Published
  playbook: Playbook
  roster: Roster
  form: Form
  submission: Submission
  known: Pick<Known, 'account' | 'company'>
}

/** The rules and people in force, and the account and company behind a work address: all that a decision needs from outside it. */
export async function openCounter(desk: Desk, { published, form }: PublishedForm, submission: Submission): Promise<Counter> {
  const { workspace, playbookVersion, rosterHash } = published
  const domain = submission.email?.companyDomain ?? null
  const [playbook, roster, account, company] = await Promise.all([
    desk.documents.loadPlaybook(workspace.id, playbookVersion),
    desk.documents.loadRoster(workspace.id, rosterHash),
    domain === null ? null : findAccount(desk.db, workspace.id, domain),
    enrichCompany(desk.effects.enrichment, domain, enrichmentBudgetMs, desk.effects.log),
  ])
  return { desk, published, playbook, roster, form, submission, known: { account, company } }
}

/** All that is known of a lead, for its facts. */
export function knownOf({ known, form, submission }: Counter, lead: LeadState, colleague: string | null): Known {
  const { answers, context, email } = submission
  return {
    ...known,
    form,
    locale: context.locale,
    answers,
    email: email && { domain: email.domain, kind: email.kind },
    touches: context.touches,
    pagesViewed: context.pagesViewed.map(({ path }) => path),
    lead: { returning: lead.earlierSubmissions > 0, owner: lead.owner },
    colleague: { owner: colleague },
  }
}
