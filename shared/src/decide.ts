import { compilePlaybook } from './compile-playbook.ts'
import { type Facts, type FactValue, normalise, own, same } from './condition.ts'
import { type Availability, findHindrance, findRep, type Hindrance, hindranceOf, type Load, readAvailability } from './eligibility.ts'
import type { Destination, Playbook } from './playbook.ts'
import type { Rep, Roster } from './roster.ts'
import { type Credits, noCredits, type Turn, takeTurn } from './rotation.ts'
import { type Routing, routeLead } from './routing.ts'
import type { Score } from './scoring.ts'

/** All a decision depends on. The same inputs give the same decision, byte for byte. */
export interface DecisionInputs {
  playbook: Playbook
  roster: Roster
  /** Without `territory` and `score.*`: those are computed. */
  facts: Facts
  /** Credits of the pools the lead may reach; a pool that is missing is level. */
  credits: Readonly<Record<string, Credits>>
  /** Loads of the reps the lead may reach; a rep that is missing has none. */
  loads: Readonly<Record<string, Load>>
  now: Date
}

export type Outcome =
  | { outcome: 'assigned'; rep: string; by: 'owner' | 'rep' | 'sticky' | 'turn' }
  | { outcome: 'queued'; queue: string }
  | { outcome: 'disqualified'; reason: string; redirectUrl: string | null }

/** A rep who was looked at, and why they were not taken. */
export interface Candidate {
  destination: number
  rep: string
  verdict: { kind: 'taken' } | { kind: 'not-their-turn' } | { kind: 'no-match'; attribute: string } | Hindrance
}

export interface CreditMove {
  pool: string
  before: Credits
  after: Credits
  /** What each member's move is counted in: this many to a lead. */
  unit: string
  moves: Readonly<Record<string, string>>
}

export type Decision = DecisionWith<CreditMove>

/** A decision that tells of its credits in this way. */
export type DecisionWith<Credit> = Outcome & {
  /** A rule's id, or "otherwise". */
  rule: string
  ruleLabel: string | null
  /** Zero-based place in the rule's list; null when the list ran out. */
  destination: number | null
  destinationKind: Destination['kind'] | null
  territory: { id: string; label: string } | null
  score: Score
  candidates: Candidate[]
  /** What the turn moved on its pool's ledger; null when no turn was taken. */
  credit: Credit | null
  facts: Facts
}

/** The queue a list that runs out ends in. */
export const unassignedQueue = 'unassigned'

/** Who gets a lead, and why. The product. */
export function decideHandoff(inputs: DecisionInputs): Decision {
  return decideWith(inputs, readAvailability(inputs.roster, inputs.loads, inputs.now))
}

/** The same with loads and the moment as `availability` has them. */
export function decideWith(inputs: Pick<DecisionInputs, 'playbook' | 'facts' | 'credits'>, availability: Availability): Decision {
  const routing = routeLead(inputs.playbook, inputs.facts)
  const search: Search = { inputs, routing, availability, candidates: [] }
  for (const [place, destination] of routing.destinations.entries()) {
    const found = tryDestination(search, destination, place)
    if (found) return record(search, found.outcome, place, destination.kind, found.credit ?? null)
  }
  return record(search, { outcome: 'queued', queue: unassignedQueue }, null, null, null)
}

interface Search {
  inputs: Pick<DecisionInputs, 'playbook' | 'credits'>
  routing: Routing
  availability: Availability
  candidates: Candidate[]
}

interface Found {
  outcome: Outcome
  credit?: CreditMove
}

function tryDestination(search: Search, destination: Destination, place: number): Found | null {
  switch (destination.kind) {
    case 'owner':
      return tryOwners(search, destination, place)
    case 'rep':
      return take(search, place, destination.rep, 'rep', destination.anyHour)
    case 'pool':
      return tryPool(search, destination, place)
    case 'queue':
      return { outcome: { outcome: 'queued', queue: destination.queue } }
    case 'disqualify':
      return { outcome: { outcome: 'disqualified', reason: destination.reason, redirectUrl: destination.redirectUrl ?? null } }
  }
}

