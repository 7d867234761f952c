import { compileForms } from '../if-it-matters/compile-forms.ts'
import type { Playbook } from '../playbook.ts'
import type { Roster } from '../roster.ts'
import {
  findAskedAnyway,
  findGradeProblems,
  findUnreachableQuestions,
  findUnreachableRule,
  findUnreachableTerritories,
  takersAmong,
} from './find-unreachable.ts'
import { findInactiveReps, findUnstaffed } from './find-unstaffed.ts'
import { BoundReached, type Budget } from './multi-diagram.ts'
import { reachedLeads } from './reached-leads.ts'
import { type Finding, ReplayFailed, type Report, type Span } from './report.ts'
import { isStackExhausted } from './stack-exhausted.ts'
import { staffedStretches } from './staffed-stretches.ts'
import { createUniverse } from './universe.ts'

/** Enough for thousands of rules; memory for it stays below a gigabyte. */
export const defaultSteps = 20_000_000

/**
 * What a playbook without errors says that nobody means, with its forms compiled as publishing does: exact over every lead there can
 * be and every instant of the span. When the steps do not suffice, the rest is named in `left` and nothing is claimed of it.
 */
export function findFindings(written: Playbook, roster: Roster, span: Span, steps = defaultSteps): Report {
  const compiled = compileForms(written)
  const { playbook } = compiled
  const left = new Set<string>()
  const leave = (why: string) => void left.add(why)
  const budget: Budget = { steps }
  const attempt = <Result>(what: string, find: () => Result[]): Result[] => {
    try {
      return find()
    } catch (error) {
      leave(`${what}, ${whyLeft(error)}.`)
      return []
    }
  }
  const universes = playbook.forms.flatMap(form => attempt(`form ${form.id}`, () => [createUniverse(playbook, roster, form, budget, leave)]))
  const isWhole = universes.length === playbook.forms.length
  const at = span.from.toISOString()
  const findings: Finding[] = universes.flatMap(universe => findUnreachableQuestions(compiled, universe))
  if (isWhole) {
    findings.push(...attempt('the territories', () => findUnreachableTerritories(playbook, universes)))
    findings.push(...attempt('the grades', () => findGradeProblems(playbook, universes, at)))
  }
  const forms = universes.map(universe => reachedLeads(universe, playbook, leave))
  if (isWhole) {
    const takers = takersAmong(playbook, forms)
    for (const place of playbook.routing.rules.keys())
      findings.push(...attempt(`whether /routing/rules/${place} takes a lead`, () => findUnreachableRule(playbook, forms, takers, place, at)))
  }
  const withoutCapacity: Roster = { ...roster, reps: roster.reps.map(({ capacity: _, ...rep }) => rep) }
  const staffing = { playbook, roster: withoutCapacity, stretches: staffedStretches(roster, span) }
  for (let place = 0; place <= playbook.routing.rules.length; place++)
    findings.push(
      ...attempt(`who takes the leads of ${place < playbook.routing.rules.length ? `/routing/rules/${place}` : '/routing/otherwise'}`, () =>
        findUnstaffed(staffing, forms, place),
      ),
    )
  findings.push(...findInactiveReps(playbook, roster), ...findAskedAnyway(compiled))
  return { proven: left.size === 0, left: [...left], errors: [], findings }
}

/** What may end a search before its answer; anything else is a mistake of ours and is thrown. */
function whyLeft(error: unknown): string {
  if (error instanceof BoundReached) return 'which needs more steps than the bound allows'
  if (isStackExhausted(error)) return 'which has more facts than fit on the stack'
  if (error instanceof ReplayFailed) return `whose lead for ${error.message} does not replay`
  throw error
}
