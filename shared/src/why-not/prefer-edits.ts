import type { FactValue } from '../condition.ts'
import type { Playbook } from '../playbook.ts'
import { ownerFacts, questionsInOrder } from '../verify/compared-facts.ts'
import { applyEdits } from './apply-edits.ts'
import { brokenLaws } from './broken-laws.ts'
import { type DecidedWith, type Edit, keyOfEdit } from './edits.ts'
import { pathOf } from './hindrance-edits.ts'

/**
 * Of ways with equally many edits, the one a manager would want to read: of a lead that there can be, as far as the given one was.
 * Among those, what keeps the rep themselves from taking leads, then what the visitor said, what else is known of them, whose turn it was; last what others are, and whose lead it is already. Of equals the
 * one that was found first: by an earlier rule, with a value that the playbook names.
 */
export function preferEdits(ways: readonly Edit[][], decided: DecidedWith, rep: string): Edit[] | undefined {
  const given = brokenLaws(decided.playbook, decided.facts)
  const weighed = ways.map(edits => ({
    edits,
    broken: countNew(brokenLaws(decided.playbook, applyEdits(decided, edits).facts), given),
    weight: edits.reduce((sum, edit) => sum + weightOf(edit, decided, rep), 0),
  }))
  return weighed.sort((a, b) => a.broken - b.broken || a.weight - b.weight)[0]?.edits
}

function countNew(broken: ReadonlySet<string>, given: ReadonlySet<string>): number {
  return [...broken].filter(law => !given.has(law)).length
}

function weightOf(edit: Edit, { roster, playbook }: DecidedWith, rep: string): number {
  switch (edit.kind) {
    case 'roster': {
      const own = roster.reps.find(({ id }) => id === rep)
      const isTheirs = own !== undefined && edit.path.startsWith(`${pathOf(roster, own)}/`)
      return isTheirs || edit.path.startsWith('/holidays/') ? 1 : 8
    }
    case 'fact': {
      // “Country were AD” says less than whose turn it was: nobody meant just that one.
      const arbitrary = edit.to === null ? 2.5 : isNamed(edit.to, playbook) ? 0 : 3
      if (edit.fact.startsWith('answers.')) return 2 + arbitrary
      if (ownerFacts.includes(edit.fact) || edit.fact === 'lead.returning') return 9 + arbitrary
      return edit.fact === 'form' ? 7 : 3 + arbitrary
    }
    case 'turn':
      return edit.from === rep ? 4 : 5
  }
}

const texts = new WeakMap<Playbook, string>()

/** Whether the playbook itself speaks of a text; numbers and lists are as near to the given ones as can be. */
function isNamed(value: FactValue, playbook: Playbook): boolean {
  const text = texts.get(playbook) ?? JSON.stringify(playbook)
  texts.set(playbook, text)
  return typeof value !== 'string' || text.includes(JSON.stringify(value))
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
