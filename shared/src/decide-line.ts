import { type Carried, type Documents, decideNext } from './decide-in-order.ts'
import { readLeadLine } from './read-lead-line.ts'
import { type FactScope, readFactScope } from './verify/check-facts.ts'
import { type Explanation, type WrittenDecision, writeDecision, writeExplanation } from './write-decision.ts'

/** What lines of leads are decided with, one like the next. */
export interface LineDesk extends Documents {
  scope: FactScope
  /** The moment of leads that tell none; null: they have to. */
  standardAt: Date | null
  explain: boolean
}

export type WrittenLine = WrittenDecision | (WrittenDecision & Explanation) | { id: string | null; error: string }

export function openLineDesk(documents: Documents, { standardAt, explain }: Pick<LineDesk, 'standardAt' | 'explain'>): LineDesk {
  return { ...documents, scope: readFactScope(documents.playbook, documents.roster), standardAt, explain }
}

/** One line in, one line out, and what carries over. A bad line carries everything over as it was. */
export function decideLine(desk: LineDesk, carried: Carried, line: string): { written: WrittenLine; after: Carried } {
  const { id, lead, error } = readLeadLine(line, desk.scope, desk.standardAt)
  if (lead === null) return { written: { id, error }, after: carried }
  const { decision, after } = decideNext(desk, carried, lead)
  const written = writeDecision(id, decision, desk)
  return { written: desk.explain ? { ...written, ...writeExplanation(decision, desk) } : written, after }
}
