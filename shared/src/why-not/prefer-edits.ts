import { ownerFacts, questionsInOrder } from '../verify/compared-facts.ts'
import { type DecidedWith, type Edit, keyOfEdit } from './edits.ts'
import { pathOf } from './hindrance-edits.ts'

/**
 * Of ways with equally many edits, the one a manager would want to read: what keeps the rep themselves from taking leads, then what
 * the visitor said, what else is known of them, whose turn it was; last what others are, and whose lead it is already. Of equals the
 * one that was found first: by an earlier rule, with a value that the playbook names.
 */
export function compareEdits(a: readonly Edit[], b: readonly Edit[], decided: DecidedWith, rep: string): number {
  const weight = (edits: readonly Edit[]) => edits.reduce((sum, edit) => sum + weightOf(edit, decided, rep), 0)
  return weight(a) - weight(b)
}

function weightOf(edit: Edit, { roster }: DecidedWith, rep: string): number {
  switch (edit.kind) {
    case 'roster': {
      const own = roster.reps.find(({ id }) => id === rep)
      const isTheirs = own !== undefined && edit.path.startsWith(`${pathOf(roster, own)}/`)
      return isTheirs || edit.path.startsWith('/holidays/') ? 1 : 8
    }
    case 'fact': {
      const toUnknown = edit.to === null ? 0.5 : 0
      if (edit.fact.startsWith('answers.')) return 2 + toUnknown
      if (ownerFacts.includes(edit.fact) || edit.fact === 'lead.returning') return 9 + toUnknown
      return edit.fact === 'form' ? 7 : 3 + toUnknown
    }
    case 'turn':
      return edit.from === rep ? 4 : 5
  }
}

/** The order in which they are told and applied: by what they are about, answers as they are asked. */
export function orderEdits(edits: readonly Edit[], decided: DecidedWith, rep: string): Edit[] {
  const asked = decided.playbook.forms.flatMap(form => questionsInOrder(form).map(({ id }) => `answers.${id}`))
  const place = (edit: Edit) => (edit.kind === 'fact' ? asked.indexOf(edit.fact) : 0)
  const group = (edit: Edit) => Math.floor(weightOf(edit, decided, rep))
  return edits.toSorted((a, b) => group(a) - group(b) || place(a) - place(b) || compareText(keyOfEdit(a), keyOfEdit(b)))
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
