import { holds } from '@baton/shared/condition'
import { type DecisionRecord, readRecord } from '@baton/shared/decision-record'
import { driftOf, sayDrift } from '@baton/shared/drift'
import { explainCondition } from '@baton/shared/explain-condition'
import type { Answers, Form } from '@baton/shared/form'
import type { Playbook } from '@baton/shared/playbook'
import { recall } from '@baton/shared/recall'
import type { Roster } from '@baton/shared/roster'
import { explainDecision, explainVerdict } from '@baton/shared/why'
import { writeOutcome } from '@baton/shared/write-decision'
import { explainSign } from './bots/find-signs.ts'
import { loadLeads, type StoredLead } from './db/load-leads.ts'
import { loadPublishedRoster } from './db/publish.ts'
import type { DeliveryState } from './db/schema-deliveries.ts'
import type { Desk } from './desk.ts'
import { knownLocale } from './messages/moments.ts'
import { hrefOf, readableAnswer } from './messages/readable-answer.ts'
import type { DecisionView, DeliveryView, LeadView, PersonView, SubmissionView } from './pages/lead-view.ts'

/** Leads, whole: what was answered, why it was decided so, what was sent. Verdicts of rules are recomputed from the record. */
export async function viewLeads(desk: Desk, workspaceId: string, ids: readonly string[], mostEach: number): Promise<LeadView[]> {
  // One transaction, which enters the workspace once for all of its statements.
  const [stored, roster] = await desk.store
    .of(workspaceId)
    .transaction(tx => Promise.all([loadLeads(tx, workspaceId, ids, mostEach), loadPublishedRoster(tx, workspaceId)]))
  return Promise.all(stored.map(lead => viewLead(desk, workspaceId, lead, roster)))
}

async function viewLead(desk: Desk, workspaceId: string, stored: StoredLead, roster: Roster): Promise<LeadView> {
  const person = (id: string): PersonView => ({ id, name: nameOf(roster, id) })
  const [submissions, decisions] = await Promise.all([
    Promise.all(stored.submissions.map(submission => viewSubmission(desk, workspaceId, submission))),
    Promise.all(stored.decisions.map(decision => viewStoredDecision(desk, workspaceId, decision, stored))),
  ])
  const { lead } = stored
  const [decision = null] = decisions
  return {
    id: lead.id,
    email: lead.email ?? '',
    name: lead.name,
    company: lead.company,
    test: lead.test,
    createdAt: lead.createdAt.toISOString(),
    submittedAt: lead.submittedAt.toISOString(),
    outcome: decision?.outcome ?? null,
    rep: decision?.rep ? person(decision.rep) : null,
    grade: decision?.score.grade ?? null,
    points: decision?.score.points ?? null,
    firstMailAt: firstMailAt(stored),
    undelivered: stored.deliveries.filter(({ state }) => isUndelivered(state)).length,
    owner: lead.owner === null ? null : person(lead.owner),
    submissions,
    decision,
    decisions,
    assignments: stored.assignments.map(({ id, rep, at, rule, by }) => ({ id, rep: person(rep), at: at.toISOString(), rule, by })),
    deliveries: stored.deliveries.map(delivery => viewDelivery(delivery, stored)),
  }
}

/** An end that nobody wanted. */
function isUndelivered(state: DeliveryState): boolean {
  return state === 'failed' || state === 'needs-review' || state === 'bounced'
}

function firstMailAt({ deliveries }: StoredLead): string | null {
  const sent = deliveries.flatMap(({ kind, sentAt, state }) => (kind === 'visitor-mail' && sentAt && state !== 'bounced' ? sentAt.toISOString() : []))
  return sent.sort()[0] ?? null
}

