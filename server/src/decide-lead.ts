import { normalise } from '@baton/shared/condition'
import { type Decision, decideHandoff } from '@baton/shared/decide'
import type { Load } from '@baton/shared/eligibility'
import { indexRoster } from '@baton/shared/roster-index'
import type { Credits } from '@baton/shared/rotation'
import type { Manner } from './commit-handoff.ts'
import type { RepDay, Snapshot } from './db/load-snapshot.ts'
import type { StoredReply } from './db/schema.ts'
import type { DecidedRows, Turn } from './handoff-rows.ts'
import type { Looked } from './look-at-lead.ts'
import { mailLimitsOf } from './mail-limits.ts'
import { composeHandoff } from './messages/compose-handoff.ts'
import type { Counter } from './open-counter.ts'

/** Who gets the lead, and all that follows: its decision, turn, assignment, mails and reply, ready to be saved. Nothing is asked or written. */
export function decideLead(counter: Counter, { token, trusted, test }: Manner, { seen, facts, reps }: Looked): { rows: DecidedRows; reply: StoredReply } {
  const { desk, playbook, roster, submission } = counter
  const { config, effects } = desk
  const { submittedAt, email, person } = submission
  const loads = loadsOf(seen, reps)
  const decision = decideHandoff({ playbook, roster, facts, credits: creditsOf(seen), loads, now: submittedAt })
  const rep = decision.outcome === 'assigned' ? (indexRoster(roster).reps.get(normalise(decision.rep)) ?? null) : null
  const turn = test ? null : turnOf(decision, seen)
  const known = test ? null : seen.lead
  const leadId = known?.id ?? effects.mintId()
  const lead = { id: leadId, returning: seen.lead !== null }
  const mailLimits = trusted || !email ? [] : mailLimitsOf(desk.secret, email)
  const mailComes = !test && mailLimits.every(({ name, most }) => (seen.mailed[name] ?? 0) < most)
  const composed = composeHandoff({ ...counter, decision, rep, loads, turn, lead, token, mailComes, test, config, mintId: effects.mintId })
  const company = facts['company.name']
  const rows: DecidedRows = {
    lead: {
      id: leadId,
      // A test is a lead of its own without an address: the one behind the address stays as it is.
      email: test ? null : (email?.address ?? null),
      domain: test ? null : (email?.companyDomain ?? null),
      name: test ? (person.name ?? email?.address ?? null) : person.name,
      company: typeof company === 'string' ? company : null,
      owner: known?.owner ?? null,
      seen: known?.submissions ?? 0,
    },
    decision: { id: effects.mintId(), record: composed.record },
    assignment: null,
    turn,
    mails: composed.mails,
    mailWithheld: composed.mailWithheld,
    mailLimits: composed.mails.some(({ kind }) => kind === 'visitor-mail') ? mailLimits : [],
  }
  if (rep && decision.outcome === 'assigned' && !test) {
    const { perDay = null, open = null } = rep.capacity ?? {}
    const day = reps.find(one => one.rep === rep.id)?.day
    if (!day) throw new Error(`Decided on “${rep.id}”, who is not a candidate.`)
    rows.assignment = { id: effects.mintId(), rep: rep.id, rule: decision.rule, by: decision.by, dueAt: composed.dueAt, day, perDay, open }
  }
  return { rows, reply: composed.reply }
}

/** Of the candidates alone, for the record: a look may have been for more. */
function loadsOf({ loads }: Snapshot, reps: readonly RepDay[]): Record<string, Load> {
  return Object.fromEntries(reps.map(({ rep }) => [rep, loads[rep] ?? { today: 0, open: 0 }]))
}

function creditsOf({ pools }: Snapshot): Record<string, Credits> {
  return Object.fromEntries(Object.entries(pools).flatMap(([id, pool]) => (pool ? [[id, pool.credits]] : [])))
}

/** The turn that was taken, and its place on the ledger. */
function turnOf({ credit }: Decision, { pools }: Snapshot): Turn | null {
  if (!credit) return null
  const pool = pools[credit.pool]
  if (!pool) throw new Error(`Took a turn of “${credit.pool}”, which has none.`)
  return { ...credit, position: pool.position }
}
