import { createHash, randomBytes } from 'node:crypto'
import type { SubmissionReply, SubmissionRequest } from '@baton/shared/api'
import type { Decision } from '@baton/shared/decide'
import { BatonError, type Problem } from '@baton/shared/errors'
import { buildFacts } from '@baton/shared/facts'
import type { Form } from '@baton/shared/form'
import type { Credits } from '@baton/shared/rotation'
import { candidatesOf, poolsOf, routeLead } from '@baton/shared/routing'
import { composeHeld } from './bots/compose-held.ts'
import { findSigns, isSuspicious, type Sign } from './bots/find-signs.ts'
import { readRenderToken } from './bots/render-token.ts'
import type { ClaimedDelivery } from './db/claim-deliveries.ts'
import type { Database } from './db/connect.ts'
import { inTransaction } from './db/in-transaction.ts'
import { type LockedPool, lockPools } from './db/lock-pools.ts'
import { saveHandoff, type Turn } from './db/save-handoff.ts'
import { findColleagueOwner, saveLead, saveTestLead } from './db/save-lead.ts'
import { loadAnswered, type SenderLimit, saveSubmission } from './db/save-submission.ts'
import type { StoredReply } from './db/schema.ts'
import { attemptDelivery } from './deliveries/attempt.ts'
import type { Desk } from './desk.ts'
import type { PublishedForm } from './find-published.ts'
import { composeHandoff } from './messages/compose-handoff.ts'
import { type Counter, knownOf, openCounter } from './open-counter.ts'
import { knownTimeZone, readSubmission, type Submission } from './read-submission.ts'
import { completeReply } from './reply.ts'
import { foreseeRep, takeRep } from './take-rep.ts'
import { withDeadline } from './with-deadline.ts'

export interface Handoff {
  reply: SubmissionReply
  /** The submission had been answered before: this is that answer, with fresh times. */
  replayed: boolean
}

/** A whole office behind one address, or a stand at a fair, sends less; a program that wants to fill the lists sends more. */
const senderLimit: SenderLimit = { most: 30, windowMs: 10 * 60_000 }

/** What an address gets from its own submissions: whoever types somebody else's must not fill their mailbox. */
const mostMailsADay = 5

/** How a handoff is done. */
interface Manner {
  /** With an API key: whoever has one is no bot. */
  trusted: boolean
  /** An owner tries it: all is decided and shown, and nothing is taken. */
  test: boolean
}

/** How a submission came. */
export interface Arrival {
  /** With an API key: whoever has one is no bot. */
  trusted: boolean
  /** Who sends, for the limit on how much; null where there is none. */
  sender: string | null
  elapsedMs(): number
}

/** From its arrival on, a submission that the database has not taken by then is answered with 503. */
const databaseLimitMs = 2700
/** And by then the reply goes out, whatever calendar and mail provider are doing; they have this much in any case. */
const replyLimitMs = 2300
const leastForProvidersMs = 300

/**
 * One submission, from its answers to the rep's name: the story of the product. What is not committed when the time is over is
 * `unavailable`: the same submission may be sent again, and finds its answer if the commit came through after all.
 */
export async function handOff(desk: Desk, found: PublishedForm, request: SubmissionRequest, { trusted, sender, elapsedMs }: Arrival): Promise<Handoff> {
  const { submission, problems } = readSubmission(found.form, request, desk.effects.now())
  if (!submission) return replayOrRefuse(desk, found, request, problems)
  const signs = trusted ? [] : signsOf(desk, found.form, request, submission)
  return commitInTime(desk, found, submission, elapsedMs, (tx, counter) => saveAndDecide(tx, counter, { signs, sender, trusted, test: request.test === true }))
}

/** Opens the counter, commits the work on it before the time is over, and then does what comes after. */
export async function commitInTime(
  desk: Desk,
  found: PublishedForm,
  submission: Submission,
  elapsedMs: () => number,
  work: (tx: Database, counter: Counter) => Promise<Committed>,
): Promise<Handoff> {
  const committing = (async () => {
    const counter = await openCounter(desk, found, submission)
    return { counter, committed: await inTransaction(desk.db, tx => work(tx, counter)) }
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

export interface Committed {
  stored: StoredReply
  replayed: boolean
  /** What this request sends itself. */
  claimed: readonly ClaimedDelivery[]
}

/** Everything that must be true together or not at all. No network in here. A suspicious submission is stored and goes no further. */
async function saveAndDecide(
  tx: Database,
  counter: Counter,
  { signs, sender, ...manner }: Manner & { signs: Sign[]; sender: string | null },
): Promise<Committed> {
  const { published, form, submission } = counter
  const { answers, otherAnswers, context, submittedAt } = submission
  const { playbookVersion } = published
  const key = { workspaceId: published.workspace.id, formId: form.id, id: submission.id }
  const bodyHash = hashOf(submission.given)
  const token = mintToken()
  const held = isSuspicious(signs) ? { reply: composeHeld(counter, token), token, quarantined: true } : null
  const row = { ...key, bodyHash, playbookVersion, answers, otherAnswers, context, submittedAt, sender, test: manner.test, signs, ...held }
  const saved = await saveSubmission(tx, row, senderLimit)
  if (saved.outcome === 'limited') throw new BatonError('rate_limited', [], { retryAfterSeconds: Math.ceil(saved.waitMs / 1000) })
  if (saved.outcome === 'taken') return replay(await loadAnswered(tx, key), bodyHash)
  return held ? { stored: held.reply, replayed: false, claimed: [] } : decideAndSave(tx, counter, { token, ...manner })
}

/** Who gets a submission that is stored: its lead, decision, turn, assignment, mails and reply. */
export async function decideAndSave(tx: Database, counter: Counter, { token, trusted, test }: Manner & { token: string }): Promise<Committed> {
  const { desk, published, playbook, roster, form, submission } = counter
  const workspaceId = published.workspace.id
  const { email, person, submittedAt } = submission
  const lead = await (test ? saveTestLead : saveLead)(tx, {
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
  const taken = await (test ? foreseeRep : takeRep)(
    tx,
    { workspaceId, owner: lead.owner },
    { playbook, roster, facts, credits: creditsOf(pools), now: submittedAt },
    candidatesOf(playbook, routing),
  )

  const turn = test ? null : turnOf(taken.decision, pools)
  const mailComes = !test && (trusted || lead.recentSubmissions <= mostMailsADay)
  const composed = composeHandoff({ ...counter, ...taken, turn, lead, token, mailComes, test, config: desk.config, mintId: desk.effects.mintId })
  const rows = { ...composed, workspaceId, formId: form.id, submissionId: submission.id, leadId: lead.id, turn, connection: desk.connection }
  return { stored: composed.reply, replayed: false, claimed: await saveHandoff(tx, rows) }
}

function replay(answered: { bodyHash: string; reply: StoredReply } | null, bodyHash: string): Committed {
  if (!answered) throw new Error('A submission is committed together with its reply.')
  if (answered.bodyHash !== bodyHash) throw new BatonError('submission_conflict')
  return { stored: answered.reply, replayed: true, claimed: [] }
}

/** What makes it look like a program's. */
function signsOf(desk: Desk, form: Form, { renderToken, company_website }: SubmissionRequest, { email, submittedAt }: Submission): Sign[] {
  const token = readRenderToken(desk.secret, form.id, renderToken ?? null, submittedAt)
  return findSigns({ token, trap: company_website ?? '', email })
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