/** The lead's own rep, else the account's, else a colleague's: the first who can take it. */
function tryOwners(search: Search, destination: Destination & { kind: 'owner' }, place: number): Found | null {
  const owners = ['lead.owner', 'account.owner', 'colleague.owner'].flatMap(name => {
    const owner = search.routing.facts[name]
    return typeof owner === 'string' ? [owner] : []
  })
  for (const owner of new Set(owners)) {
    const found = take(search, place, owner, 'owner', destination.anyHour)
    if (found) return found
  }
  return null
}

function take(search: Search, place: number, repId: string, by: 'owner' | 'rep', anyHour?: boolean): Found | null {
  const hindrance = findHindrance(search.availability, repId, anyHour)
  const rep = findRep(search.availability, repId)?.id ?? repId
  search.candidates.push({ destination: place, rep, verdict: hindrance ?? { kind: 'taken' } })
  return hindrance ? null : { outcome: { outcome: 'assigned', rep, by } }
}

function tryPool(search: Search, destination: Destination & { kind: 'pool' }, place: number): Found | null {
  const compiled = compilePlaybook(search.inputs.playbook).pools.get(normalise(destination.pool))
  if (!compiled) return null // the check of a playbook refuses this; a pool of nobody takes no lead
  const { pool, members } = compiled
  const eligible: Turn[] = []
  for (const { rep: repId, key, weight } of members) {
    const member = search.availability.index.reps.get(key) ?? null
    const verdict = hindranceInPool(search, destination, member)
    const rep = member?.id ?? repId
    if (verdict) search.candidates.push({ destination: place, rep, verdict })
    else eligible.push({ rep, weight })
  }
  const [first, ...rest] = eligible
  if (!first) return null
  const owner = search.routing.facts['lead.owner']
  const sticky = typeof owner === 'string' ? eligible.find(({ rep }) => same(rep, owner)) : undefined
  const before = own(search.inputs.credits, pool.id) ?? noCredits
  const turn = sticky ? null : takeTurn([first, ...rest], before)
  const taken = turn?.rep ?? (sticky as Turn).rep // no turn means sticky
  for (const { rep } of eligible) search.candidates.push({ destination: place, rep, verdict: { kind: rep === taken ? 'taken' : 'not-their-turn' } })
  const outcome: Outcome = { outcome: 'assigned', rep: taken, by: turn ? 'turn' : 'sticky' }
  return turn ? { outcome, credit: { pool: pool.id, before, after: turn.after, unit: turn.unit, moves: turn.moves } } : { outcome }
}

function hindranceInPool(search: Search, destination: Destination & { kind: 'pool' }, rep: Rep | null): Candidate['verdict'] | null {
  if (rep) {
    const unmet = (destination.match ?? []).find(({ attribute, has }) => !matches(rep, attribute, own(search.routing.facts, has)))
    if (unmet) return { kind: 'no-match', attribute: unmet.attribute }
  }
  return hindranceOf(search.availability, rep, destination.anyHour)
}

/** A rep's attribute has the lead's value; lists match when they share one. What is unknown or missing matches nobody. */
function matches(rep: Rep, attribute: string, wanted: FactValue | undefined): boolean {
  const held = rep.attributes && own(rep.attributes, attribute)
  if (held === undefined || wanted === undefined) return false
  return asList(wanted).some(value => asList(held).some(one => same(one, value)))
}

function asList(value: FactValue): readonly (string | number | boolean)[] {
  return Array.isArray(value) ? value : [value as string | number | boolean] // a list was just ruled out
}

function record(
  search: Search,
  outcome: Outcome,
  destination: number | null,
  destinationKind: Destination['kind'] | null,
  credit: CreditMove | null,
): Decision {
  const { rule, ruleLabel, territory, score, facts } = search.routing
  return { ...outcome, rule, ruleLabel, destination, destinationKind, territory, score, candidates: search.candidates, credit, facts }
}

/** Reps of a roster by normalised id, for whoever reads a decision. */
export function repsById(roster: Roster): Map<string, Rep> {
  return new Map(roster.reps.map(rep => [normalise(rep.id), rep]))
}
