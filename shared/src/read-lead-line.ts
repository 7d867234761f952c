import type { OrderedLead } from './decide-in-order.ts'
import { instantOfIso, isWithinCalendar } from './iso-date.ts'
import { checkFacts, didYouMean, type FactScope } from './verify/check-facts.ts'
import { nearestName } from './verify/nearest.ts'

/** A line of a file of leads: the lead, or what is wrong with it. The id is null where the line does not tell one. */
export type LeadLine = { id: string; lead: OrderedLead; error: null } | { id: string | null; lead: null; error: string }

const keys = ['id', 'at', 'facts', 'form']

/**
 * Reads `{"id": "…", "at": "2026-11-23T10:00:00Z", "facts": {"answers.companySize": "201-1000", …}}`. Facts are taken as given, not
 * worked out from each other. `form` may stand among the facts or beside them. What else the line holds is left alone, unless it
 * looks like one of these, misspelt.
 */
export function readLeadLine(line: string, scope: FactScope, standardAt: Date | null): LeadLine {
  const parsed = parse(line)
  if (!isRecord(parsed)) return bad(null, parsed === undefined ? 'This line is not valid JSON.' : 'A lead is an object: {"id", "at", "facts"}.')
  const { id, facts } = parsed
  if (typeof id !== 'string' || id.trim() === '') return bad(null, '“id” has to be text.')
  const misspelt = findMisspelt(parsed)
  if (misspelt) return bad(id, `“${misspelt.key}” means nothing here.${didYouMean(misspelt.nearest)}`)
  if (!isRecord(facts)) return bad(id, '“facts” has to be an object of facts by their names.')
  const at = readMoment(parsed.at, standardAt)
  const form = readForm(parsed, facts)
  const checked = checkFacts(form.facts, scope)
  const problems = [...(typeof at === 'string' ? [at] : []), ...form.problems, ...checked.problems]
  if (typeof at === 'string' || checked.facts === null || problems.length > 0) return bad(id, problems.join(' '))
  return { id, lead: { facts: checked.facts, at }, error: null }
}

function bad(id: string | null, error: string): LeadLine {
  return { id, lead: null, error }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined // which is what JSON cannot say
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function findMisspelt(lead: Record<string, unknown>): { key: string; nearest: string } | null {
  const absent = keys.filter(key => !(key in lead))
  for (const key of Object.keys(lead)) {
    if (keys.includes(key)) continue
    const nearest = nearestName(key, absent)
    if (nearest !== null && key.charAt(0).toLowerCase() === nearest.charAt(0)) return { key, nearest }
  }
  return null
}

/** The moment, or the sentence that says why there is none. */
function readMoment(at: unknown, standardAt: Date | null): Date | string {
  if (at === undefined || at === null) return standardAt ?? 'There is no “at”, and no --at either.'
  const instant = typeof at === 'string' ? instantOfIso(at) : null
  if (instant === null) return `“at” is no moment that exists: write it as 2026-11-23T10:00:00Z.`
  return isWithinCalendar(instant) ? new Date(instant) : '“at” is out of reach: years go from 1 to 9998.'
}

function readForm(lead: Record<string, unknown>, facts: Record<string, unknown>): { facts: Record<string, unknown>; problems: string[] } {
  const { form } = lead
  if (form === undefined || form === null || form === facts.form) return { facts, problems: [] }
  if ('form' in facts) return { facts, problems: ['“form” stands beside the facts and among them, and is not the same.'] }
  return { facts: { ...facts, form }, problems: [] }
}
