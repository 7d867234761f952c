import { createHash } from 'node:crypto'
import { BatonError } from '@baton/shared/errors'
import { askForWork } from './bots/ask-for-work.ts'
import { composeHeld } from './bots/compose-held.ts'
import { isSuspicious, type Sign } from './bots/find-signs.ts'
import type { TokenReading } from './bots/render-token.ts'
import { crash, reach } from './crash-points.ts'
import type { ClaimedDelivery } from './db/claim-deliveries.ts'
import type { Answered, Snapshot } from './db/load-snapshot.ts'
import { type Saved, saveHandoff } from './db/save-handoff.ts'
import type { StoredReply } from './db/schema.ts'
import { decideLead } from './decide-lead.ts'
import { isSame } from './find-published.ts'
import type { SubmissionRow } from './handoff-rows.ts'
import { guessNeed, type Looked, lookAtLead } from './look-at-lead.ts'
import type { Counter } from './open-counter.ts'
import { senderLimit } from './sender-limit.ts'
import type { PoolState } from './turnstile.ts'

/** How a submission is handed off. */
export interface Manner {
  /** Names the handoff in the lead's own links. */
  token: string
  /** With an API key: whoever has one is no bot. */
  trusted: boolean
  /** An owner tries it: all is decided and shown, and nothing is taken. */
  test: boolean
  /** What makes it look like a program's. */
  signs: readonly Sign[]
  /** What its render token says; null where nobody asks for one. */
  renderToken: TokenReading | null
  /** Who sends, for the limit on how much; null where there is none. */
  sender: string | null
  /** It was set aside when it came. */
  release: boolean
}

export interface Committed {
  stored: StoredReply
  replayed: boolean
  /** What this request sends itself. */
  claimed: readonly ClaimedDelivery[]
}

/**
 * Looks at the lead, decides, and saves: two statements, and no lock from one to the other. Where something moved in between, which the
 * second notices behind its locks, all of it is done again. A suspicious submission is stored and goes no further. Begins nothing once
 * it is `late`. Null, and nothing was written: something else is published by now.
 */
export async function commitHandoff(counter: Counter, manner: Manner, late: () => boolean): Promise<Committed | null> {
  const { desk, published } = counter
  if (crash) await reach('before-begin')
  const nameOf = (pool: string) => `${published.workspace.id}/${pool}`
  const look = () => lookAtLead(counter, { ...keyOf(counter), sender: manner.sender, limit: senderLimit })
  if (late()) throw new BatonError('unavailable')
  const first = await look()
  const settled = settle(counter, manner, first)
  if (settled !== undefined) return settled
  const signs = isSuspicious(manner.signs) ? manner.signs : [...manner.signs, ...askForWork(manner.renderToken, first.seen.sent.length)]
  if (isSuspicious(signs)) return setAside(counter, { ...manner, signs }, { first, look, late })
  return desk.turnstile.pass(guessNeed(counter).pools.map(nameOf), async () => {
    const { left } = desk.turnstile
    for (let looked = { ...first, seen: withLeft(first.seen, pool => left.get(nameOf(pool))) }; ; looked = await look()) {
      if (late()) throw new BatonError('unavailable')
      const settled = settle(counter, manner, looked)
      if (settled !== undefined) return settled
      const { rows, reply } = decideLead(counter, manner, looked)
      if (crash) await reach('after-decision')
      const saved = await saveHandoff(desk.store.query, rowOf(counter, manner, reply), rows, desk.connection)
      if (saved.outcome === 'moved') continue // what is looked at in here is newer than what was left
      if (saved.outcome === 'saved' && rows.turn) left.set(nameOf(rows.turn.pool), { position: rows.turn.position + 1, credits: rows.turn.after })
      return finish(counter, manner, reply, saved)
    }
  })
}

/** Stores it by the form that is published now, and no more. */
async function setAside(
  counter: Counter,
  manner: Manner,
  { first, look, late }: { first: Looked; look(): Promise<Looked>; late(): boolean },
): Promise<Committed | null> {
  for (let looked = first; ; looked = await look()) {
    if (late()) throw new BatonError('unavailable')
    const settled = settle(counter, manner, looked)
    if (settled !== undefined) return settled
    const held = composeHeld(counter, manner.token)
    const saved = await saveHandoff(counter.desk.store.query, rowOf(counter, manner, held), null, null)
    if (saved.outcome !== 'moved') return finish(counter, manner, held, saved)
  }
}

/** What a look settles by itself: an answer that was given before, or null for something else that is published by now. Undefined: nothing yet. */
function settle(counter: Counter, manner: Manner, { seen: { answered, sent, published } }: Looked): Committed | null | undefined {
  if (manner.release && !answered) throw new BatonError('not_found') // erased since it was found
  if (answered && !(manner.release && answered.waits)) return replay(counter, manner, answered)
  const fullSince = sent[senderLimit.most - 1]
  if (fullSince) throw limited(counter, fullSince)
  return published && isSame(published, counter.published) ? undefined : null
}

/** Pools as they were left since they were looked at. */
function withLeft(seen: Snapshot, leftOf: (pool: string) => PoolState | undefined): Snapshot {
  const pools = Object.entries(seen.pools).map(([id, pool]) => {
    const left = leftOf(id)
    return [id, pool && left && left.position > pool.position ? left : pool] as const
  })
  return { ...seen, pools: Object.fromEntries(pools) }
}

function finish(counter: Counter, manner: Manner, stored: StoredReply, saved: Exclude<Saved, { outcome: 'moved' }>): Committed {
  switch (saved.outcome) {
    case 'saved':
      return { stored, replayed: false, claimed: saved.claimed }
    case 'taken':
      return replay(counter, manner, saved.answered)
    case 'limited':
      throw limited(counter, saved.fullSince)
  }
}

/** The first answer; whoever releases it a second time asks for no more than that. */
function replay({ submission }: Counter, { release, test }: Manner, { bodyHash, reply }: Answered): Committed {
  if (!release && bodyHash !== hashOf(submission.given, test)) throw new BatonError('submission_conflict')
  return { stored: reply, replayed: true, claimed: [] }
}

function limited({ submission }: Counter, fullSince: Date): BatonError {
  const waitMs = fullSince.getTime() + senderLimit.windowMs - submission.submittedAt.getTime()
  return new BatonError('rate_limited', [], { retryAfterSeconds: Math.ceil(waitMs / 1000) })
}

function keyOf({ published, form, submission }: Counter) {
  return { workspaceId: published.workspace.id, formId: form.id, submissionId: submission.id }
}

function rowOf(counter: Counter, { token, sender, test, signs, release }: Manner, reply: StoredReply): SubmissionRow {
  const { published, submission } = counter
  const { given, answers, otherAnswers, context, submittedAt: at } = submission
  const { playbookVersion } = published
  const bodyHash = hashOf(given, test)
  return { ...keyOf(counter), bodyHash, playbookVersion, answers, otherAnswers, context, at, reply, token, sender, limit: senderLimit, test, signs, release }
}

/** Names what was answered, and whether in earnest, so that the same id with anything else is told apart. */
export function hashOf(answers: object, test: boolean): string {
  const sorted = Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify(test ? ['test', sorted] : sorted))
    .digest('hex')
}
