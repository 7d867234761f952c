import { createHash, randomBytes } from 'node:crypto'
import type { SubmissionReply, SubmissionRequest } from '@baton/shared/api'
import type { Decision } from '@baton/shared/decide'
import { BatonError, type Problem } from '@baton/shared/errors'
import { buildFacts, type Known } from '@baton/shared/facts'
import type { Form } from '@baton/shared/form'
import type { Playbook } from '@baton/shared/playbook'
import type { Roster } from '@baton/shared/roster'
import type { Credits } from '@baton/shared/rotation'
import { candidatesOf, poolsOf, routeLead } from '@baton/shared/routing'
import { findAccount } from './db/accounts.ts'
import type { ClaimedDelivery } from './db/claim-deliveries.ts'
import type { Database } from './db/connect.ts'
import type { Published } from './db/find-form.ts'
import { inTransaction } from './db/in-transaction.ts'
import { type LockedPool, lockPools } from './db/lock-pools.ts'
import { saveHandoff, type Turn } from './db/save-handoff.ts'
import { findColleagueOwner, type LeadState, saveLead } from './db/save-lead.ts'
import { loadAnswered, saveSubmission } from './db/save-submission.ts'
import type { StoredReply } from './db/schema.ts'
import { attemptDelivery } from './deliveries/attempt.ts'
import type { Desk } from './desk.ts'
import { enrichCompany } from './enrichment.ts'
import type { PublishedForm } from './find-published.ts'
import { composeHandoff } from './messages/compose-handoff.ts'
import { knownTimeZone, readSubmission, type Submission } from './read-submission.ts'
import { completeReply } from './reply.ts'
import { takeRep } from './take-rep.ts'
import { withDeadline } from './with-deadline.ts'

export interface Handoff {
  reply: SubmissionReply
  /** The submission had been answered before: this is that answer, with fresh times. */
  replayed: boolean
}

const enrichmentBudgetMs = 250
/** From its arrival on, a submission that the database has not taken by then is answered with 503. */
const databaseLimitMs = 2700
/** And by then the reply goes out, whatever calendar and mail provider are doing; they have this much in any case. */
const replyLimitMs = 2300
const leastForProvidersMs = 300

/**
 * One submission, from its answers to the rep's name: the story of the product. What is not committed when the time is over is
 * `unavailable`: the same submission may be sent again, and finds its answer if the commit came through after all.
 */
export async function handOff(desk: Desk, found: PublishedForm, request: SubmissionRequest, elapsedMs: () => number): Promise<Handoff> {
  const { submission, problems } = readSubmission(found.form, request, desk.effects.now())
  if (!submission) return replayOrRefuse(desk, found, request, problems)
  const committing = (async () => {
    const counter = await openCounter(desk, found, submission)
    return { counter, committed: await inTransaction(desk.db, tx => decideAndSave(tx, counter)) }
  })()
  const { counter, committed } = await withDeadline(committing, databaseLimitMs - elapsedMs(), () => new BatonError('unavailable'))
  return afterCommit(counter, committed, Math.max(leastForProvidersMs, replyLimitMs - elapsedMs()))
}

/** What was answered once stays answered, also when the form has become stricter since. */
async function replayOrRefuse(desk: Desk, { published, form }: PublishedForm, request: SubmissionRequest, problems: Problem[]): Promise<Handoff> {
  const workspaceId = published.workspace.id
  const answered = await loadAnswered(desk.db, { workspaceId, formId: form.id, id: request.submissionId })
  if (answered?.bodyHash !== hashOf(request.answers)) throw new BatonError('invalid_answers', problems)
  const roster = await desk.documents.loadRoster(workspaceId, published.rosterHash)
  return { reply: await completeReply(desk, roster, answered.reply, { timeZone: knownTimeZone(request.timeZone) }), replayed: true }
}

/** What a handoff has in hand when its transaction begins. */
interface Counter {
  desk: Desk
  published: Published
  playbook: Playbook
  roster: Roster
  form: Form
  submission: Submission
  known: Pick<Known, 'account' | 'company'>
}

