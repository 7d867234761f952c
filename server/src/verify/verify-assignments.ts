import { type InForce, readRecord } from '@baton/shared/decision-record'
import { promisedAt } from '@baton/shared/sla'
import { readStrayAssignments, type StoredAssignment } from '../db/load-assignments.ts'
import type { KeptDecision } from '../db/load-sealed.ts'
import { type Book, pageSize } from './book.ts'

interface Assigned {
  decision: KeptDecision
  assignment: StoredAssignment | null
  /** Of a decision that recomputes; null of any other, of which no promise can be reckoned. */
  inForce: InForce | null
}

/** Whether a decision has the one assignment that it made, or none where it assigned nobody, or was a test: its record says so, under its seal. */
export function verifyAssignment({ report }: Book, { decision, assignment, inForce }: Assigned): boolean {
  const { id, leadId, at } = decision
  const made: Partial<KeptDecision['record']['decision']> | undefined = decision.record?.decision // what is stored may be anything
  if (made?.outcome !== 'assigned' || decision.record.test) {
    if (assignment) report({ kind: 'assignment-edited', decision: id, message: 'This decision assigned nobody, and an assignment says that it did.' })
    return !assignment
  }
  if (!assignment) {
    report({ kind: 'assignment-missing', decision: id, message: 'The assignment that this decision made is not stored.' })
    return false
  }
  const others = [
    assignment.rep !== made.rep && 'rep',
    assignment.rule !== made.rule && 'rule',
    assignment.by !== made.by && 'way',
    assignment.leadId !== leadId && 'lead',
    !sameMoment(assignment.at, at) && 'moment',
    inForce && !sameMoment(assignment.dueAt, promisedAt(inForce.playbook, inForce.roster, readRecord(decision.record), at)) && 'promise',
  ].filter(other => typeof other === 'string')
  if (others.length > 0) report({ kind: 'assignment-edited', decision: id, message: `Its assignment has another ${others.join(', ')}.` })
  return others.length === 0
}

/** Assignments that no stored decision made. */
export async function verifyStrays(book: Book): Promise<void> {
  for await (const page of readStrayAssignments(book.db, book.workspaceId, pageSize))
    for (const { id, decisionId: decision } of page)
      book.report({ kind: 'decision-missing', decision, message: `The assignment ${id} is of a decision that is not stored.` })
}

function sameMoment(one: Date | null, other: Date | null): boolean {
  return one?.getTime() === other?.getTime()
}