/** A submission as it is stored, and the same for people. */
export async function viewSubmission(desk: Desk, workspaceId: string, submission: StoredLead['submissions'][number]): Promise<SubmissionView> {
  const playbook = await desk.documents.loadPlaybook(workspaceId, submission.playbookVersion)
  const form = playbook.forms.find(({ id }) => id === submission.formId)
  const { touches, pagesViewed, timeZone, locale } = submission.context
  return {
    id: submission.id,
    formId: submission.formId,
    formTitle: form?.title || submission.formId,
    playbookVersion: submission.playbookVersion,
    submittedAt: submission.submittedAt.toISOString(),
    answers: submission.answers,
    readable: readableAnswers(form, submission.answers),
    otherAnswers: submission.otherAnswers,
    touches,
    pagesViewed,
    timeZone,
    locale,
    test: submission.test,
    mailWithheld: submission.mailWithheld,
    signs: submission.signs.map(code => ({ code, sentence: explainSign(code) })),
    quarantined: submission.quarantined,
    releasedAt: submission.releasedAt?.toISOString() ?? null,
  }
}

/** Answers for people, in the order they were asked. */
export function readableAnswers(form: Form | undefined, answers: Answers): SubmissionView['readable'] {
  return (form?.questions ?? []).flatMap((question, _, questions) => {
    const answer = answers[question.id]
    if (answer === undefined) return []
    const label = recall(question.label, questions, answers)
    const value = readableAnswer(question, answer, knownLocale(form?.locale ?? 'en'))
    return [{ questionId: question.id, label, value, href: hrefOf(question, answer) }]
  })
}

async function viewStoredDecision(desk: Desk, workspaceId: string, stored: StoredLead['decisions'][number], { refunds }: StoredLead): Promise<DecisionView> {
  const [playbook, roster] = await Promise.all([
    desk.documents.loadPlaybook(workspaceId, stored.playbookVersion),
    desk.documents.loadRoster(workspaceId, stored.record.rosterHash || null),
  ])
  const refund = refunds.find(({ decisionId }) => decisionId === stored.id)
  return {
    submissionId: stored.submissionId,
    at: stored.at.toISOString(),
    ...viewDecision(stored.record, playbook, roster),
    refund: refund?.reason ? { reason: refund.reason, at: refund.at.toISOString() } : null,
  }
}

function viewDecision(record: DecisionRecord, playbook: Playbook, roster: Roster): Omit<DecisionView, 'submissionId' | 'at' | 'refund'> {
  const decision = readRecord(record)
  const { facts } = decision
  const verdicts = playbook.routing.rules.map(rule => ({
    id: rule.id,
    label: rule.label ?? null,
    holds: holds(rule.when, facts),
    why: explainCondition(rule.when, facts),
  }))
  const taken = verdicts.findIndex(verdict => verdict.holds)
  return {
    ...writeOutcome(decision),
    territory: decision.territory,
    score: decision.score,
    why: explainDecision(decision, playbook, roster),
    facts,
    rules: verdicts.map((verdict, index) => ({ ...verdict, reached: taken === -1 || index <= taken })),
    candidates: decision.candidates.map(({ destination, rep, verdict }) => {
      const name = nameOf(roster, rep)
      return { destination, rep, name, verdict: verdict.kind, sentence: explainVerdict(name, verdict) }
    }),
    credit: decision.credit,
    drift: decision.credit ? driftOf(decision.credit.after).map(({ rep, leads }) => ({ rep, leads, sentence: sayDrift(nameOf(roster, rep), leads) })) : [],
  }
}

function viewDelivery({ id, kind, state, subject, createdAt, sentAt, reason }: StoredLead['deliveries'][number], stored: StoredLead): DeliveryView {
  const attempts = stored.attempts
    .filter(({ deliveryId }) => deliveryId === id)
    .map(({ number, at, outcome, reason }) => ({ number, at: at.toISOString(), outcome, reason }))
  return { id, kind, state, subject, createdAt: createdAt.toISOString(), sentAt: sentAt?.toISOString() ?? null, reason, attempts }
}

function nameOf(roster: Roster, repId: string): string {
  return roster.reps.find(({ id }) => id === repId)?.name ?? repId
}