interface Committed {
  stored: StoredReply
  replayed: boolean
  /** What this request sends itself. */
  claimed: readonly ClaimedDelivery[]
}

/** The rules and people in force, and the account and company behind a work address: all that a decision needs from outside it. */
async function openCounter(desk: Desk, { published, form }: PublishedForm, submission: Submission): Promise<Counter> {
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

/** Everything that must be true together or not at all. No network in here. */
async function decideAndSave(tx: Database, counter: Counter): Promise<Committed> {
  const { desk, published, playbook, roster, form, submission } = counter
  const workspaceId = published.workspace.id
  const { answers, otherAnswers, context, submittedAt } = submission
  const bodyHash = hashOf(submission.given)
  const key = { workspaceId, formId: form.id, id: submission.id }
  const isNew = await saveSubmission(tx, { ...key, bodyHash, playbookVersion: published.playbookVersion, answers, otherAnswers, context, submittedAt })
  if (!isNew) return replay(await loadAnswered(tx, key), bodyHash)

  const { email, person } = submission
  const lead = await saveLead(tx, {
    workspaceId,
    id: desk.effects.mintId(),
    email: email?.address ?? null,
    domain: email?.companyDomain ?? null,
    name: person.name,
    submittedAt,
  })
  const colleague = await findColleagueOwner(tx, workspaceId, email?.companyDomain ?? null, lead.id)
  const facts = buildFacts(knownOf(counter, lead, colleague))
  const routing = routeLead(playbook, facts)
  const pools = await lockPools(tx, workspaceId, poolsOf(routing))
  const taken = await takeRep(
    tx,
    { workspaceId, owner: lead.owner },
    { playbook, roster, facts, credits: creditsOf(pools), now: submittedAt },
    candidatesOf(playbook, routing),
  )

  const turn = turnOf(taken.decision, pools)
  const composed = composeHandoff({ ...counter, ...taken, turn, lead, token: mintToken(), config: desk.config, mintId: desk.effects.mintId })
  const rows = { ...composed, workspaceId, formId: form.id, submissionId: submission.id, leadId: lead.id, turn, connection: desk.connection }
  return { stored: composed.reply, replayed: false, claimed: await saveHandoff(tx, rows) }
}

function replay(answered: { bodyHash: string; reply: StoredReply } | null, bodyHash: string): Committed {
  if (!answered) throw new Error('A submission is committed together with its reply.')
  if (answered.bodyHash !== bodyHash) throw new BatonError('submission_conflict')
  return { stored: answered.reply, replayed: true, claimed: [] }
}

function knownOf({ known, form, submission }: Counter, lead: LeadState, colleague: string | null): Known {
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

function creditsOf(pools: Record<string, LockedPool>): Record<string, Credits> {
  return Object.fromEntries(Object.entries(pools).map(([pool, { credits }]) => [pool, credits]))
}

/** The turn that was taken, and its place on the ledger. */
function turnOf({ credit }: Decision, pools: Record<string, LockedPool>): Turn | null {
  if (!credit) return null
  const pool = pools[credit.pool]
  if (!pool) throw new Error(`Took a turn of “${credit.pool}”, which is not locked.`)
  return { ...credit, position: pool.position }
}

/** The rep's times and a first attempt at each mail, side by side, each with its own limit; then the reply. */
async function afterCommit({ desk, roster, submission }: Counter, { stored, replayed, claimed }: Committed, limitMs: number): Promise<Handoff> {
  const attempted = claimed.map(delivery => desk.background.run(attemptDelivery(desk, delivery), limitMs))
  const [reply] = await Promise.all([completeReply(desk, roster, stored, { timeZone: submission.context.timeZone, limitMs }), ...attempted])
  return { reply, replayed }
}

/** Names a handoff in the lead's own links: 144 bits nobody can guess. */
function mintToken(): string {
  return randomBytes(18).toString('base64url')
}

/** Names what was answered, so that the same id with other answers is told apart. */
function hashOf(answers: object): string {
  const sorted = Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}
