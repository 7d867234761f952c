import { type Facts, own } from './condition.ts'
import { type Decision, decideWith } from './decide.ts'
import { availabilityWith, type Load, localDay } from './eligibility.ts'
import type { Playbook } from './playbook.ts'
import type { Roster } from './roster.ts'
import { indexRoster } from './roster-index.ts'
import type { Credits } from './rotation.ts'

/** What leads are decided with. Neither changes while they are. */
export interface Documents {
  playbook: Playbook
  roster: Roster
}

/** What the leads so far leave behind for the next one. A step makes another and leaves this as it is: it can be kept, and gone back to. */
export interface Carried {
  /** By pool. */
  credits: Readonly<Record<string, Credits>>
  /** By rep; a map, for copying 200 is one call then. Who is not in it has none. */
  held: ReadonlyMap<string, Held>
}

export interface Held {
  /** Leads given on each of the rep's local days. */
  days: Readonly<Record<string, number>>
  /** Leads given and not closed: none closes. */
  open: number
}

export const nothingCarried: Carried = { credits: {}, held: new Map() }

/** The facts of a lead, as given, and the moment it came. */
export interface OrderedLead {
  facts: Facts
  at: Date
}

/**
 * One lead of many in order: its decision, and what carries over to the next. The same step as the server takes with its database,
 * without one: turns, leads of the rep's local day and open leads count on.
 */
export function decideNext({ playbook, roster }: Documents, carried: Carried, { facts, at }: OrderedLead): { decision: Decision; after: Carried } {
  const loadOf = (rep: { id: string }, date: string) => loadOn(carried.held.get(rep.id), date)
  const decision = decideWith({ playbook, facts, credits: carried.credits }, availabilityWith(roster, loadOf, at))
  const credits = decision.credit ? { ...carried.credits, [decision.credit.pool]: decision.credit.after } : carried.credits
  // Each lead counts, also one that says whose it was: nothing was counted of it before these leads began, and nothing is taken off.
  if (decision.outcome !== 'assigned') return { decision, after: { credits, held: carried.held } }
  return { decision, after: { credits, held: holdOne(carried.held, roster, decision.rep, at) } }
}

function loadOn(held: Held | undefined, date: string): Load {
  return held ? { today: own(held.days, date) ?? 0, open: held.open } : { today: 0, open: 0 }
}

/** One lead more for a rep of the roster. */
function holdOne(held: Carried['held'], roster: Roster, id: string, at: Date): Carried['held'] {
  const rep = indexRoster(roster).byId.get(id)
  if (!rep) return held // a decision names nobody else
  const { days, open } = held.get(id) ?? { days: {}, open: 0 }
  const day = localDay(rep, at)
  return new Map(held).set(id, { days: { ...days, [day]: (own(days, day) ?? 0) + 1 }, open: open + 1 })
}

/** What each rep has at a moment, as `decideHandoff` takes it: of those who were given any. */
export function loadsAt(roster: Roster, { held }: Carried, at: Date): Record<string, Load> {
  const { byId } = indexRoster(roster)
  return Object.fromEntries(
    [...held].flatMap(([id, one]) => {
      const rep = byId.get(id)
      return rep ? [[id, loadOn(one, localDay(rep, at))]] : []
    }),
  )
}
