import { type Facts, type FactValue, normalise, own } from '../condition.ts'
import { type DecisionInputs, repsById } from '../decide.ts'
import { type Load, localDay } from '../eligibility.ts'
import type { Roster } from '../roster.ts'
import { type Credits, noCredits, post } from '../rotation.ts'
import type { DecidedWith, Edit, FactEdit, RosterEdit, TurnEdit } from './edits.ts'

/** What the decision would have been taken with. Throws a RangeError for a turn that is not among the earlier ones. */
export function applyEdits(decided: DecidedWith, edits: readonly Edit[]): DecisionInputs {
  const { playbook, now } = decided
  const facts = setFacts(
    decided.facts,
    edits.filter(edit => edit.kind === 'fact'),
  )
  const roster = editRoster(
    decided.roster,
    edits.filter(edit => edit.kind === 'roster'),
  )
  const moved = moveTurns(
    decided,
    edits.filter(edit => edit.kind === 'turn'),
  )
  return { playbook, now, roster, facts, ...moved }
}

export function setFacts(facts: Facts, edits: readonly FactEdit[]): Facts {
  const set: Record<string, FactValue> = { ...facts }
  for (const { fact, to } of edits) {
    if (to === null) delete set[fact]
    else set[fact] = to
  }
  return set
}

export function editRoster(roster: Roster, edits: readonly RosterEdit[]): Roster {
  return edits.reduce((edited, { path, to }) => setAt(edited, readPointer(path), to) as Roster, roster) // its shape stays
}

/** What a JSON Pointer goes through, unescaped. */
export function readPointer(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'))
}

function setAt(document: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to
  const inner = (document as Record<string, unknown> | undefined)?.[key] // an object or a list: that is what pointers go through
  const value = setAt(inner, rest, to)
  if (Array.isArray(document)) return document.with(Number(key), value)
  const { [key]: _, ...others } = (document ?? {}) as Record<string, unknown>
  return value === null ? others : { ...(document as object | undefined), [key]: value }
}

/** The credits of both, and what both have: today only where the turn was on the day that their clocks show now. */
export function moveTurns(decided: DecidedWith, edits: readonly TurnEdit[]): Pick<DecisionInputs, 'credits' | 'loads'> {
  const credits: Record<string, Credits> = { ...decided.credits }
  const loads: Record<string, Load> = { ...decided.loads }
  const reps = repsById(decided.roster)
  for (const { pool, lead, from, to } of edits) {
    const turn = decided.turns.find(one => one.pool === pool && one.lead === lead && one.rep === from)
    if (!turn) throw new RangeError(`The pool “${pool}” has given no turn for “${lead}” to “${from}”.`)
    credits[pool] = post(own(credits, pool) ?? noCredits, { unit: '1', moves: { [from]: '1', [to]: '-1' } })
    for (const [id, step] of [[from, -1] as const, [to, 1] as const]) {
      const rep = reps.get(normalise(id))
      if (!rep) continue
      const { today, open } = own(loads, rep.id) ?? { today: 0, open: 0 }
      const isToday = localDay(rep, turn.at) === localDay(rep, decided.now)
      loads[rep.id] = { today: Math.max(0, today + (isToday ? step : 0)), open: Math.max(0, open + step) }
    }
  }
  return { credits, loads }
}
