import { type Decision, decideHandoff, unassignedQueue } from '@baton/shared/decide'
import { buildFacts } from '@baton/shared/facts'
import { nothingSeen } from '../db/load-snapshot.ts'
import type { StoredReply } from '../db/schema.ts'
import { composeHandoff } from '../messages/compose-handoff.ts'
import { type Counter, knownOf } from '../open-counter.ts'

/**
 * What the sender of a quarantined submission is told: word for word what a lead is told for whom no rep is free right now. Nothing in it
 * says that it was set aside, and nothing is decided: the lead, its rep and its mail come when somebody releases it.
 */
export function composeHeld(counter: Counter, token: string): StoredReply {
  const { playbook, roster, submission, desk } = counter
  const lead = { id: '', returning: false }
  const nobody = { ...roster, reps: roster.reps.map(rep => ({ ...rep, active: false })) }
  const facts = buildFacts(knownOf(counter, nothingSeen))
  const alone = decideHandoff({ playbook, roster: nobody, facts, credits: {}, loads: {}, now: submission.submittedAt })
  const decision: Decision = alone.outcome === 'queued' ? alone : { ...alone, outcome: 'queued', queue: unassignedQueue }
  const { config, effects } = desk
  return composeHandoff({ ...counter, lead, decision, rep: null, loads: {}, turn: null, token, mailComes: true, test: false, config, mintId: effects.mintId })
    .reply
}
